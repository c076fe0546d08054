// Deletes a prefix list that no rule names.

import { deleteList } from '../../../../service/list/delete.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { prefixListId } from './prefixListFields.ts'

export const DeletePrefixList = action({
  name: 'DeletePrefixList',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete a prefix list with its entries.',
  effect: 'write',
  permission: 'ecs:DeletePrefixList',
  input: { RegionId: regionId, PrefixListId: prefixListId, ...owner },
  faults: ['prefixListNotFound', 'listAssociated'],
  missing: [],
  example: { RegionId: 'cn-chengdu', PrefixListId: 'pl-x1j1k5ykzqlixdcyexample' },
  run(call, parameters) {
    deleteList(call, 'prefixList', { region: parameters.RegionId, listId: parameters.PrefixListId })
    return {}
  },
})
