// Groups whose rules are mostly the same: one of them, or a shared third, would do.

import type { ResourceReader } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'
import type { SecurityGroup } from '../../model/securityGroup.ts'
import type { Finding, WorldCheck } from './audit.ts'

/** Fewer rules in common mean nothing. */
const LEAST_SHARED = 3
const SHARE = 0.8

export const overlappingGroups: WorldCheck<'overlapping-groups'> = {
  id: 'overlapping-groups',
  run: ({ reader, groups }) => {
    const kept = groups.map((group) => ({ group, rules: rulesByMeaning(reader, group) }))
    return kept.flatMap((one, place) => kept.slice(place + 1).flatMap((other) => compare(one, other)))
  },
}

interface Kept {
  readonly group: SecurityGroup
  readonly rules: ReadonlyMap<string, Rule>
}

function compare(one: Kept, other: Kept): readonly Finding[] {
  const shared = [...one.rules].filter(([meaning]) => other.rules.has(meaning))
  const smaller = Math.min(one.rules.size, other.rules.size)
  if (shared.length < LEAST_SHARED || shared.length < SHARE * smaller) return []
  return [
    {
      severity: 'low',
      groupIds: [one.group.id, other.group.id],
      ruleIds: shared.map(([, { id }]) => id),
      witness: null,
      values: { group: one.group.id, other: other.group.id, count: shared.length },
    },
  ]
}

const rulesByMeaning = (reader: ResourceReader, { id }: SecurityGroup): ReadonlyMap<string, Rule> =>
  new Map(reader.by('rule', 'group', id).map((rule) => [meaningOf(rule), rule]))

/** Order and description apart. */
const meaningOf = ({ direction, action, protocol, ports, sourcePorts, icmp, peer, ownCidr }: Rule): string =>
  JSON.stringify([direction, action, protocol, ports, sourcePorts, icmp, peer, ownCidr])
