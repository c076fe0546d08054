// Makes a group of service templates, which stands for the members of all of them.

import { createOpenList } from '../../../../service/openList/write.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { idList, tags, tagsOf } from '../fields.ts'
import { serviceGroupView, templateName } from '../template.ts'

export const CreateServiceTemplateGroup = action({
  name: 'CreateServiceTemplateGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a group of service templates.',
  effect: 'write',
  input: {
    ServiceTemplateGroupName: required(templateName),
    ServiceTemplateIds: required(idList('ppm', 'Templates of the group.')),
    Tags: tags,
  },
  faults: [
    'tooManyOpenLists',
    'tooManyEntries',
    'listEmpty',
    'includedListNotFound',
    'entryRepeated',
    'tooManyListUsers',
  ],
  missing: [],
  example: { ServiceTemplateGroupName: 'all', ServiceTemplateIds: ['ppm-abcd1234'] },
  run(call, parameters, { region }) {
    const includes = parameters.ServiceTemplateIds
    const made = createOpenList(call, 'portList', {
      region,
      name: parameters.ServiceTemplateGroupName,
      tags: tagsOf(parameters.Tags),
      content: { entries: [], includes, members: includes.length },
    })
    return { ServiceTemplateGroup: serviceGroupView(call.state, made) }
  },
})
