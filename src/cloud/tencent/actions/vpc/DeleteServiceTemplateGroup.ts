// Deletes a group of service templates that no rule names; its templates stay.

import { deleteList } from '../../../../service/list/delete.ts'
import { action } from '../../action.ts'
import { serviceGroupId } from '../template.ts'

export const DeleteServiceTemplateGroup = action({
  name: 'DeleteServiceTemplateGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete a group of service templates that no rule names.',
  effect: 'write',
  input: { ServiceTemplateGroupId: serviceGroupId },
  faults: ['portListNotFound', 'listAssociated'],
  missing: [],
  example: { ServiceTemplateGroupId: 'ppmg-abcd1234' },
  run(call, parameters, { region }) {
    deleteList(call, 'portList', { region, listId: parameters.ServiceTemplateGroupId })
    return {}
  },
})
