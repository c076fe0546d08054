// Exchanges members of a template or a group of templates for others.

import { action } from '../../action.ts'
import { changeTemplate, memberFaults, members, templateId } from '../memberFields.ts'

export const ModifyTemplateMember = action({
  name: 'ModifyTemplateMember',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Replace members of a template or a group of templates.',
  effect: 'write',
  input: {
    TemplateId: templateId,
    OriginalTemplateMember: members('Members to replace.'),
    TemplateMember: members('Members to stand in their place.'),
  },
  faults: memberFaults,
  missing: [],
  example: {
    TemplateId: 'ipm-abcd1234',
    OriginalTemplateMember: [{ Member: '10.0.0.1' }],
    TemplateMember: [{ Member: '10.0.0.2' }],
  },
  run(call, parameters, { region }) {
    changeTemplate(call, region, parameters.TemplateId, {
      removed: parameters.OriginalTemplateMember,
      added: parameters.TemplateMember,
    })
    return {}
  },
})
