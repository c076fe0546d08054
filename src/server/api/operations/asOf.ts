// A group as it was: its rules, its members, and what it lets through by itself now and did not then.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { AccountId } from '../../../core/model/ids.ts'
import type { ResourceReader, Write } from '../../../core/model/resources.ts'
import type { Store } from '../../../store/store.ts'
import { diffSchema, shownEffect } from '../effect.ts'
import { resourceId } from '../fields.ts'
import { operation } from '../operation.ts'
import { QuestionError } from '../questionError.ts'
import { groupSchema, groupView, ruleSchema, ruleView } from '../views.ts'
import { ATTEMPTS, wayBack } from '../wayBack.ts'
import { rulesInOrder } from './groups.ts'
import { decided } from './questions.ts'

const within = z.coerce.number().int().min(1).max(120).default(30)

const picture = {
  group: groupSchema,
  rules: z.array(ruleSchema),
  members: z.array(z.string()).openapi({ description: 'network interfaces' }),
}

export const asOfOperations = [
  operation({
    name: 'showGroupAsOf',
    method: 'get',
    path: '/groups/{groupId}/as-of/{revision}',
    summary: 'Show a security group as it was at an earlier revision, and what it lets through since',
    effect: 'read',
    params: z.object({ groupId: resourceId, revision: z.coerce.number().int().min(1) }),
    query: z.strictObject({ within }),
    answer: z.object({
      revision: z.int(),
      at: z.iso.datetime().nullable().openapi({ description: 'null: made by the installation itself' }),
      ...picture,
      effect: diffSchema.optional().openapi({
        description:
          'opened and closed since, by this group alone on an interface with every address; left out: it is gone',
      }),
    }),
    async ask({ params: { groupId, revision }, query, parts, accountId, signal }) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const back = await wayBack(parts.store, revision)
        if (back.revision !== parts.store.revision) continue
        const shown = pictureOf(parts.store, back.writes, accountId, groupId)
        const at = await timeOf(parts.store, revision)
        if (parts.store.get('securityGroup', groupId) === undefined) return { revision, at, ...shown }
        const input = { groupId, writes: back.writes }
        const asked = await parts.analysis.questions.ask('diffGroupSince', input, {
          ...{ budget: 1000 * query.within, signal },
        })
        const { revision: judged, value } = decided(asked)
        if (judged === back.revision) return { revision, at, ...shown, effect: shownEffect(value) }
      }
      throw new QuestionError('diff.busy', {})
    },
  }),
]

type Picture = z.input<z.ZodObject<typeof picture>>

/** Laid over the present for a moment; nothing of it is kept. */
const pictureOf = (store: Store, writes: readonly Write[], accountId: AccountId, groupId: string): Picture =>
  store.rehearse((state) => {
    for (const { kind, id, body } of writes) {
      if (body === null) state.remove(kind, id)
      else state.put(kind, body as never)
    }
    return shownIn(state, accountId, groupId)
  })

function shownIn(state: ResourceReader, accountId: AccountId, groupId: string): Picture {
  const group = state.get('securityGroup', groupId)
  if (group?.accountId !== accountId) fail({ name: 'groupNotFound', groupId })
  return {
    group: groupView(state, group),
    rules: rulesInOrder(state, group).map((rule) => ruleView(state, rule)),
    members: state.by('eni', 'group', groupId).map(({ id }) => id),
  }
}

async function timeOf(store: Store, revision: number): Promise<string | null> {
  const [change] = await store.history(revision + 1, 1)
  const at = change?.revision === revision ? change.author?.at : undefined
  return at === undefined ? null : new Date(at).toISOString()
}
