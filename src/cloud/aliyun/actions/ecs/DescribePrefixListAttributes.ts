// Shows one prefix list with its entries.

import { findList } from '../../../../service/list/find.ts'
import { action } from '../../action.ts'
import { formatTime } from '../../time.ts'
import { owner, regionId } from '../fields.ts'
import { familyText, prefixListId } from './prefixListFields.ts'

export const DescribePrefixListAttributes = action({
  name: 'DescribePrefixListAttributes',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show a prefix list with its entries.',
  effect: 'read',
  permission: 'ecs:DescribePrefixListAttributes',
  input: { RegionId: regionId, PrefixListId: prefixListId, ...owner },
  faults: ['prefixListNotFound'],
  missing: [],
  example: { RegionId: 'cn-chengdu', PrefixListId: 'pl-x1j1k5ykzqlixdcyexample' },
  run(call, parameters) {
    const found = findList(call, 'prefixList', {
      region: parameters.RegionId,
      listId: parameters.PrefixListId,
    })
    return {
      PrefixListId: found.id,
      PrefixListName: found.name,
      AddressFamily: familyText(found),
      MaxEntries: found.maxEntries,
      Description: found.description,
      CreationTime: formatTime(found.createdAt),
      Entries: {
        Entry: found.entries.map(({ cidr, description }) => ({ Cidr: cidr, Description: description })),
      },
    }
  },
})
