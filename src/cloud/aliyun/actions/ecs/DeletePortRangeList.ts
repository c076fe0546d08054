// Deletes a port list that no rule names.

import { deleteList } from '../../../../service/list/delete.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { portListId } from './portListFields.ts'

export const DeletePortRangeList = action({
  name: 'DeletePortRangeList',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete a port list with its entries.',
  effect: 'write',
  permission: 'ecs:DeletePortRangeList',
  input: { RegionId: regionId, PortRangeListId: portListId, ...owner },
  faults: ['portListNotFound', 'listAssociated'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', PortRangeListId: 'prl-2ze9743example' },
  run(call, parameters) {
    deleteList(call, 'portList', { region: parameters.RegionId, listId: parameters.PortRangeListId })
    return {}
  },
})
