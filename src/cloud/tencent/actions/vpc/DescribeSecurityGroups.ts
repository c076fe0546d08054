// Shows security groups by id or by filters.

import type { SecurityGroup } from '../../../../core/model/securityGroup.ts'
import { listGroups } from '../../../../service/securityGroup/listGroups.ts'
import { action } from '../../action.ts'
import { choice } from '../../fields.ts'
import { idList, projectText } from '../fields.ts'
import { type Facts, filters, notBoth, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { groupView } from '../securityGroup.ts'

export const DescribeSecurityGroups = action({
  name: 'DescribeSecurityGroups',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List security groups.',
  effect: 'read',
  input: {
    SecurityGroupIds: idList('sg', 'Groups to show.'),
    Filters: filters([
      'security-group-id',
      'project-id',
      'security-group-name',
      'security-group-desc',
      'tag-key',
      'tag:',
    ]),
    ...paging('string'),
    OrderField: choice(['CreatedTime', 'UpdateTime'], { about: 'What to sort by.' }),
    OrderDirection: choice(['ASC', 'DESC'], { about: 'ASC or DESC.' }),
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const { SecurityGroupIds: ids, Filters: given } = parameters
    notBoth(ids, given, 'SecurityGroupIds')
    const named = ids === undefined || ids.length === 0 ? {} : { ids }
    const found = listGroups(call, { region, ...named }).filter((group) =>
      passesFilters(given, factsOf(group)),
    )
    return {
      SecurityGroupSet: pageOf(sorted(found, parameters), parameters).map(groupView),
      TotalCount: found.length,
      RegionStatistics: found.length === 0 ? [] : [{ Region: region, TotalCount: found.length }],
    }
  },
})

const factsOf =
  (group: SecurityGroup): Facts =>
  (name) => {
    switch (name) {
      case 'security-group-id':
        return [group.id]
      case 'project-id':
        return [projectText(group.resourceGroupId)]
      case 'security-group-name':
        return [group.name]
      case 'security-group-desc':
        return [group.description]
      default:
        return tagFacts(name, group.tags) ?? []
    }
  }

interface Order {
  readonly OrderField: 'CreatedTime' | 'UpdateTime' | undefined
  readonly OrderDirection: 'ASC' | 'DESC' | undefined
}

/** In the order of creation unless told otherwise. */
function sorted(
  groups: readonly SecurityGroup[],
  { OrderField, OrderDirection }: Order,
): readonly SecurityGroup[] {
  const timeOf = ({ createdAt, changedAt }: SecurityGroup): number =>
    OrderField === 'UpdateTime' ? (changedAt ?? createdAt) : createdAt
  const ascending = OrderField === undefined ? groups : groups.toSorted((a, b) => timeOf(a) - timeOf(b))
  return OrderDirection === 'DESC' ? ascending.toReversed() : ascending
}
