// Lists port lists by what is asked for.

import { listsIn } from '../../../../service/list/filter.ts'
import { listUsers } from '../../../../service/list/users.ts'
import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { formatTime } from '../../time.ts'
import { owner, regionId, tags } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { listPaging } from '../listFields.ts'
import { ecsTags, hasTags } from '../tags.ts'

export const DescribePortRangeLists = action({
  name: 'DescribePortRangeLists',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List port lists.',
  effect: 'read',
  permission: 'ecs:DescribePortRangeLists',
  input: {
    RegionId: regionId,
    PortRangeListId: list(text({ about: 'Port list.' }), { about: 'Port lists, up to 100.', max: 100 }),
    PortRangeListName: text({ about: 'Only those with this name.' }),
    ResourceGroupId: text({ about: 'Only those of this resource group.' }),
    Tag: tags,
    ...listPaging.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', PortRangeListName: 'web' },
  run(call, parameters) {
    const found = listsIn(call, 'portList', parameters.RegionId)
      .filter((one) => meetsAny(parameters.PortRangeListId, [one.id]))
      .filter((one) => meets(parameters.PortRangeListName, one.name))
      .filter((one) => meets(parameters.ResourceGroupId, one.resourceGroupId))
      .filter((one) => hasTags(one.tags, parameters.Tag))
    const { items, envelope } = listPaging.cut(found, parameters)
    return {
      ...envelope,
      // Lists stand here without the wrapper that prefix lists have.
      PortRangeLists: items.map((one) => ({
        PortRangeListId: one.id,
        PortRangeListName: one.name,
        MaxEntries: one.maxEntries,
        AssociationCount: listUsers(call.state, 'portList', one.id).length,
        Description: one.description,
        CreationTime: formatTime(one.createdAt),
        ResourceGroupId: one.resourceGroupId,
        Tags: ecsTags(one.tags).Tag,
      })),
    }
  },
})
