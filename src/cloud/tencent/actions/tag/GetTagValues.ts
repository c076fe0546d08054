// List the values of tags in use, page after page.

import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { tagKeys, tagsInUse, tokenPage, tokenPaging } from './tagsInUse.ts'

export const GetTagValues = action({
  name: 'GetTagValues',
  service: 'tag',
  version: '2018-08-13',
  summary: 'List the values of tags in use.',
  effect: 'read',
  input: { TagKeys: required(tagKeys), ...tokenPaging },
  faults: [],
  missing: [],
  example: { TagKeys: ['tier'], MaxResults: 50 },
  run: (call, parameters) => tokenPage(tagsInUse(call, parameters.TagKeys), parameters),
})
