// What a browser needs to judge packets itself: the documents of the feed, whole or the changes since a revision.

import { z } from '@hono/zod-openapi'
import type { Write } from '../../core/model/resources.ts'
import { FED_KINDS } from '../../feed/messages.ts'
import { CompactedError, type Store } from '../../store/store.ts'

const FED: ReadonlySet<string> = new Set(FED_KINDS)

export const modelSchema = z
  .object({
    identity: z.string().openapi({ description: 'another one than known: forget everything' }),
    revision: z.int(),
    whole: z.boolean().openapi({ description: 'false: only what changed since the revision asked for' }),
    writes: z.array(z.object({ kind: z.string(), id: z.string(), body: z.looseObject({}).nullable() })),
  })
  .openapi('Model')

export async function modelSince(
  store: Store,
  known: { readonly identity?: string | undefined; readonly from?: number | undefined },
): Promise<z.input<typeof modelSchema>> {
  const { identity } = store
  const changed =
    known.identity === identity && known.from !== undefined && known.from <= store.revision
      ? await changedSince(store, known.from)
      : undefined
  if (changed !== undefined) return { identity, ...changed, whole: false }
  const writes = FED_KINDS.flatMap((kind) =>
    [...store.list(kind)].map((body) => shown({ kind, id: body.id, body } as Write)),
  )
  return { identity, revision: store.revision, whole: true, writes }
}

/** Undefined when so old a state is no longer kept. */
async function changedSince(
  store: Store,
  from: number,
): Promise<{ revision: number; writes: z.input<typeof modelSchema>['writes'] } | undefined> {
  const until = store.revision
  const writes: z.input<typeof modelSchema>['writes'] = []
  if (from === until) return { revision: until, writes }
  const enough = new AbortController()
  try {
    for await (const change of store.watch(from, enough.signal)) {
      for (const write of change.writes) if (FED.has(write.kind)) writes.push(shown(write))
      if (change.revision === until) break
    }
  } catch (error) {
    if (error instanceof CompactedError) return undefined
    throw error
  } finally {
    enough.abort()
  }
  return { revision: until, writes }
}

/** What an instance was started with may hold its secrets, and no verdict depends on it. */
function shown({ kind, id, body }: Write): {
  kind: string
  id: string
  body: Record<string, unknown> | null
} {
  if (kind !== 'instance' || body === null) return { kind, id, body: body as Record<string, unknown> | null }
  return { kind, id, body: { ...body, userData: '' } }
}
