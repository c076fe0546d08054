// From what one VPC's router is to enforce to the whole ruleset, as data.

import { type Classes, classify } from '../../headerspace/classes.ts'
import { fnv64 } from '../../model/fnv.ts'
import { USUAL_TIMEOUTS } from '../../model/network.ts'
import type { Clause, EniPolicy, PeerSet } from '../../policy/policy.ts'
import type { RouterInput, RouterPort, SharedPlace } from '../backend.ts'
import {
  ACCEPT,
  type Chain,
  COUNTER,
  DROP,
  lookup,
  match,
  type NamedSet,
  type RulesetPlan,
  rule,
  type Table,
} from './ast.ts'
import { baseChains } from './base.ts'
import { plus } from './digest.ts'
import { type Dispatch, planDispatch, type WantedProfile } from './dispatch.ts'
import { planEdges } from './edges.ts'
import { type EpochPlace, epochChains } from './epochChains.ts'
import { logged } from './flowLog.ts'
import { SETS, TABLE } from './names.ts'
import { PlanMemory } from './planMemory.ts'
import { planProfile } from './profile.ts'
import { bindingSets, eipSets, gatewaySets, identityMaps, insideSets } from './sets.ts'
import { sharedChains } from './shared.ts'
import { sharedSets } from './sharedSets.ts'
import { planTimeouts } from './timeouts.ts'
import { planVisible } from './visible.ts'

/** The same input gives the same plan, whatever the order of its ports and whatever the memory holds. */
export const planRouter = (
  { epoch, ...input }: RouterInput,
  memory: PlanMemory = new PlanMemory(),
): RulesetPlan => draftRouter(input, memory)(epoch)

/** A plan but for its epoch, for which nothing else is made again; before the next draft of the same memory. */
export function draftRouter(
  input: Omit<RouterInput, 'epoch'>,
  memory: PlanMemory,
): (epoch: number) => RulesetPlan {
  const { ports, uplink, eips, vpcRanges, flowLog, shared = null } = input
  const machine = shared?.machine ?? null
  const judged = memory.once('judged', [ports, machine], () =>
    machine === null ? ports : [...ports, machine],
  )
  const classes = classify(peersOf(judged, memory), memory.classes)
  const { byId, base, holding } = classes
  const frame = memory.once(
    'frame',
    [...[ports, uplink, eips, vpcRanges, flowLog, shared], ...[byId, base, holding]],
    () => frameOf(input, classes, memory),
  )
  const identities = identityMaps(classes, memory)
  const sets = [...identities, ...frame.sets]
  return (epoch) => {
    const { own, chains } = memory.once('epoch', [frame, epoch], () => {
      const own = inEpoch(frame.base, { ...frame.place, epoch }, flowLog)
      return { own, chains: [...own, ...frame.chains] }
    })
    const inet = { ...frame.table, sets, chains }
    const rest = memory.once('digest', [frame], () => memory.digestOfTable({ ...frame.table, ...frame }))
    const changing = memory.digestOfTable({ family: 'inet', name: TABLE, sets: identities, chains: own })
    const ofArp = memory.once('arp digest', [frame.arp], () => memory.digestOfTable(frame.arp))
    const hash = fnv64(`${plus(rest, changing)} ${ofArp}`)
    const marked = { ...inet, sets: [...sets, planSet(epoch, hash)] }
    return { tables: [marked, frame.arp], epoch, hash, defaults: frame.defaults }
  }
}

/** All of a plan but who is of which class and the epoch: as long as no class comes or goes, members change nothing of it. */
interface Frame {
  readonly table: Omit<Table, 'sets' | 'chains'>
  readonly sets: readonly NamedSet[]
  readonly chains: readonly Chain[]
  /** Two of them say the epoch. */
  readonly base: readonly Chain[]
  readonly place: Omit<EpochPlace, 'epoch'>
  readonly arp: Table
  readonly defaults: RulesetPlan['defaults']
}

