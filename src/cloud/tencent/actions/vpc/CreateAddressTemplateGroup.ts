// Makes a group of address templates, which stands for the members of all of them.

import { createOpenList } from '../../../../service/openList/write.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { idList, tags, tagsOf } from '../fields.ts'
import { addressGroupView, templateName } from '../template.ts'

export const CreateAddressTemplateGroup = action({
  name: 'CreateAddressTemplateGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a group of address templates.',
  effect: 'write',
  input: {
    AddressTemplateGroupName: required(templateName),
    AddressTemplateIds: required(idList('ipm', 'Templates of the group.')),
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
  example: { AddressTemplateGroupName: 'all', AddressTemplateIds: ['ipm-abcd1234'] },
  run(call, parameters, { region }) {
    const includes = parameters.AddressTemplateIds
    const made = createOpenList(call, 'prefixList', {
      region,
      name: parameters.AddressTemplateGroupName,
      tags: tagsOf(parameters.Tags),
      content: { entries: [], includes, members: includes.length },
    })
    return { AddressTemplateGroup: addressGroupView(call.state, made) }
  },
})
