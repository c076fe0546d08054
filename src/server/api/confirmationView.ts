// A change that waits for its confirmation, as the own API shows it.

import { z } from '@hono/zod-openapi'
import { deadlineOf, type ProvisionalChange } from '../../core/model/provisional.ts'

export const confirmationSchema = z
  .object({
    id: z.string(),
    operation: z.string().openapi({ description: 'what made the change: `addRules`' }),
    createdAt: z.iso.datetime(),
    undoneAt: z.iso.datetime().openapi({ description: 'unless it is confirmed before' }),
    resources: z.array(z.string()).openapi({ description: 'ids of what it changed' }),
  })
  .openapi('Confirmation')

export const confirmationView = (change: ProvisionalChange): z.input<typeof confirmationSchema> => ({
  id: change.id,
  operation: change.operation,
  createdAt: new Date(change.createdAt).toISOString(),
  undoneAt: new Date(deadlineOf(change)).toISOString(),
  resources: change.writes.map(({ id }) => id),
})
