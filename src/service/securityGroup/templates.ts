// What the console's templates put into a new group.

import { ICMP, type Protocol, TCP } from '../../core/model/protocol.ts'
import type { PortMatch, Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { addRules } from '../rule/addRules.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { createSequencedGroup } from '../sequence/createGroup.ts'
import { createGroup, type NewGroup } from './createGroup.ts'

export const TEMPLATE_NAMES = ['webLinux', 'webWindows', 'custom'] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

const ANYBODY = '0.0.0.0/0'

const spec = (protocol: Protocol, ports: PortMatch): RuleSpec => ({
  protocol,
  ports,
  sourcePorts: null,
  icmp: null,
  peer: { kind: 'cidr', cidr: ANYBODY },
  ownCidr: null,
  action: 'accept',
  precedence: 1,
  nic: null,
  description: '',
})
const port = (number: number): RuleSpec =>
  spec(TCP, { kind: 'ranges', ranges: [{ first: number, last: number }] })
const PING = spec(ICMP, { kind: 'any' })
const EVERYTHING = spec('all', { kind: 'any' })

/** ECS Security manual 2019, 1.5 "Web Server Linux", "Web Server Windows", "custom". */
const TEMPLATES: { readonly [T in TemplateName]: readonly RuleSpec[] } = {
  webLinux: [port(80), port(443), port(22), PING],
  webWindows: [port(80), port(443), port(3389), PING],
  custom: [],
}

export interface FromTemplate {
  readonly group: SecurityGroup
  readonly added: readonly Rule[]
}

export function createFromTemplate(call: Call, input: NewGroup, template: TemplateName): FromTemplate {
  const ingress = TEMPLATES[template]
  if (call.state.get('account', call.accountId)?.groupOrder === 'inSequence') {
    // P4: a list lets nothing out by itself; the console's templates add this rule for everyone to see.
    const lists = { ingress, egress: ingress.length === 0 ? [] : [EVERYTHING] }
    const made = createSequencedGroup(call, { ...input, lists })
    return { group: made, added: call.state.by('rule', 'group', made.id) }
  }
  const group = createGroup(call, input)
  // P4: an enterprise group lets nothing out by itself; the console adds this rule for everyone to see.
  const egress = group.defaults.egress === 'drop' ? [EVERYTHING] : []
  const added = [
    ...addRules(call, { groupId: group.id, direction: 'ingress', rules: ingress }),
    ...addRules(call, { groupId: group.id, direction: 'egress', rules: egress }),
  ]
  return { group, added }
}
