// The chains that every packet meets, in the order of the hooks.
//
//   prerouting raw -300      whose interface, MAC and address is it (S2)      base_prerouting
//                            zones of public addresses on ports (P10)         do_zone_…
//   (conntrack -200)
//   prerouting dstnat -100   public address → private address                 base_dnat
//   forward filter 0         session of this epoch, else both sides' rules    base_forward
//                            network ACLs, where there are any (A1)           do_edges
//   input filter 0           the router's own services (S1)                   base_input
//   postrouting srcnat 100   private address → public address                 base_snat

import type { Classes } from '../../headerspace/classes.ts'
import { FAMILIES } from '../../model/address.ts'
import type { RouterInput } from '../backend.ts'
import {
  ACCEPT,
  type Chain,
  COUNTER,
  DROP,
  goto,
  jump,
  lookup,
  match,
  RETURN,
  type Rule,
  rule,
  type Statement,
  type Verdict,
  vmap,
} from './ast.ts'
import { type EpochChains, epochChains, type Marks, marking, marksIn, masked, passOf } from './epochChains.ts'
import { CHAINS, SETS } from './names.ts'
import { addressField, foreignSourceRules, routerRules } from './system.ts'
import { visibleDestinationRule, visibleSourceRule } from './visible.ts'

export const LOOPBACK = 'lo'
/** The mark of sessions that no epoch has accepted. */
const NEVER_ACCEPTED = 0

const wasAccepted = (marks: Marks): Statement => ({
  ...{ do: 'match', field: 'ct mark', not: true },
  ...masked(marks),
  values: [NEVER_ACCEPTED],
})

export const drop = (comment: string): Rule => ({ statements: [COUNTER, DROP], comment })

/** C2: before anything is accepted, since only a session that begins can be told. */
const timeoutRules = (hasTimeouts: boolean): Rule[] =>
  hasTimeouts ? [rule(match('ct state', 'new'), jump(CHAINS.timeouts))] : []

interface Extras {
  /** Some vSwitch has a network ACL, so that no packet is accepted without asking there. */
  readonly hasEdges: boolean
  /** Some port's sessions do not stay idle for as long as usual. */
  readonly hasTimeouts: boolean
  /** Some port bears a public address (P10). */
  readonly hasVisible: boolean
}

export function baseChains(
  input: RouterInput,
  classes: Classes,
  { hasEdges, hasTimeouts, hasVisible }: Extras,
): readonly Chain[] {
  const place = { epoch: input.epoch, isShared: false, hasEdges }
  const pass = passOf(hasEdges)
  const marks = marksIn(place)
  const chains = epochChains(place)
  return [
    prerouting(input.uplink),
    { name: CHAINS.system, rules: [...(hasVisible ? [visibleSourceRule()] : []), ...foreignSourceRules()] },
    { name: CHAINS.outside, rules: outsideRules(hasVisible) },
    forward(hasTimeouts),
    { name: CHAINS.first, rules: firstRules() },
    chains.epoch,
    { name: CHAINS.odd, rules: [...relatedRules(pass, marks), drop('invalid')] },
    { name: CHAINS.ingress, rules: [...(hasEdges ? [rule(jump(CHAINS.edges))] : []), ...ingressRules()] },
    ...sessionChains(marks, hasEdges, chains),
    { name: CHAINS.enter, rules: enterRules() },
    { name: CHAINS.leave, rules: leaveRules() },
    ...classifyChains('source', classes),
    ...classifyChains('destination', classes),
    inputChain(input.uplink),
    // Where they are, every session costs a translation, also one that has none.
    ...(input.uplink === null || input.eips.length === 0 ? [] : natChains(input.uplink)),
  ]
}

/** What becomes of a session: accepted, dropped, or kept (C3, C5). */
export function sessionChains(marks: Marks, hasEdges: boolean, { accept }: EpochChains): readonly Chain[] {
  // Sessions go on, whatever came new is dropped.
  const keep = (name: string, next: string): Chain => ({
    name,
    rules: [rule(wasAccepted(marks), goto(next)), rule(goto(CHAINS.drop))],
  })
  return [
    ...(hasEdges ? [{ name: CHAINS.pass, rules: [rule(jump(CHAINS.edges)), rule(ACCEPT)] }] : []),
    accept,
    // C5: who was cut once comes back by a rule only.
    { name: CHAINS.drop, rules: [rule(marking(NEVER_ACCEPTED, marks)), drop('dropped')] },
    keep(CHAINS.keep.egress, CHAINS.ingress),
    keep(CHAINS.keep.ingress, CHAINS.accept),
    ...(hasEdges ? [{ name: CHAINS.edgeDrop, rules: [drop('dropped')] }] : []),
  ]
}

const prerouting = (uplink: string | null): Chain => ({
  name: CHAINS.prerouting,
  hook: { type: 'filter', hook: 'prerouting', priority: 'raw', policy: 'drop' },
  rules: [
    // The one that nearly every packet ends at stands first.
    boundRule(SETS.bound[4], 4),
    rule(match('iifname', LOOPBACK), ACCEPT),
    ...(uplink === null ? [] : [rule(match('iifname', uplink), goto(CHAINS.outside))]),
    boundRule(SETS.boundPrefixes[4], 4),
    boundRule(SETS.bound[6], 6),
    boundRule(SETS.boundPrefixes[6], 6),
    rule(lookup(['iifname', 'ether saddr'], SETS.boundMacs), jump(CHAINS.system)),
    drop('spoofed'),
  ],
})

