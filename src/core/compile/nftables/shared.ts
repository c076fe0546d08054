// The chains of a gate in the machine's own network: bound interfaces and the machine itself are judged, nothing else is.
//
//   prerouting raw -300   bound interface: MAC and address are its own (S2)        base_prerouting
//   forward filter 0      from or to a bound interface: both sides' rules          base_forward
//   input filter 0        to the machine: the sender's rules, then the machine's   base_input
//   output filter 0       from the machine: its own rules, then the receiver's     base_output
//
// A machine that is an instance may translate and forward, for containers above all: S6 is judged where it meets the network.
//
//   prerouting mangle - 10    for an address of the machine, as it came           base_arrive
//   postrouting srcnat + 10   forwarded under an address of the machine           base_depart
//
// All hooks accept by default: what we let go on is still judged by whoever else has a table here.

import type { Classes } from '../../headerspace/classes.ts'
import { FAMILIES } from '../../model/address.ts'
import type { Direction } from '../../model/packet.ts'
import type { SharedPlace } from '../backend.ts'
import {
  ACCEPT,
  type Chain,
  COUNTER,
  DROP,
  goto,
  type Hook,
  jump,
  lookup,
  match,
  type Rule,
  rule,
  type Verdict,
  vmap,
} from './ast.ts'
import { boundRule, classifyChains, drop, LOOPBACK, sessionChains, sessionRules } from './base.ts'
import type { MachineVerdicts } from './dispatch.ts'
import { epochChains, type Marks, marksIn, passOf } from './epochChains.ts'
import { machineInputRules, meetingChains } from './machineChains.ts'
import { CHAINS, SETS } from './names.ts'
import { notOurs } from './sharedSets.ts'
import {
  linkServiceRules,
  machineServiceRules,
  serviceRules,
  spareRules,
  unboundSourceRules,
} from './sharedSystem.ts'
import { addressField } from './system.ts'

export interface SharedParts {
  readonly place: SharedPlace
  /** What judges the machine's own traffic; null = nothing does. */
  readonly machine: MachineVerdicts | null
  readonly epoch: number
  readonly classes: Classes
  readonly hasEdges: boolean
  readonly hasTimeouts: boolean
}

export function sharedChains(parts: SharedParts): readonly Chain[] {
  const { place, machine, epoch, classes, hasEdges, hasTimeouts } = parts
  const here = { epoch, isShared: true, hasEdges }
  const marks = marksIn(here)
  const pass = passOf(hasEdges)
  const chains = epochChains(here)
  return [
    prerouting(place),
    hooked('forward', [
      ...guardRules(place, 'oifname'),
      ...strayRules(),
      rule(notOurs('iifname'), notOurs('oifname'), ACCEPT),
      rule(goto(CHAINS.gate.original)),
    ]),
    hooked('input', inputRules(place, machine)),
    hooked('output', outputRules(place, machine)),
    ...(machine === null ? [] : meetingChains(place, machine, pass, marks, { hasEdges, hasTimeouts })),
    { name: CHAINS.bound, rules: boundRules() },
    { name: CHAINS.system, rules: unboundSourceRules() },
    { name: CHAINS.services, rules: serviceRules() },
    { name: CHAINS.outside, rules: linkServiceRules() },
    ...gateChains(machine, pass, marks, { hasEdges, hasTimeouts }),
    chains.epoch,
    ...sessionChains(marks, hasEdges, chains),
    { name: CHAINS.unknown, rules: [drop('unknown')] },
    ...classifyChains('source', classes),
    ...classifyChains('destination', classes),
  ]
}

const hooked = (hook: 'forward' | 'input' | 'output', rules: readonly Rule[]): Chain => ({
  name: CHAINS[hook],
  hook: { type: 'filter', hook, priority: 'filter', policy: 'accept' } satisfies Hook,
  rules,
})

const prerouting = (place: SharedPlace): Chain => ({
  name: CHAINS.prerouting,
  hook: { type: 'filter', hook: 'prerouting', priority: 'raw', policy: 'accept' },
  rules: [
    rule(match('iifname', LOOPBACK), ACCEPT),
    rule(lookup(['iifname'], SETS.ports), goto(CHAINS.bound)),
    ...guardRules(place, 'iifname'),
    // The address of an ENI that is plugged in here comes from nowhere else.
    ...FAMILIES.map((family): Rule => {
      const isOwn = lookup([addressField(family, 'saddr')], SETS.own[family])
      return { statements: [isOwn, COUNTER, DROP], comment: 'spoofed' }
    }),
  ],
})

