// Says how many members templates and groups of templates may have.

import { maximumOf } from '../../../../service/limits.ts'
import { action } from '../../action.ts'

export const DescribeTemplateLimits = action({
  name: 'DescribeTemplateLimits',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show the limits of parameter templates.',
  effect: 'read',
  input: {},
  faults: [],
  missing: [],
  example: {},
  run({ state }) {
    const members = maximumOf(state, 'openListEntries')
    return {
      TemplateLimit: {
        AddressTemplateMemberLimit: members,
        AddressTemplateGroupMemberLimit: members,
        ServiceTemplateMemberLimit: members,
        ServiceTemplateGroupMemberLimit: members,
      },
    }
  },
})
