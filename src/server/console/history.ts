// GET /api/v1/changes: the kept changes of one account, each with its author, time, and what was before and after.

import { z } from '@hono/zod-openapi'
import type { ResourceReader, Write } from '../../core/model/resources.ts'
import type { ResourceChange } from '../../service/changes.ts'
import { revertibleUntil } from '../../service/history/revert.ts'
import type { PastChange, Store } from '../../store/store.ts'
import { changeSchema, shownChanges } from '../api/views.ts'

const pastSchema = z
  .object({
    revision: z.int(),
    at: z.iso.datetime().nullable().openapi({ description: 'null: made by the installation itself' }),
    by: z.string().nullable().openapi({ description: '`token`, a user of the console, or an access key' }),
    action: z.string().nullable(),
    changes: z.array(changeSchema),
    undoUntil: z.iso.datetime().nullable().openapi({
      description: 'until when `/changes/{revision}/revert` may undo it; null: never',
    }),
    left: z.int().openapi({ description: 'further resources of the same change that are not shown' }),
  })
  .openapi('PastChange')

export const historySchema = z.object({
  items: z.array(pastSchema),
  next: z.int().nullable().openapi({ description: 'give it as `before`; null: no older ones are kept' }),
})

interface Asked {
  readonly before?: number | undefined
  readonly limit: number
  readonly resource?: string | undefined
  readonly by?: string | undefined
}

/** Read at a time; at most so many of them for one answer, so that a rare filter does not hold up others. */
const PAGE = 200
const MOST_READ = 10_000
const MOST_SHOWN = 50

export async function historyOf(
  store: Store,
  accountId: string,
  { before = Number.MAX_SAFE_INTEGER, limit, resource, by }: Asked,
): Promise<z.input<typeof historySchema>> {
  const items: z.input<typeof pastSchema>[] = []
  let next: number | null = before
  for (let read = 0; read < MOST_READ && items.length < limit && next !== null; read += PAGE) {
    const page: readonly PastChange[] = await store.history(next, PAGE)
    next = page.length < PAGE ? null : (page.at(-1)?.revision ?? null)
    for (const past of page) {
      if (!concerns(store, accountId, past) || !touches(past, resource)) continue
      if (by !== undefined && past.author?.by !== by) continue
      const shown = pastView(store, past)
      if (shown.changes.length === 0) continue
      items.push(shown)
      if (items.length < limit) continue
      next = past.revision
      break
    }
  }
  return { items, next }
}

const pastView = (state: ResourceReader, past: PastChange): z.input<typeof pastSchema> => {
  const writes = past.writes
    .map((write, index) => changeOf(write, past.before[index] ?? null))
    .filter(({ kind }) => kind !== 'rememberedAnswer')
  return {
    revision: past.revision,
    at: past.author === null ? null : new Date(past.author.at).toISOString(),
    by: past.author?.by ?? null,
    action: past.author?.action ?? null,
    changes: shownChanges(state, writes.slice(0, MOST_SHOWN)),
    undoUntil: undoUntil(past),
    left: Math.max(0, writes.length - MOST_SHOWN),
  }
}

const undoUntil = (past: PastChange): string | null => {
  const until = revertibleUntil(past)
  return until === null ? null : new Date(until).toISOString()
}

const changeOf = ({ kind, id, body }: Write, before: object | null): ResourceChange =>
  ({ kind, id, before: before ?? undefined, after: body ?? undefined }) as ResourceChange

/** Made by the account, or on what it owns: another account may have been let into its VPC. */
const concerns = (state: ResourceReader, accountId: string, past: PastChange): boolean =>
  past.author?.accountId === accountId || bodiesOf(past).some((body) => ownerOf(state, body) === accountId)

const touches = (past: PastChange, resource: string | undefined): boolean =>
  resource === undefined ||
  past.writes.some(({ id }) => id === resource) ||
  bodiesOf(past).some((body) => (body as { groupId?: string }).groupId === resource)

const bodiesOf = ({ writes, before }: PastChange): readonly object[] =>
  [...writes.map(({ body }) => body), ...before].filter((body) => body !== null)

function ownerOf(state: ResourceReader, body: object): string | undefined {
  const { accountId, groupId } = body as { accountId?: string; groupId?: string }
  return accountId ?? (groupId === undefined ? undefined : state.get('securityGroup', groupId)?.accountId)
}
