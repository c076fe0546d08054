// List tags in use, page after page.

import { action } from '../../action.ts'
import { tagKeys, tagsInUse, tokenPage, tokenPaging } from './tagsInUse.ts'

export const GetTags = action({
  name: 'GetTags',
  service: 'tag',
  version: '2018-08-13',
  summary: 'List tags in use.',
  effect: 'read',
  input: { TagKeys: tagKeys, ...tokenPaging },
  faults: [],
  missing: [],
  example: { TagKeys: ['tier'], MaxResults: 50 },
  run: (call, parameters) => tokenPage(tagsInUse(call, parameters.TagKeys), parameters),
})
