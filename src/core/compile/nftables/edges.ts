// Network ACLs (A1): chains that every packet across the edge of a vSwitch passes, whether of a session or not.
//
//   where it comes from → which vSwitch → does it stay within?  yes: nothing to ask
//                                                               no: what leaves there, what enters here
//
// In a network of our own every end is a port of ours; in the machine's own the other end may be on another machine,
// and is within when it has an address of the vSwitch.

import type { Classes } from '../../headerspace/classes.ts'
import { FAMILIES, type Family } from '../../model/address.ts'
import type { Direction } from '../../model/packet.ts'
import type { Clause, Edge } from '../../policy/policy.ts'
import { MACHINE, type RouterPort, type SharedPlace } from '../backend.ts'
import {
  addressType,
  type Chain,
  jump,
  lookup,
  match,
  type NamedSet,
  RETURN,
  type Rule,
  rule,
  type Statement,
  type Verdict,
  vmap,
} from './ast.ts'
import { selector } from './dispatch.ts'
import { CHAINS, edgeSelectorChain, profileChain, SETS } from './names.ts'
import type { PlanMemory } from './planMemory.ts'
import { EDGE, type Profile, planProfile } from './profile.ts'
import { spanOf } from './sets.ts'
import { notOurs } from './sharedSets.ts'
import { type OwnPart, singleRange, specialise } from './specialise.ts'
import { addressField } from './system.ts'

export interface Edges {
  readonly sets: readonly NamedSet[]
  readonly chains: readonly Chain[]
}

const IS_FORWARDED: Statement = { ...match('iif', 0), not: true }

/** No vSwitch has this number. */
const ELSEWHERE = 0

/** Null when no vSwitch has a network ACL: its packets then pay nothing. */
export function planEdges(
  ports: readonly RouterPort[],
  classes: Classes,
  memory: PlanMemory,
  shared: SharedPlace | null = null,
): Edges | null {
  const machine = shared?.machine ?? null
  const all = machine === null ? ports : [...ports, machine]
  const guarded = all.flatMap(({ name, addresses, prefixes, policy }) =>
    policy?.edge ? [{ name, edge: policy.edge, own: [...addresses.map(singleRange), ...prefixes] }] : [],
  )
  if (guarded.length === 0) return null
  const vSwitches = [...new Set(guarded.map(({ edge }) => edge.vSwitchId))].sort()
  const numberOf = (edge: Edge): number => vSwitches.indexOf(edge.vSwitchId) + 1
  const profiles = new Map<readonly Clause[], Profile>()
  const profileOf = (direction: Direction, edge: Edge, { clauses, within }: OwnPart): Profile => {
    const source = within === '' ? edge.networkAclId : `${edge.networkAclId}\n${within}`
    const profile = profiles.get(clauses) ?? planProfile(direction, clauses, classes, EDGE, source, memory)
    profiles.set(clauses, profile)
    return profile
  }
  const selectors: Chain[] = []
  /** One chain for the port, which may have to ask for its own side first. */
  const judgeOf = (direction: Direction, { name, edge, own }: (typeof guarded)[number]): Verdict => {
    const parts = specialise(edge[direction], own).map((part) => ({
      ranges: part.ranges,
      profile: profileOf(direction, edge, part).name,
    }))
    const [only, ...others] = new Set(parts.map(({ profile }) => profile))
    if (only !== undefined && others.length === 0) return jump(profileChain(only, 'original'))
    const chain = edgeSelectorChain(direction, name)
    selectors.push(selector(chain, direction, 'original', parts))
    return jump(chain)
  }
  const plugged = guarded.filter(({ name }) => name !== MACHINE)
  const judges = (direction: Direction): NamedSet => ({
    name: SETS.edge[direction],
    key: ['ifname'],
    value: 'verdict',
    elements: plugged.map((port) => ({ key: [port.name], value: judgeOf(direction, port) })),
  })
  const own = guarded.find(({ name }) => name === MACHINE)
  const self =
    own === undefined
      ? null
      : {
          ...{ number: numberOf(own.edge), blocks: own.edge.blocks },
          ...{ egress: judgeOf('egress', own), ingress: judgeOf('ingress', own) },
        }
  const maps = [judges('egress'), judges('ingress')]
  const byName = new Map([...profiles.values()].map((profile) => [profile.name, profile]))
  const judging = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    sets: [
      {
        name: SETS.vSwitch,
        key: ['ifname'],
        value: 'mark',
        elements: plugged.map(({ name, edge }) => ({ key: [name], value: numberOf(edge) })),
      },
      {
        name: SETS.sameVSwitch,
        key: ['mark', 'ifname'],
        elements: plugged.map(({ name, edge }) => ({ key: [numberOf(edge), name] })),
      },
      ...(shared === null ? [] : FAMILIES.map((family) => nearSet(plugged, family))),
      ...judging.flatMap((profile) => profile.sets),
      ...maps,
    ],
    chains: [
      ...judging.flatMap((profile) => profile.chains),
      ...selectors,
      edgesChain(self, shared === null ? [] : nearRules(self)),
    ],
  }
}

