// Which profile judges which port: verdict maps by interface name, and by own address where rules name one.

import type { Direction } from '../../model/packet.ts'
import type { Clause, EniPolicy } from '../../policy/policy.ts'
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
import { sameSet } from './profileMemory.ts'
import { spanOf } from './sets.ts'
import { type OwnPart, ownRanges, singleRange, specialise } from './specialise.ts'
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

/**
 * Ports without a policy are in no map and pass nothing; where a miss is somebody else's interface, the maps say so.
 * What is as `before` is the same object.
 */
export function planDispatch(
  ports: readonly RouterPort[],
  uplink: string | null,
  shared: SharedPlace | null = null,
  before?: Dispatch,
): Dispatch {
  const all = ports.map(dispatchOf)
  const machine = shared?.machine ? dispatchOf(shared.machine) : null
  const maps = DIRECTIONS.flatMap((direction) =>
    ORIENTATIONS.map((orientation): NamedSet => {
      const name = SETS[direction][orientation]
      const known = before?.maps.find((each) => each.name === name)
      const elements: Element[] = []
      // Rules alone do not move a port to another profile.
      const put = (port: string, chain: string): void => {
        const old = known?.elements[elements.length]
        const isSame = old?.key[0] === port && chainIn(old) === chain
        elements.push(isSame ? old : { key: [port], value: goto(chain) })
      }
      if (uplink !== null) put(uplink, direction === 'egress' ? CHAINS.enter : CHAINS.leave)
      for (const [at, { chains }] of all.entries()) {
        const chain = chains[direction]?.[orientation] ?? (shared === null ? null : CHAINS.unknown)
        if (chain !== null) put((ports[at] as RouterPort).name, chain)
      }
      return sameSet(known, { name, key: ['ifname'], value: 'verdict', elements })
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
    machine: machine === null ? null : sameVerdicts(before?.machine, machineVerdicts(machine)),
    selectors: judging.flatMap(({ selectors }) => selectors),
    profiles: [...profiles.values()],
  }
}

const chainIn = ({ value }: Element): string | null =>
  typeof value === 'object' && 'chain' in value ? value.chain : null

const sameVerdicts = (known: MachineVerdicts | null | undefined, made: MachineVerdicts): MachineVerdicts =>
  known && JSON.stringify(known) === JSON.stringify(made) ? known : made

function machineVerdicts({ chains }: PortDispatch): MachineVerdicts {
  const side = (direction: Direction) => ({
    original: goto(chains[direction]?.original ?? CHAINS.unknown),
    reply: goto(chains[direction]?.reply ?? CHAINS.unknown),
  })
  return { ingress: side('ingress'), egress: side('egress') }
}

interface PortDispatch {
  /** Where its packets are judged; none where it has no policy. */
  readonly chains: { readonly [direction in Direction]?: { readonly [orientation in Orientation]: string } }
  readonly selectors: readonly Chain[]
  readonly profiles: readonly WantedProfile[]
}

const NOWHERE: PortDispatch = { chains: {}, selectors: [], profiles: [] }

const dispatchMade = new WeakMap<RouterPort, PortDispatch>()

/** Made once for a port, so that two plans with the same port share it. */
function dispatchOf(port: RouterPort): PortDispatch {
  if (port.policy === null) return NOWHERE
  const known = dispatchMade.get(port)
  if (known !== undefined) return known
  const made = namesOwn(port.policy) ? ownDispatch(port, port.policy) : plainDispatch(port.policy)
  dispatchMade.set(port, made)
  return made
}

const namesOwn = ({ ingress, egress }: EniPolicy): boolean =>
  ownRanges(ingress).length + ownRanges(egress).length > 0

const plainMade = new WeakMap<
  readonly Clause[],
  { readonly policy: EniPolicy; readonly made: PortDispatch }
>()

/** Where nobody asks for own addresses: the same for all ports that share the lists. */
function plainDispatch(policy: EniPolicy): PortDispatch {
  const known = plainMade.get(policy.ingress)
  if (known?.policy.egress === policy.egress && known.policy.source === policy.source) return known.made
  const profiles = DIRECTIONS.map((direction) =>
    wantedFor(direction, { clauses: policy[direction], within: '', ranges: [] }, policy.source ?? null),
  )
  const made: PortDispatch = {
    chains: Object.fromEntries(profiles.map(({ direction, name }) => [direction, chainsOf(name)])),
    selectors: [],
    profiles,
  }
  plainMade.set(policy.ingress, { policy, made })
  return made
}

const chainsOf = (profile: string) => ({
  original: profileChain(profile, 'original'),
  reply: profileChain(profile, 'reply'),
})

function ownDispatch(port: RouterPort, policy: EniPolicy): PortDispatch {
  const own = [...port.addresses.map(singleRange), ...port.prefixes]
  const selectors: Chain[] = []
  const profiles: WantedProfile[] = []
  const side = (direction: Direction): PortDispatch['chains'][Direction] => {
    const parts = specialise(policy[direction], own).map((part) => {
      const wanted = wantedFor(direction, part, policy.source ?? null)
      profiles.push(wanted)
      return { ranges: part.ranges, profile: wanted.name }
    })
    const [only, ...others] = new Set(parts.map((part) => part.profile))
    if (only === undefined) return undefined
    if (others.length === 0) return chainsOf(only)
    const chain = (orientation: Orientation): string => {
      const name = selectorChain(direction, port.name, orientation)
      selectors.push(selector(name, direction, orientation, parts))
      return name
    }
    return { original: chain('original'), reply: chain('reply') }
  }
  const [egress, ingress] = [side('egress'), side('ingress')]
  const chains = { ...(egress && { egress }), ...(ingress && { ingress }) }
  return { chains, selectors, profiles }
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
