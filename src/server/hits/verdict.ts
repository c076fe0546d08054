// What was decided, and for whom: counters carry the word for what decided and nothing else.

import type { ResourceReader } from '../../core/model/resources.ts'
import type { HitRow } from '../../feed/hits.ts'
import type { Verdict } from './hitDay.ts'

/**
 * Of rules, defaults and inner access. Undefined for the rest: sums of what is counted already, packets that never came
 * before a rule, entries of network ACLs, which count packets and not sessions, and rules that are gone.
 */
export function verdictIn(
  state: ResourceReader,
  { subject, direction }: Pick<HitRow, 'subject' | 'direction'>,
): Verdict | undefined {
  if (direction === null) return undefined
  const [word = '', groupId = ''] = subject.split(':')
  const isRule = word !== 'default' && word !== 'inner'
  const rule = isRule ? state.get('rule', subject) : undefined
  const group = state.get('securityGroup', rule?.groupId ?? groupId)
  if (group === undefined) return undefined
  const action = rule?.action ?? (word === 'inner' ? 'accept' : group.defaults[direction])
  return { accountId: group.accountId, action }
}
