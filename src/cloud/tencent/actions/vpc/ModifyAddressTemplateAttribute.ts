// Changes an address template; rules that name it mean the new members at once.

import { changeOpenList } from '../../../../service/openList/change.ts'
import { action } from '../../action.ts'
import { addressContent } from '../../templateCodec.ts'
import { addressFields, addressTemplateId, membersIn, templateName } from '../template.ts'

export const ModifyAddressTemplateAttribute = action({
  name: 'ModifyAddressTemplateAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the name or all members of an address template.',
  effect: 'write',
  input: { AddressTemplateId: addressTemplateId, AddressTemplateName: templateName, ...addressFields },
  faults: ['prefixListNotFound', 'tooManyEntries', 'tooManyExpandedRules', 'listEmpty'],
  missing: [],
  example: { AddressTemplateId: 'ipm-abcd1234', Addresses: ['10.0.0.1', '10.0.1.0/24', '10.0.2.1-10.0.2.9'] },
  run(call, parameters, { region }) {
    const extras = parameters.AddressesExtra?.map(({ Address, Description = '' }) => ({
      text: Address,
      description: Description,
    }))
    const found = membersIn('Addresses', parameters.Addresses, 'AddressesExtra', extras)
    changeOpenList(call, 'prefixList', {
      region,
      listId: parameters.AddressTemplateId,
      name: parameters.AddressTemplateName,
      content: found && addressContent(found.members, found.path, call.now),
    })
    return {}
  },
})
