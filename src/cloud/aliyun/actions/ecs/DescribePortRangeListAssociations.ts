// Tells which security groups use a port list.

import { findList } from '../../../../service/list/find.ts'
import { listUsers } from '../../../../service/list/users.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { listPaging } from '../listFields.ts'
import { portListId } from './portListFields.ts'

export const DescribePortRangeListAssociations = action({
  name: 'DescribePortRangeListAssociations',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the security groups whose rules name a port list.',
  effect: 'read',
  permission: 'ecs:DescribePortRangeListAssociations',
  input: { RegionId: regionId, PortRangeListId: portListId, ...listPaging.fields, ...owner },
  faults: ['portListNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', PortRangeListId: 'prl-2ze9743example' },
  run(call, parameters) {
    const { id } = findList(call, 'portList', {
      region: parameters.RegionId,
      listId: parameters.PortRangeListId,
    })
    const { items, envelope } = listPaging.cut(listUsers(call.state, 'portList', id), parameters)
    return {
      ...envelope,
      PortRangeListAssociations: items.map((group) => ({
        ResourceId: group.id,
        ResourceType: 'SecurityGroup',
      })),
    }
  },
})
