// Changes a group of address templates; rules that name it mean the new members at once.

import { changeOpenList } from '../../../../service/openList/change.ts'
import { action } from '../../action.ts'
import { idList } from '../fields.ts'
import { addressGroupId, templateName } from '../template.ts'

export const ModifyAddressTemplateGroupAttribute = action({
  name: 'ModifyAddressTemplateGroupAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the name or the templates of a group.',
  effect: 'write',
  input: {
    AddressTemplateGroupId: addressGroupId,
    AddressTemplateGroupName: templateName,
    AddressTemplateIds: idList('ipm', 'Templates of the group.'),
  },
  faults: [
    'prefixListNotFound',
    'tooManyEntries',
    'tooManyExpandedRules',
    'listEmpty',
    'includedListNotFound',
    'entryRepeated',
    'tooManyListUsers',
  ],
  missing: [],
  example: { AddressTemplateGroupId: 'ipmg-abcd1234', AddressTemplateIds: ['ipm-abcd1234'] },
  run(call, parameters, { region }) {
    const includes = parameters.AddressTemplateIds
    changeOpenList(call, 'prefixList', {
      region,
      listId: parameters.AddressTemplateGroupId,
      name: parameters.AddressTemplateGroupName,
      content: includes && { entries: [], includes, members: includes.length },
    })
    return {}
  },
})
