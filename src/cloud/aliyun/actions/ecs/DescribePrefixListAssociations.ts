// Tells what uses a prefix list.

import { findList } from '../../../../service/list/find.ts'
import { listUsers } from '../../../../service/list/users.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { listPaging } from '../listFields.ts'
import { prefixListId } from './prefixListFields.ts'

export const DescribePrefixListAssociations = action({
  name: 'DescribePrefixListAssociations',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the security groups and network ACLs that name a prefix list.',
  effect: 'read',
  permission: 'ecs:DescribePrefixListAssociations',
  input: { RegionId: regionId, PrefixListId: prefixListId, ...listPaging.fields, ...owner },
  faults: ['prefixListNotFound'],
  missing: [],
  example: { RegionId: 'cn-chengdu', PrefixListId: 'pl-x1j1k5ykzqlixdcyexample' },
  run(call, parameters) {
    const { id } = findList(call, 'prefixList', {
      region: parameters.RegionId,
      listId: parameters.PrefixListId,
    })
    const { items, envelope } = listPaging.cut(listUsers(call.state, 'prefixList', id), parameters)
    return {
      ...envelope,
      PrefixListAssociations: {
        // In small letters here, as SecurityGroup for port lists.
        PrefixListAssociation: items.map((user) => ({
          ResourceId: user.id,
          ResourceType: user.kind.toLowerCase(),
        })),
      },
    }
  },
})
