// Deletes a service template that no rule and no group of templates names.

import { deleteList } from '../../../../service/list/delete.ts'
import { action } from '../../action.ts'
import { serviceTemplateId } from '../template.ts'

export const DeleteServiceTemplate = action({
  name: 'DeleteServiceTemplate',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete a service template that nothing names.',
  effect: 'write',
  input: { ServiceTemplateId: serviceTemplateId },
  faults: ['portListNotFound', 'listAssociated'],
  missing: [],
  example: { ServiceTemplateId: 'ppm-abcd1234' },
  run(call, parameters, { region }) {
    deleteList(call, 'portList', { region, listId: parameters.ServiceTemplateId })
    return {}
  },
})
