// A new group with the rules of a template of the clouds' consoles.

import {
  rulesOfTemplate,
  type TemplateName,
  type TemplateNote,
  type TemplateRule,
} from '../../core/model/groupTemplates.ts'
import { ICMP, ICMPV6, TCP } from '../../core/model/protocol.ts'
import type { PortMatch, Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { addRules } from '../rule/addRules.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { createSequencedGroup } from '../sequence/createGroup.ts'
import { createGroup, type NewGroup } from './createGroup.ts'

const NUMBERS = { tcp: TCP, icmp: ICMP, icmpv6: ICMPV6, all: 'all' } as const

export interface FromTemplate {
  readonly group: SecurityGroup
  readonly added: readonly Rule[]
}

/** `describe` says in the caller's language what a rule is there for. */
export function createFromTemplate(
  call: Call,
  input: NewGroup,
  template: TemplateName,
  describe: (note: TemplateNote) => string,
): FromTemplate {
  const specOf = ({ protocol, ports, peer, note }: TemplateRule): RuleSpec => ({
    protocol: NUMBERS[protocol],
    ports: portsOf(ports),
    sourcePorts: null,
    icmp: null,
    peer: { kind: 'cidr', cidr: peer },
    ownCidr: null,
    action: 'accept',
    precedence: 1,
    nic: null,
    description: note === null ? '' : describe(note),
  })
  if (call.state.get('account', call.accountId)?.groupOrder === 'inSequence') {
    const rules = rulesOfTemplate(template, { order: 'inSequence', closedEgress: true })
    const lists = { ingress: rules.ingress.map(specOf), egress: rules.egress.map(specOf) }
    const made = createSequencedGroup(call, { ...input, lists })
    return { group: made, added: call.state.by('rule', 'group', made.id) }
  }
  const group = createGroup(call, input)
  const closedEgress = group.defaults.egress === 'drop'
  const rules = rulesOfTemplate(template, { order: 'merged', closedEgress })
  const added = (['ingress', 'egress'] as const).flatMap((direction) =>
    addRules(call, {
      groupId: group.id,
      direction,
      rules: rules[direction].flatMap(onePortEach).map(specOf),
    }),
  )
  return { group, added }
}

/** Only where rules are in sequence may one rule have several stretches of ports. */
const onePortEach = (rule: TemplateRule): readonly TemplateRule[] =>
  rule.ports.length > 1 ? rule.ports.map((port) => ({ ...rule, ports: [port] })) : [rule]

const portsOf = (ports: readonly number[]): PortMatch =>
  ports.length === 0
    ? { kind: 'any' }
    : { kind: 'ranges', ranges: ports.map((port) => ({ first: port, last: port })) }
