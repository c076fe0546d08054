// Changes a group of service templates; rules that name it mean the new members at once.

import { changeOpenList } from '../../../../service/openList/change.ts'
import { action } from '../../action.ts'
import { idList } from '../fields.ts'
import { serviceGroupId, templateName } from '../template.ts'

export const ModifyServiceTemplateGroupAttribute = action({
  name: 'ModifyServiceTemplateGroupAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the name or the templates of a group.',
  effect: 'write',
  input: {
    ServiceTemplateGroupId: serviceGroupId,
    ServiceTemplateGroupName: templateName,
    ServiceTemplateIds: idList('ppm', 'Templates of the group.'),
  },
  faults: [
    'portListNotFound',
    'tooManyEntries',
    'tooManyExpandedRules',
    'listEmpty',
    'includedListNotFound',
    'entryRepeated',
    'tooManyListUsers',
  ],
  missing: [],
  example: { ServiceTemplateGroupId: 'ppmg-abcd1234', ServiceTemplateIds: ['ppm-abcd1234'] },
  run(call, parameters, { region }) {
    const includes = parameters.ServiceTemplateIds
    changeOpenList(call, 'portList', {
      region,
      listId: parameters.ServiceTemplateGroupId,
      name: parameters.ServiceTemplateGroupName,
      content: includes && { entries: [], includes, members: includes.length },
    })
    return {}
  },
})
