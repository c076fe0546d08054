// The outcome of an earlier call: changes here are whole when their call answers, so every call that was has succeeded.

import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { malformed } from '../fields.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const DescribeVpcTaskResult = action({
  name: 'DescribeVpcTaskResult',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show the outcome of an earlier call.',
  effect: 'read',
  input: { TaskId: required(text({ about: 'RequestId of that call.', check: UUID, invalid: malformed })) },
  faults: [],
  missing: ['Ids of requests that never were are not told apart.'],
  example: { TaskId: '6ef60bec-0242-43af-bb20-270359fb54a7' },
  run: () => ({ Status: 'SUCCESS', Output: '', Result: [] }),
})
