// Which profile judges which port: verdict maps by interface name, and by own address where rules name one.

import type { Direction } from '../../model/packet.ts'
import type { Clause } from '../../policy/policy.ts'
import type { RouterPort, SharedPlace } from '../backend.ts'
import {
  type Chain,
  COUNTER,
  DROP,
  type Element,
  goto,
  type NamedSet,
  type Rule,
  type Verdict,
} from './ast.ts'
import { CHAINS, type Orientation, profileChain, SETS, selectorChain } from './names.ts'
import { groupProfileName } from './profile.ts'
import { spanOf } from './sets.ts'
import { type OwnPart, singleRange, specialise } from './specialise.ts'
import { addressField } from './system.ts'

const ORIENTATIONS = ['original', 'reply'] as const
const DIRECTIONS = ['egress', 'ingress'] as const

/** One clause list that some port is judged by. */
export interface WantedProfile {
  readonly direction: Direction
  readonly name: string
  readonly clauses: readonly Clause[]
  readonly source: string | null
}

/** Where the machine's own traffic goes to be judged. */
export type MachineVerdicts = {
  readonly [direction in Direction]: { readonly [orientation in Orientation]: Verdict }
}

export interface Dispatch {
  readonly maps: readonly NamedSet[]
  /** Null where the machine is no instance. */
  readonly machine: MachineVerdicts | null
  readonly selectors: readonly Chain[]
  readonly profiles: readonly WantedProfile[]
}

/** Ports without a policy are in no map and pass nothing; where a miss is somebody else's interface, the maps say so. */
export function planDispatch(
  ports: readonly RouterPort[],
  uplink: string | null,
  shared: SharedPlace | null = null,
): Dispatch {
  const all = ports.map(dispatchOf)
  const machine = shared?.machine ? dispatchOf(shared.machine) : null
  const maps = DIRECTIONS.flatMap((direction) =>
    ORIENTATIONS.map((orientation): NamedSet => {
      const outside = direction === 'egress' ? CHAINS.enter : CHAINS.leave
      return {
        ...{ name: SETS[direction][orientation], key: ['ifname'], value: 'verdict' },
        elements: [
          ...(uplink === null ? [] : [{ key: [uplink], value: goto(outside) }]),
          ...all.flatMap(
            (each, at) =>
              each.elements[direction][orientation] ??
              (shared === null ? [] : unknown(ports[at] as RouterPort)),
          ),
        ],
      }
    }),
  )
  const profiles = new Map<string, WantedProfile>()
  const judging = machine === null ? all : [...all, machine]
  for (const each of judging.flatMap(({ profiles }) => profiles)) {
    const known = profiles.get(each.name)
    if (known === undefined) profiles.set(each.name, each)
    else if (known.source !== null && known.clauses !== each.clauses) {
      throw new Error(`two clause lists for \`${known.source}\``)
    }
  }
  return {
    maps,
    machine: machine === null ? null : machineVerdicts(machine),
    selectors: judging.flatMap(({ selectors }) => selectors),
    profiles: [...profiles.values()],
  }
}

const unknown = (port: RouterPort): Element => ({ key: [port.name], value: goto(CHAINS.unknown) })

function machineVerdicts({ elements }: PortDispatch): MachineVerdicts {
  const at = (direction: Direction, orientation: Orientation): Verdict => {
    const value = elements[direction][orientation]?.value
    return typeof value === 'object' ? value : goto(CHAINS.unknown)
  }
  const side = (direction: Direction) => ({
    original: at(direction, 'original'),
    reply: at(direction, 'reply'),
  })
  return { ingress: side('ingress'), egress: side('egress') }
}

interface PortDispatch {
  readonly elements: {
    readonly [direction in Direction]: { readonly [orientation in Orientation]?: Element }
  }
  readonly selectors: readonly Chain[]
  readonly profiles: readonly WantedProfile[]
}

const dispatchMade = new WeakMap<RouterPort, PortDispatch>()

/** Made once for a port, so that two plans with the same port share it. */
function dispatchOf(port: RouterPort): PortDispatch {
  const known = dispatchMade.get(port)
  if (known !== undefined) return known
  const own = [...port.addresses.map(singleRange), ...port.prefixes]
  const selectors: Chain[] = []
  const profiles: WantedProfile[] = []
  const side = (direction: Direction): PortDispatch['elements'][Direction] => {
    if (port.policy === null) return {}
    const { source = null } = port.policy
    const parts = specialise(port.policy[direction], own).map((part) => {
      const wanted = wantedFor(direction, part, source)
      profiles.push(wanted)
      return { ranges: part.ranges, profile: wanted.name }
    })
    const element = (orientation: Orientation): { readonly [orientation in Orientation]?: Element } => {
      const [only, ...others] = new Set(parts.map((part) => part.profile))
      if (only === undefined) return {}
      const name = selectorChain(direction, port.name, orientation)
      if (others.length > 0) selectors.push(selector(name, direction, orientation, parts))
      const chain = others.length > 0 ? name : profileChain(only, orientation)
      return { [orientation]: { key: [port.name], value: goto(chain) } }
    }
    return { ...element('original'), ...element('reply') }
  }
  const made = { elements: { egress: side('egress'), ingress: side('ingress') }, selectors, profiles }
  dispatchMade.set(port, made)
  return made
}

const namesMade = new WeakMap<readonly Clause[], WantedProfile[]>()

function wantedFor(direction: Direction, part: OwnPart, policySource: string | null): WantedProfile {
  const source = policySource === null ? null : `${policySource}\n${part.within}`
  const made = namesMade.get(part.clauses) ?? []
  namesMade.set(part.clauses, made)
  const known = made.find((each) => each.direction === direction && each.source === source)
  if (known !== undefined) return known
  const name = groupProfileName(direction, part.clauses, source)
  const wanted = { direction, name, clauses: part.clauses, source }
  made.push(wanted)
  return wanted
}

/** Sends a packet to the profile that judges its own side; an address in no part is nobody's. */
export function selector(
  name: string,
  direction: Direction,
  orientation: Orientation,
  parts: readonly { readonly ranges: Parameters<typeof specialise>[1]; readonly profile: string }[],
): Chain {
  const end = (direction === 'egress') === (orientation === 'original') ? 'saddr' : 'daddr'
  const rules = ([4, 6] as const).flatMap((family): Rule[] => {
    const elements = parts.flatMap((part) =>
      part.ranges
        .filter((range) => range.family === family)
        .map(
          (range): Element => ({
            key: [spanOf(range)],
            value: goto(profileChain(part.profile, orientation)),
          }),
        ),
    )
    if (elements.length === 0) return []
    return [{ statements: [{ do: 'inlineVmap', field: addressField(family, end), elements }] }]
  })
  return {
    name,
    rules: [...rules, { statements: [COUNTER, DROP], comment: 'unknown' }],
  }
}
