// The rules of one direction in the order in which they decide.

import type { ResourceReader } from '../../../../src/core/model/resources.ts'
import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { compareRefs, refTo } from '../../../../src/core/policy/order.ts'

export const rulesInOrder = (
  reader: ResourceReader,
  group: SecurityGroup,
  direction: Rule['direction'],
): readonly Rule[] =>
  reader
    .by('rule', 'group', group.id)
    .filter((rule) => rule.direction === direction)
    .map((rule) => ({ rule, ref: refTo(rule, group, 0) }))
    .sort((a, b) => compareRefs(a.ref, b.ref))
    .map(({ rule }) => rule)