interface MachineEdge {
  readonly number: number
  readonly blocks: Edge['blocks']
  readonly egress: Verdict
  readonly ingress: Verdict
}

const nearSet = (plugged: readonly { name: string; edge: Edge }[], family: Family): NamedSet => ({
  name: SETS.near[family],
  key: ['ifname', addressType(family)],
  interval: true,
  elements: plugged.flatMap(({ name, edge }) =>
    edge.blocks.filter((block) => block.family === family).map((block) => ({ key: [name, spanOf(block)] })),
  ),
})

/** What stays within a vSwitch although one of its ends is on another machine. */
const nearRules = (machine: MachineEdge | null): readonly Rule[] =>
  (['oif', 'iif'] as const).flatMap((elsewhere) => {
    const [here, end] = elsewhere === 'oif' ? (['iif', 'daddr'] as const) : (['oif', 'saddr'] as const)
    const isElsewhere = notOurs(`${elsewhere}name`)
    return [
      ...FAMILIES.map((family) => {
        const isNear = lookup([`${here}name`, addressField(family, end)], SETS.near[family])
        return rule(isElsewhere, isNear, RETURN)
      }),
      ...(machine === null
        ? []
        : machine.blocks.map((block) => {
            // The sender's vSwitch stands in the mark by now, whichever interface it came by.
            const isHere = here === 'iif' ? match('meta mark', machine.number) : match('oif', 0)
            const isNear = match(addressField(block.family, end), spanOf(block))
            return rule(isHere, isElsewhere, isNear, RETURN)
          })),
    ]
  })

/** The machine itself has no interface by which it could stand in the maps. */
function edgesChain(machine: MachineEdge | null, near: readonly Rule[]): Chain {
  const self = (make: (machine: MachineEdge) => Rule): readonly Rule[] =>
    machine === null ? [] : [make(machine)]
  /** What it passes on under its own address. */
  const forwarded = (make: (machine: MachineEdge) => Statement): readonly Rule[] =>
    machine === null
      ? []
      : FAMILIES.map((family) => {
          const isOwn = lookup([addressField(family, 'saddr')], SETS.machine[family])
          return rule(IS_FORWARDED, notOurs('iifname'), isOwn, make(machine))
        })
  return {
    name: CHAINS.edges,
    rules: [
      rule({ do: 'setMark', mark: ELSEWHERE }),
      rule({ do: 'setMarkFrom', field: 'iifname', map: SETS.vSwitch }),
      ...self(({ number }) => rule(match('iif', 0), { do: 'setMark', mark: number })),
      ...forwarded(({ number }) => ({ do: 'setMark', mark: number })),
      rule(lookup(['meta mark', 'oifname'], SETS.sameVSwitch), RETURN),
      ...self(({ number }) => rule(match('meta mark', number), match('oif', 0), RETURN)),
      ...near,
      rule(vmap(['iifname'], SETS.edge.egress)),
      ...self(({ egress }) => rule(match('iif', 0), egress)),
      ...forwarded(({ egress }) => egress),
      rule(vmap(['oifname'], SETS.edge.ingress)),
      ...self(({ ingress }) => rule(match('oif', 0), ingress)),
    ],
  }
}