function frameOf(input: Omit<RouterInput, 'epoch'>, classes: Classes, memory: PlanMemory): Frame {
  const ports = memory.once('ports', [input.ports], () =>
    [...input.ports].sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
  const shared = input.shared ?? null
  const machine = shared?.machine ?? null
  // Ports whose rules alone are other than before are the same to whoever does not ask for rules.
  const plugged = memory.once('plugged', ports.flatMap(apartFromRules), () => ports)
  const dispatch = memory.once<Dispatch>('dispatch', [ports, input.uplink, machine], (before) =>
    planDispatch(ports, input.uplink, shared, before),
  )
  const profiles = dispatch.profiles
    .map(({ direction, clauses, source }) =>
      planProfile(direction, clauses, classes, undefined, source, memory),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const edges = planEdges(ports, classes, memory, shared)
  const visible = memory.once('visible', [plugged, shared], () =>
    shared === null ? planVisible(plugged) : null,
  )
  const bindings = memory.once('bindings', [plugged, shared === null], () => [
    ...bindingSets(plugged, shared === null),
    ...(visible?.sets ?? []),
  ])
  const timeouts = memory.once('timeouts', [plugged, input.uplink, shared], () =>
    // Settings of a network that is not ours may say anything.
    planTimeouts(plugged, input.uplink, shared === null ? USUAL_TIMEOUTS : null),
  )
  const { uplink, vpcRanges } = input
  const hasEips = input.eips.length > 0
  const extras = {
    hasEdges: edges !== null,
    hasTimeouts: timeouts !== null,
    hasVisible: visible !== null,
  }
  const base = memory.once(
    'base',
    [
      ...[uplink, classes.base[4].id, classes.base[6].id],
      ...[...Object.values(extras), hasEips, shared, dispatch.machine, input.flowLog],
    ],
    () =>
      logged(
        shared === null
          ? baseChains({ ...input, epoch: SOME_EPOCH }, classes, extras)
          : sharedChains({
              ...{ place: shared, machine: dispatch.machine, epoch: SOME_EPOCH, classes },
              ...extras,
            }),
        input.flowLog,
      ),
  )
  const sets = [
    ...bindings,
    ...memory.once('gateways', [plugged], () => gatewaySets(plugged)),
    ...(shared === null
      ? [
          ...memory.once('inside', [vpcRanges], () => insideSets(input)),
          ...memory.once('eips', [input.eips], () => eipSets(input)),
        ]
      : memory.once('shared', [plugged, machine], () => sharedSets(plugged, machine))),
    ...profiles.flatMap((profile) => profile.sets),
    ...dispatch.maps,
    ...(edges?.sets ?? []),
    ...(timeouts?.sets ?? []),
  ]
  const chains = [
    ...profiles.flatMap((profile) => profile.chains),
    ...dispatch.selectors,
    ...(edges?.chains ?? []),
    ...(timeouts?.chains ?? []),
    ...(visible?.chains ?? []),
  ]
  const arp = memory.once('arp', [bindings, uplink, shared, plugged], () =>
    shared === null
      ? // No zones here: whoever bears an address speaks for it.
        arpTable(visible === null ? bindings : bindingSets(plugged, false), uplink)
      : sharedArpTable([...bindings, ...sharedSets(plugged)], shared),
  )
  memory.endPlan()
  return {
    table: {
      family: 'inet',
      name: TABLE,
      ...(timeouts === null ? {} : { timeouts: timeouts.objects }),
    },
    ...{ sets, chains, base, arp },
    place: { isShared: shared !== null, hasEdges: extras.hasEdges },
    defaults: memory.once('defaults', [dispatch], () => defaultsOf(dispatch.profiles)),
  }
}

/** Only two of them say it. */
function inEpoch(
  chains: readonly Chain[],
  place: EpochPlace,
  flowLog: RouterInput['flowLog'],
): readonly Chain[] {
  const own = new Map(logged(Object.values(epochChains(place)), flowLog).map((chain) => [chain.name, chain]))
  return chains.map((chain) => own.get(chain.name) ?? chain)
}

/** Stands in chains until the epoch is known. */
const SOME_EPOCH = 1

/** All sets that some list names, each once: the same array as long as the lists are the same ones. */
function peersOf(ports: readonly RouterPort[], memory: PlanMemory): readonly PeerSet[] {
  const lists = memory.once('lists', [ports], () => [
    ...new Set(ports.flatMap(({ policy }) => (policy === null ? [] : listsOf(policy)))),
  ])
  return memory.once<readonly PeerSet[]>('peers', lists, (before = []) => {
    const peers = [...new Map(lists.flatMap(namedPeers).map((peer) => [peer.key, peer])).values()]
    const isSame = peers.length === before.length && peers.every((peer, at) => peer === before[at])
    return isSame ? before : peers
  })
}

/** What bindings, gateways and idle times are made of. */
const apartFromRules = ({ policy, ...port }: RouterPort): readonly unknown[] => [
  ...[port.name, port.mac, port.addresses, port.visible, port.prefixes, port.gateways],
  policy?.timeouts,
]

const peersNamed = new WeakMap<readonly Clause[], readonly PeerSet[]>()

/** Each once; the sets themselves may have other addresses the next time. */
function namedPeers(clauses: readonly Clause[]): readonly PeerSet[] {
  const known = peersNamed.get(clauses)
  if (known !== undefined) return known
  const byKey = new Map<string, PeerSet>()
  for (const { peer } of clauses) if (peer !== null) byKey.set(peer.key, peer)
  const peers = [...byKey.values()]
  peersNamed.set(clauses, peers)
  return peers
}

const listsOf = ({ ingress, egress, edge }: EniPolicy): readonly (readonly Clause[])[] =>
  edge === null ? [ingress, egress] : [ingress, egress, edge.ingress, edge.egress]

const defaultsOf = (profiles: readonly WantedProfile[]): RulesetPlan['defaults'] =>
  new Map(
    profiles.map(({ name, clauses }) => {
      const why = clauses.at(-1)?.why
      return [name, why?.kind === 'default' ? why.groupIds : []]
    }),
  )

/** S1, S2: an ENI speaks ARP for its own MAC and addresses, or asks whether an address is free (RFC 5227). */
function arpTable(bindings: readonly NamedSet[], uplink: string | null): Table {
  const wanted: readonly string[] = [SETS.bound[4], SETS.boundPrefixes[4], SETS.boundMacs]
  return {
    family: 'arp',
    name: TABLE,
    sets: bindings.filter((set) => wanted.includes(set.name)),
    chains: [
      {
        name: 'base_input',
        hook: { type: 'filter', hook: 'input', priority: 'filter', policy: 'drop' },
        rules: [
          ...(uplink === null ? [] : [rule(match('iifname', uplink), ACCEPT)]),
          rule(lookup(['iifname', 'arp saddr ether', 'arp saddr ip'], SETS.bound[4]), ACCEPT),
          rule(lookup(['iifname', 'arp saddr ether', 'arp saddr ip'], SETS.boundPrefixes[4]), ACCEPT),
          rule(match('arp saddr ip', 0n), lookup(['iifname', 'arp saddr ether'], SETS.boundMacs), ACCEPT),
          { statements: [COUNTER, DROP], comment: 'spoofed' },
        ],
      },
    ],
  }
}

/** The same for bound interfaces among others. */
function sharedArpTable(sets: readonly NamedSet[], { guards }: SharedPlace): Table {
  const wanted: readonly string[] = [
    ...[SETS.bound[4], SETS.boundPrefixes[4], SETS.boundMacs],
    ...[SETS.ports, SETS.bare[4], SETS.barePrefixes[4], SETS.barePorts],
  ]
  const isOther = { ...lookup(['iifname'], SETS.ports), not: true } as const
  const isUnset = match('arp saddr ip', 0n)
  return {
    family: 'arp',
    name: TABLE,
    sets: sets.filter((set) => wanted.includes(set.name)),
    chains: [
      {
        name: 'base_input',
        hook: { type: 'filter', hook: 'input', priority: 'filter', policy: 'accept' },
        rules: [
          ...guards.map((guard) => ({
            statements: [match('iifname', `${guard}*`), isOther, COUNTER, DROP],
            comment: 'unbound',
          })),
          rule(isOther, ACCEPT),
          rule(lookup(['iifname', 'arp saddr ether', 'arp saddr ip'], SETS.bound[4]), ACCEPT),
          rule(lookup(['iifname', 'arp saddr ether', 'arp saddr ip'], SETS.boundPrefixes[4]), ACCEPT),
          rule(lookup(['iifname', 'arp saddr ip'], SETS.bare[4]), ACCEPT),
          rule(lookup(['iifname', 'arp saddr ip'], SETS.barePrefixes[4]), ACCEPT),
          rule(isUnset, lookup(['iifname', 'arp saddr ether'], SETS.boundMacs), ACCEPT),
          rule(isUnset, lookup(['iifname'], SETS.barePorts), ACCEPT),
          { statements: [COUNTER, DROP], comment: 'spoofed' },
        ],
      },
    ],
  }
}

const planSet = (epoch: number, hash: string): NamedSet => ({
  name: SETS.plan,
  key: ['mark'],
  elements: [{ key: [epoch], comment: hash }],
})