export const boundRule = (set: string, family: 4 | 6): Rule =>
  rule(lookup(['iifname', 'ether saddr', addressField(family, 'saddr')], set), ACCEPT)

/** Nobody outside has an address of the VPC: it would be taken for a member of a group. */
const outsideRules = (hasVisible: boolean): Rule[] => [
  ...FAMILIES.map(
    (family): Rule => ({
      statements: [lookup([addressField(family, 'saddr')], SETS.inside[family]), COUNTER, DROP],
      comment: 'spoofed',
    }),
  ),
  ...(hasVisible ? [visibleDestinationRule()] : []),
  rule(ACCEPT),
]

const forward = (hasTimeouts: boolean): Chain => ({
  name: CHAINS.forward,
  hook: { type: 'filter', hook: 'forward', priority: 'filter', policy: 'drop' },
  rules: [
    // First, since nearly every packet ends here; what is invalid belongs to no session and has no mark.
    // In a chain of its own: rules exchanged in a chain at a hook lost some packets of a thousand exchanges (measured).
    rule(jump(CHAINS.epoch)),
    ...timeoutRules(hasTimeouts),
    rule(goto(CHAINS.first)),
  ],
})

const firstRules = (): Rule[] => [
  rule(match('ct state', 'new'), vmap(['iifname'], SETS.egress.original)),
  rule(match('ct state', 'invalid', 'related'), goto(CHAINS.odd)),
  // C3: what is left belongs to a session that the present epoch has not judged yet.
  rule(match('ct direction', 'original'), vmap(['iifname'], SETS.egress.original)),
  rule(match('ct direction', 'reply'), vmap(['oifname'], SETS.egress.reply)),
  drop('unknown'),
]

/** C1: errors about a session that was accepted, in whatever epoch. */
const relatedRules = (pass: Verdict, marks: Marks): readonly Rule[] => [
  rule(match('ct state', 'related'), wasAccepted(marks), pass),
  { statements: [match('ct state', 'related'), COUNTER, DROP], comment: 'related' },
]

/** How a session that was judged goes on, and what is no packet of one. */
export const sessionRules = (pass: Verdict, marks: Marks, hasTimeouts: boolean): readonly Rule[] => [
  rule(jump(CHAINS.epoch)),
  { statements: [match('ct state', 'invalid'), COUNTER, DROP], comment: 'invalid' },
  ...relatedRules(pass, marks),
  ...timeoutRules(hasTimeouts),
]

/** Reached only by what the sender's side accepted; a miss is a port without policy. */
const ingressRules = (): Rule[] => [
  rule(match('ct direction', 'original'), vmap(['oifname'], SETS.ingress.original)),
  rule(match('ct direction', 'reply'), vmap(['iifname'], SETS.ingress.reply)),
  drop('unknown'),
]

/** From outside only to a public address, and only as long as that address means the same private one. */
const enterRules = (): Rule[] => [
  rule(lookup(['ct original ip daddr', 'ct reply ip saddr'], SETS.entering), goto(CHAINS.ingress)),
  drop('noPublicAddress'),
]

/** Only to public addresses: who has a private one outside the VPC is nobody's business here. */
const leaveRules = (): Rule[] => [
  {
    statements: [match('ct direction', 'original'), lookup(['ip daddr'], SETS.inside[4]), COUNTER, DROP],
    comment: 'noSuchAddress',
  },
  rule(lookup(['ct original ip saddr', 'ct reply ip daddr'], SETS.leaving), goto(CHAINS.accept)),
  drop('noPublicAddress'),
]

export function classifyChains(end: 'source' | 'destination', classes: Classes): readonly Chain[] {
  const address = end === 'source' ? 'saddr' : 'daddr'
  const find = (map: string, family: 4 | 6): Statement => ({
    do: 'setMarkFrom',
    field: addressField(family, address),
    map,
  })
  return [
    {
      name: CHAINS.classify[end],
      rules: [
        ...FAMILIES.map((family) => rule(find(SETS.hosts[family], family), RETURN)),
        rule(goto(CHAINS.classifyRange[end])),
      ],
    },
    {
      name: CHAINS.classifyRange[end],
      rules: FAMILIES.flatMap((family) => [
        rule(find(SETS.ranges[family], family), RETURN),
        rule(match('meta nfproto', `ipv${family}`), { do: 'setMark', mark: classes.base[family].id }, RETURN),
      ]),
    },
  ]
}

const inputChain = (uplink: string | null): Chain => ({
  name: CHAINS.input,
  hook: { type: 'filter', hook: 'input', priority: 'filter', policy: 'drop' },
  rules: [
    rule(match('iifname', LOOPBACK), ACCEPT),
    rule(match('ct state', 'established', 'related'), ACCEPT),
    ...(uplink === null ? [] : [rule(match('iifname', uplink), COUNTER, DROP)]),
    ...routerRules(),
    drop('router'),
  ],
})

const natChains = (uplink: string): readonly Chain[] => [
  {
    name: CHAINS.dnat,
    hook: { type: 'nat', hook: 'prerouting', priority: 'dstnat', policy: 'accept' },
    rules: [rule(match('iifname', uplink), { do: 'dnat', field: 'ip daddr', map: SETS.dnat })],
  },
  {
    name: CHAINS.snat,
    hook: { type: 'nat', hook: 'postrouting', priority: 'srcnat', policy: 'accept' },
    rules: [rule(match('oifname', uplink), { do: 'snat', field: 'ip saddr', map: SETS.snat })],
  },
]
