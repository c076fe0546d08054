// Filters of rules: what they pick by, and the words for it.

import type { Direction } from '../../../core/model/packet.ts'
import { formatPorts } from '../../../core/model/portText.ts'
import { formatProtocol } from '../../../core/model/protocol.ts'
import type { Rule } from '../../../core/model/rule.ts'
import { type Filter, passesFilters } from './filters.ts'
import type { NumberedRules } from './securityGroup.ts'

export const POLICY_FILTERS = [
  'security-group-id',
  'ip',
  'address-module',
  'service-module',
  'protocol-type',
  'port',
  'poly',
  'direction',
  'description',
]

export const picked = (
  rules: NumberedRules,
  direction: Direction,
  given: readonly Filter[] | undefined,
): NumberedRules => {
  const meant = (given ?? []).filter(({ name, values }) => !meansAny(name, values))
  return rules.filter(([, rule]) => passesFilters(meant, (name) => factsOf(rule, direction, name)))
}

/** `ALL` asks for any action, direction or port; as a protocol it is one of its own. */
const meansAny = (name: string, values: readonly string[]): boolean =>
  ['poly', 'direction', 'port'].includes(name) && values.some((value) => value.toUpperCase() === 'ALL')

function factsOf(rule: Rule, direction: Direction, name: string) {
  const { peer, ports } = rule
  switch (name) {
    case 'security-group-id':
      return peer.kind === 'group' ? [peer.groupId] : []
    case 'ip':
      return { fuzzy: peer.kind === 'cidr' ? [peer.cidr] : [] }
    case 'address-module':
      return peer.kind === 'prefixList' ? [peer.listId] : []
    case 'service-module':
      return ports.kind === 'list' ? [ports.listId] : []
    case 'protocol-type':
      return ports.kind === 'list' ? [] : spellings(formatProtocol(rule.protocol))
    case 'port':
      return { fuzzy: [ports.kind === 'ranges' ? formatPorts(ports.ranges) : 'ALL'] }
    case 'poly':
      return spellings(rule.action)
    case 'direction':
      return spellings(direction === 'ingress' ? 'inbound' : 'outbound')
    default:
      return { fuzzy: [rule.description] }
  }
}

const spellings = (word: string): readonly string[] => [word.toUpperCase(), word.toLowerCase()]
