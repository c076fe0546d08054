// What was changed, taken back.

import { z } from '@hono/zod-openapi'
import { revertChange } from '../../../service/history/revert.ts'
import { operation } from '../operation.ts'

const params = z.object({ revision: z.coerce.number().int().min(1) })

export const historyOperations = [
  operation({
    name: 'revertChange',
    method: 'post',
    path: '/changes/{revision}/revert',
    summary:
      'Undo a change of the last 24 hours, whole: refused with what stands against it where things have moved on',
    effect: 'write',
    params,
    past: ({ revision }) => revision,
    answer: z.object({ reverted: z.int() }),
    run(call, { params: { revision }, past }) {
      revertChange(call, revision, past)
      return { reverted: revision }
    },
  }),
]
