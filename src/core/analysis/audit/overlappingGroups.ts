// Groups whose rules are mostly the same: one of them, or a shared third, would do.

import type { ResourceReader } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'
import type { SecurityGroup } from '../../model/securityGroup.ts'
import { alikePairs } from '../alikeSets.ts'
import type { WorldCheck } from './audit.ts'

/** Fewer rules in common mean nothing. */
const LEAST_SHARED = 3
const SHARE = 0.8

export const overlappingGroups: WorldCheck<'overlapping-groups'> = {
  id: 'overlapping-groups',
  run: ({ reader, groups }) => {
    const rulesOf = groups.map((group) => rulesByMeaning(reader, group))
    const pairs = alikePairs(
      rulesOf.map((rules) => new Set(rules.keys())),
      (size) => Math.max(LEAST_SHARED, Math.ceil(SHARE * size)),
    )
    const isTogether = ([one, other]: readonly [number, number]): boolean =>
      placeOf(groups[one] as SecurityGroup) === placeOf(groups[other] as SecurityGroup)
    return pairs.filter(isTogether).map(([one, other]) => {
      const ids = [one, other].map((place) => (groups[place] as SecurityGroup).id)
      const theirs = rulesOf[other] as ReadonlyMap<string, Rule>
      const shared = [...(rulesOf[one] as ReadonlyMap<string, Rule>)].filter(([meaning]) =>
        theirs.has(meaning),
      )
      return {
        severity: 'low',
        groupIds: ids,
        ruleIds: shared.map(([, { id }]) => id),
        witness: null,
        values: { group: ids[0] as string, other: ids[1] as string, count: shared.length },
      }
    })
  },
}

/** Only where one group could be bound to the members of both. */
const placeOf = ({ accountId, region, vpcId, kind, order, resourceGroupId }: SecurityGroup): string =>
  JSON.stringify([accountId, region, vpcId, kind, order === 'inSequence' ? resourceGroupId : ''])

const rulesByMeaning = (reader: ResourceReader, { id }: SecurityGroup): ReadonlyMap<string, Rule> =>
  new Map(reader.by('rule', 'group', id).map((rule) => [meaningOf(rule), rule]))

/** Order and description apart. */
const meaningOf = ({ direction, action, protocol, ports, sourcePorts, icmp, peer, ownCidr }: Rule): string =>
  JSON.stringify([direction, action, protocol, ports, sourcePorts, icmp, peer, ownCidr])
