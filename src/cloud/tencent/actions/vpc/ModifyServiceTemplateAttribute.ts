// Changes a service template; rules that name it mean the new members at once.

import { changeOpenList } from '../../../../service/openList/change.ts'
import { action } from '../../action.ts'
import { serviceContent } from '../../templateCodec.ts'
import { membersIn, serviceFields, serviceTemplateId, templateName } from '../template.ts'

export const ModifyServiceTemplateAttribute = action({
  name: 'ModifyServiceTemplateAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the name or all members of a service template.',
  effect: 'write',
  input: { ServiceTemplateId: serviceTemplateId, ServiceTemplateName: templateName, ...serviceFields },
  faults: ['portListNotFound', 'tooManyEntries', 'tooManyExpandedRules', 'listEmpty'],
  missing: [],
  example: { ServiceTemplateId: 'ppm-abcd1234', Services: ['tcp:80,443', 'udp:all'] },
  run(call, parameters, { region }) {
    const extras = parameters.ServicesExtra?.map(({ Service, Description = '' }) => ({
      text: Service,
      description: Description,
    }))
    const found = membersIn('Services', parameters.Services, 'ServicesExtra', extras)
    changeOpenList(call, 'portList', {
      region,
      listId: parameters.ServiceTemplateId,
      name: parameters.ServiceTemplateName,
      content: found && serviceContent(found.members, found.path, call.now),
    })
    return {}
  },
})
