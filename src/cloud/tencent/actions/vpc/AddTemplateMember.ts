// Adds members to a template or a group of templates.

import { action } from '../../action.ts'
import { changeTemplate, memberFaults, members, templateId } from '../memberFields.ts'

export const AddTemplateMember = action({
  name: 'AddTemplateMember',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Add members to a template or a group of templates.',
  effect: 'write',
  input: {
    TemplateId: templateId,
    TemplateMember: members('Members to add.'),
  },
  faults: memberFaults,
  missing: [],
  example: {
    TemplateId: 'ipm-abcd1234',
    TemplateMember: [{ Member: '10.0.0.2' }],
  },
  run(call, parameters, { region }) {
    changeTemplate(call, region, parameters.TemplateId, { added: parameters.TemplateMember })
    return {}
  },
})
