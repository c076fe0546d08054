// Deletes a group of address templates that no rule names; its templates stay.

import { deleteList } from '../../../../service/list/delete.ts'
import { action } from '../../action.ts'
import { addressGroupId } from '../template.ts'

export const DeleteAddressTemplateGroup = action({
  name: 'DeleteAddressTemplateGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete a group of address templates that no rule names.',
  effect: 'write',
  input: { AddressTemplateGroupId: addressGroupId },
  faults: ['prefixListNotFound', 'listAssociated'],
  missing: [],
  example: { AddressTemplateGroupId: 'ipmg-abcd1234' },
  run(call, parameters, { region }) {
    deleteList(call, 'prefixList', { region, listId: parameters.AddressTemplateGroupId })
    return {}
  },
})
