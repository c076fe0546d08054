// Deletes an address template that no rule and no group of templates names.

import { deleteList } from '../../../../service/list/delete.ts'
import { action } from '../../action.ts'
import { addressTemplateId } from '../template.ts'

export const DeleteAddressTemplate = action({
  name: 'DeleteAddressTemplate',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete an address template that nothing names.',
  effect: 'write',
  input: { AddressTemplateId: addressTemplateId },
  faults: ['prefixListNotFound', 'listAssociated'],
  missing: [],
  example: { AddressTemplateId: 'ipm-abcd1234' },
  run(call, parameters, { region }) {
    deleteList(call, 'prefixList', { region, listId: parameters.AddressTemplateId })
    return {}
  },
})
