// Lists prefix lists by what is asked for.

import { listsIn } from '../../../../service/list/filter.ts'
import { listUsers } from '../../../../service/list/users.ts'
import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { formatTime } from '../../time.ts'
import { owner, regionId, tags } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { listPaging } from '../listFields.ts'
import { ecsTags, hasTags } from '../tags.ts'
import { addressFamily, familyText } from './prefixListFields.ts'

export const DescribePrefixLists = action({
  name: 'DescribePrefixLists',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List prefix lists.',
  effect: 'read',
  permission: 'ecs:DescribePrefixLists',
  input: {
    RegionId: regionId,
    PrefixListId: list(text({ about: 'Prefix list.' }), { about: 'Prefix lists, up to 100.', max: 100 }),
    PrefixListName: text({ about: 'Only those with this name.' }),
    AddressFamily: addressFamily,
    ResourceGroupId: text({ about: 'Only those of this resource group.' }),
    Tag: tags,
    ...listPaging.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-chengdu', AddressFamily: 'IPv4', MaxResults: '10' },
  run(call, parameters) {
    const found = listsIn(call, 'prefixList', parameters.RegionId)
      .filter((one) => meetsAny(parameters.PrefixListId, [one.id]))
      .filter((one) => meets(parameters.PrefixListName, one.name))
      .filter((one) => meets<string>(parameters.AddressFamily, familyText(one)))
      .filter((one) => meets(parameters.ResourceGroupId, one.resourceGroupId))
      .filter((one) => hasTags(one.tags, parameters.Tag))
    const { items, envelope } = listPaging.cut(found, parameters)
    return {
      ...envelope,
      PrefixLists: {
        PrefixList: items.map((one) => ({
          PrefixListId: one.id,
          PrefixListName: one.name,
          AddressFamily: familyText(one),
          MaxEntries: one.maxEntries,
          AssociationCount: listUsers(call.state, 'prefixList', one.id).length,
          Description: one.description,
          CreationTime: formatTime(one.createdAt),
          ResourceGroupId: one.resourceGroupId,
          Tags: ecsTags(one.tags),
        })),
      },
    }
  },
})