const guardRules = ({ guards }: SharedPlace, field: 'iifname' | 'oifname'): Rule[] =>
  guards.map((guard) => ({
    statements: [match(field, `${guard}*`), notOurs(field), COUNTER, DROP],
    comment: 'unbound',
  }))

/** S2: to the address of an ENI that is plugged in here leads its interface alone; by another nobody would be judged. */
const strayRules = (): Rule[] =>
  FAMILIES.map((family) => ({
    statements: [
      lookup([addressField(family, 'daddr')], SETS.own[family]),
      notOurs('oifname'),
      COUNTER,
      DROP,
    ],
    comment: 'unbound',
  }))

/** S2; the same as in a router of our own, and the interfaces that have no MAC. */
const boundRules = (): Rule[] => [
  ...FAMILIES.flatMap((family) => {
    const source = addressField(family, 'saddr')
    return [
      ...[SETS.bound[family], SETS.boundPrefixes[family]].map((set) => boundRule(set, family)),
      ...[SETS.bare[family], SETS.barePrefixes[family]].map((set) =>
        rule(lookup(['iifname', source], set), ACCEPT),
      ),
    ]
  }),
  rule(lookup(['iifname', 'ether saddr'], SETS.boundMacs), jump(CHAINS.system)),
  rule(lookup(['iifname'], SETS.barePorts), jump(CHAINS.system)),
  drop('spoofed'),
]

const inputRules = (place: SharedPlace, machine: MachineVerdicts | null): Rule[] => [
  rule(match('iifname', LOOPBACK), ACCEPT),
  ...spareRules(place.spared, 'input'),
  ...(machine === null ? [rule(notOurs('iifname'), ACCEPT)] : machineInputRules()),
  rule(goto(CHAINS.gate.original)),
]

const outputRules = (place: SharedPlace, machine: MachineVerdicts | null): Rule[] => [
  rule(match('oifname', LOOPBACK), ACCEPT),
  ...spareRules(place.spared, 'output'),
  ...guardRules(place, 'oifname'),
  ...strayRules(),
  ...(machine === null ? [rule(notOurs('oifname'), ACCEPT)] : machineServiceRules('egress')),
  rule(lookup(['oifname'], SETS.ports), jump(CHAINS.outside)),
  rule(goto(CHAINS.gate.original)),
]

/**
 * What conntrack does not follow, because somebody told it so, is judged like a first packet. An interface without
 * policy is in the maps as well: it leads to `do_unknown`; a miss is therefore nobody's interface.
 */
function gateChains(
  machine: MachineVerdicts | null,
  pass: Verdict,
  marks: Marks,
  { hasEdges, hasTimeouts }: Pick<SharedParts, 'hasEdges' | 'hasTimeouts'>,
): readonly Chain[] {
  const self = (field: 'iif' | 'oif', verdict: Verdict | undefined): Rule[] =>
    verdict === undefined ? [] : [rule(match(field, 0), verdict)]
  const side = (direction: Direction) => machine?.[direction]
  // To a machine that is no instance: only its services, which were let through before.
  const toMachine = side('ingress')?.original ?? goto(CHAINS.unknown)
  return [
    {
      name: CHAINS.gate.original,
      rules: [
        ...sessionRules(pass, marks, hasTimeouts),
        rule(match('ct direction', 'reply'), goto(CHAINS.gate.reply)),
        rule(lookup(['iifname'], SETS.ports), jump(CHAINS.services)),
        rule(vmap(['iifname'], SETS.egress.original)),
        ...self('iif', side('egress')?.original),
        rule(goto(CHAINS.ingress)),
      ],
    },
    {
      name: CHAINS.gate.reply,
      rules: [
        rule(vmap(['oifname'], SETS.egress.reply)),
        ...self('oif', side('egress')?.reply),
        rule(goto(CHAINS.ingress)),
      ],
    },
    {
      name: CHAINS.ingress,
      rules: [
        ...(hasEdges ? [rule(jump(CHAINS.edges))] : []),
        rule(match('ct direction', 'reply'), goto(CHAINS.ingressReply)),
        rule(vmap(['oifname'], SETS.ingress.original)),
        ...self('oif', toMachine),
        rule(goto(CHAINS.accept)),
      ],
    },
    {
      name: CHAINS.ingressReply,
      rules: [
        rule(vmap(['iifname'], SETS.ingress.reply)),
        ...self('iif', side('ingress')?.reply),
        rule(goto(CHAINS.accept)),
      ],
    },
  ]
}
