// Makes a service template, which rules can name in the place of protocol and ports.

import { createOpenList } from '../../../../service/openList/write.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { serviceContent } from '../../templateCodec.ts'
import { tags, tagsOf } from '../fields.ts'
import { membersIn, neededMembers, serviceFields, serviceTemplateView, templateName } from '../template.ts'

export const CreateServiceTemplate = action({
  name: 'CreateServiceTemplate',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a service template.',
  effect: 'write',
  input: { ServiceTemplateName: required(templateName), ...serviceFields, Tags: tags },
  faults: ['tooManyOpenLists', 'tooManyEntries', 'listEmpty'],
  missing: [],
  example: { ServiceTemplateName: 'offices', Services: ['tcp:80,443', 'udp:all'] },
  run(call, parameters, { region }) {
    const extras = parameters.ServicesExtra?.map(({ Service, Description = '' }) => ({
      text: Service,
      description: Description,
    }))
    const found = membersIn('Services', parameters.Services, 'ServicesExtra', extras)
    const { members, path } = neededMembers(found, 'Services')
    const made = createOpenList(call, 'portList', {
      region,
      name: parameters.ServiceTemplateName,
      tags: tagsOf(parameters.Tags),
      content: serviceContent(members, path, call.now),
    })
    return { ServiceTemplate: serviceTemplateView(made) }
  },
})
