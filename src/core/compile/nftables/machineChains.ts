// Where a machine that is an instance meets the network (S6): before and after whatever others on it translate and forward.

import { FAMILIES } from '../../model/address.ts'
import type { SharedPlace } from '../backend.ts'
import { ACCEPT, type Chain, goto, jump, lookup, match, type Rule, rule, type Verdict } from './ast.ts'
import { LOOPBACK, sessionRules } from './base.ts'
import type { MachineVerdicts } from './dispatch.ts'
import type { Marks } from './epochChains.ts'
import { CHAINS, SETS } from './names.ts'
import { notOurs } from './sharedSets.ts'
import { machineServiceRules, spareRules } from './sharedSystem.ts'
import { addressField } from './system.ts'

/** IPS_DST_NAT, linux/netfilter/nf_conntrack_common.h */
const DESTINATION_TRANSLATED = 0x20

/** S6. In front of whoever marks packets for routing: what we leave in the mark is nothing. */
export const meetingChains = (
  { spared }: SharedPlace,
  machine: MachineVerdicts,
  pass: Verdict,
  marks: Marks,
  { hasEdges, hasTimeouts }: { readonly hasEdges: boolean; readonly hasTimeouts: boolean },
): readonly Chain[] => [
  {
    name: CHAINS.arrive,
    hook: { type: 'filter', hook: 'prerouting', priority: 'mangle - 10', policy: 'accept' },
    rules: [
      rule(match('iifname', LOOPBACK), ACCEPT),
      rule(lookup(['iifname'], SETS.ports), ACCEPT),
      ...ofMachine('daddr', goto(CHAINS.arriving)),
    ],
  },
  {
    name: CHAINS.depart,
    hook: { type: 'filter', hook: 'postrouting', priority: 'srcnat + 10', policy: 'accept' },
    rules: [
      rule(match('oifname', LOOPBACK), ACCEPT),
      rule(match('iif', 0), ACCEPT),
      rule(lookup(['oifname'], SETS.ports), ACCEPT),
      ...ofMachine('saddr', goto(CHAINS.departing)),
    ],
  },
  {
    name: CHAINS.arriving,
    rules: [
      ...spareRules(spared, 'input'),
      ...machineServiceRules('ingress'),
      rule(goto(CHAINS.gate.original)),
    ],
  },
  {
    name: CHAINS.departing,
    rules: [
      ...sessionRules(pass, marks, hasTimeouts),
      ...(hasEdges ? [rule(match('ct direction', 'reply'), jump(CHAINS.edges))] : []),
      rule(match('ct direction', 'reply'), machine.ingress.reply),
      rule(machine.egress.original),
    ],
  },
]

/** Its ENI's addresses and blocks; and whatever else the machine is reached by, also while its ENI is unknown. */
const ofMachine = (end: 'saddr' | 'daddr', verdict: Verdict): readonly Rule[] => [
  ...FAMILIES.map((family) => rule(lookup([addressField(family, end)], SETS.machine[family]), verdict)),
  rule(match(`fib ${end} type`, 'local'), verdict),
]

/** S6: what came for the machine was judged when it arrived, also where somebody on it has led it elsewhere since. */
export const machineInputRules = (): readonly Rule[] => [
  ...machineServiceRules('ingress'),
  ...FAMILIES.flatMap((family) => [
    rule(
      notOurs('iifname'),
      lookup([addressField(family, 'daddr')], SETS.machine[family]),
      { ...match('ct status', 0), mask: DESTINATION_TRANSLATED },
      ACCEPT,
    ),
    rule(
      notOurs('iifname'),
      lookup([family === 4 ? 'ct original ip daddr' : 'ct original ip6 daddr'], SETS.machine[family]),
      ACCEPT,
    ),
  ]),
]
