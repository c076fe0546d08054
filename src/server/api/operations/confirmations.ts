// Changes that wait for their confirmation: list, confirm, undo.

import { z } from '@hono/zod-openapi'
import { confirmChange, undoChange } from '../../../service/confirmation/provisional.ts'
import { confirmationSchema, confirmationView } from '../confirmationView.ts'
import { resourceId } from '../fields.ts'
import { operation } from '../operation.ts'

const params = z.object({ changeId: resourceId })

export const confirmationOperations = [
  operation({
    name: 'listConfirmations',
    method: 'get',
    path: '/confirmations',
    summary: 'List changes that are undone unless somebody confirms them in time',
    effect: 'read',
    answer: z.object({ items: z.array(confirmationSchema) }),
    run: (call) => ({ items: [...call.state.list('provisional')].map(confirmationView) }),
  }),
  operation({
    name: 'confirmChange',
    method: 'post',
    path: '/confirmations/{changeId}/confirm',
    summary: 'Confirm a change: from now on it is like any other',
    effect: 'write',
    params,
    answer: z.object({ confirmed: confirmationSchema }),
    run: (call, { params: { changeId } }) => ({
      confirmed: confirmationView(confirmChange(call.state, changeId)),
    }),
  }),
  operation({
    name: 'undoChange',
    method: 'post',
    path: '/confirmations/{changeId}/undo',
    summary: 'Undo a change that waits for its confirmation, at once',
    effect: 'write',
    params,
    answer: z.object({
      kept: z
        .array(z.object({ kind: z.string(), id: z.string() }))
        .openapi({ description: 'what somebody else has changed or used since: it stays as it is' }),
    }),
    run: (call, { params: { changeId } }) => ({
      kept: undoChange(call.state, changeId).map(({ kind, id }) => ({ kind, id })),
    }),
  }),
]
