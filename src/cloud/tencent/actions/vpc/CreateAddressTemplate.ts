// Makes an address template, which rules can name in the place of addresses.

import { createOpenList } from '../../../../service/openList/write.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { addressContent } from '../../templateCodec.ts'
import { tags, tagsOf } from '../fields.ts'
import { addressFields, addressTemplateView, membersIn, neededMembers, templateName } from '../template.ts'

export const CreateAddressTemplate = action({
  name: 'CreateAddressTemplate',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create an address template.',
  effect: 'write',
  input: { AddressTemplateName: required(templateName), ...addressFields, Tags: tags },
  faults: ['tooManyOpenLists', 'tooManyEntries', 'listEmpty'],
  missing: [],
  example: { AddressTemplateName: 'offices', Addresses: ['10.0.0.1', '10.0.1.0/24', '10.0.2.1-10.0.2.9'] },
  run(call, parameters, { region }) {
    const extras = parameters.AddressesExtra?.map(({ Address, Description = '' }) => ({
      text: Address,
      description: Description,
    }))
    const found = membersIn('Addresses', parameters.Addresses, 'AddressesExtra', extras)
    const { members, path } = neededMembers(found, 'Addresses')
    const made = createOpenList(call, 'prefixList', {
      region,
      name: parameters.AddressTemplateName,
      tags: tagsOf(parameters.Tags),
      content: addressContent(members, path, call.now),
    })
    return { AddressTemplate: addressTemplateView(made) }
  },
})
