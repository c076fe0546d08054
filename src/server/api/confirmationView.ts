// A change that waits for its confirmation, as the own API shows it.

import { z } from '@hono/zod-openapi'
import { deadlineOf, type ProvisionalChange } from '../../core/model/provisional.ts'
import type { Call } from '../../service/call.ts'
import type { ResourceChange } from '../../service/changes.ts'
import { makeProvisional } from '../../service/confirmation/provisional.ts'

/** In the query of every change. */
export const confirmWithin = z.coerce.number().int().min(5).max(3600).optional().openapi({
  description: 'seconds: the change is undone unless it is confirmed in time, also by hosts on their own',
})

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

/** Makes the change one that waits, where the caller asks for it; nothing otherwise. */
export function confirmationOf(
  call: Call,
  operation: string,
  changes: readonly ResourceChange[],
  within: number | undefined,
): { readonly confirmation?: z.input<typeof confirmationSchema> } {
  const made = within === undefined ? null : makeProvisional(call, operation, changes, within)
  return made === null ? {} : { confirmation: confirmationView(made) }
}
