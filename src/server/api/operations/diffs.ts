// What differs between two revisions or two groups: in packets, and in resources or rules.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { ResourceReader, Write } from '../../../core/model/resources.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { ResourceChange } from '../../../service/changes.ts'
import { ruleMeaning } from '../../../service/rule/ruleSpec.ts'
import type { Store } from '../../../store/store.ts'
import type { AnswerOf } from '../../analysis/questions/index.ts'
import { diffSchema, shownEffect } from '../effect.ts'
import { operation } from '../operation.ts'
import { QuestionError } from '../questionError.ts'
import { changeSchema, ruleSchema, ruleView, shownChanges } from '../views.ts'
import { ATTEMPTS, wayBack } from '../wayBack.ts'
import { decided } from './questions.ts'

const within = z.coerce.number().int().min(1).max(120).default(30)
const revision = z.union([z.literal('now'), z.coerce.number().int().min(0)])

export const diffOperations = [
  operation({
    name: 'diff',
    method: 'get',
    path: '/diff',
    summary: 'Say what two revisions differ in: packets opened and closed, resources before and after',
    effect: 'read',
    query: z.strictObject({ from: revision, to: revision.default('now'), within }),
    answer: z.object({
      from: z.int(),
      to: z.int(),
      changes: z.array(changeSchema),
      effect: diffSchema,
    }),
    async ask({ query, parts, signal }) {
      const found = await differences(parts.store, query.from, query.to, async (from, to) => {
        const options = { budget: 1000 * query.within, signal }
        return decided(await parts.analysis.questions.ask('diffRevisions', { from, to }, options))
      })
      const { from, to, changes, effect } = found
      return { from, to, changes: shownChanges(parts.store, changes), effect: shownEffect(effect) }
    },
  }),
  operation({
    name: 'diffGroups',
    method: 'get',
    path: '/diff/groups',
    summary:
      'Say what two groups differ in: packets that only one of them lets through, rules that only one has',
    effect: 'read',
    query: z.strictObject({ left: z.string(), right: z.string(), within }),
    answer: z.object({
      revision: z.int(),
      effect: diffSchema,
      removed: z.array(ruleSchema).openapi({ description: 'rules that only the left group has' }),
      added: z.array(ruleSchema).openapi({ description: 'rules that only the right group has' }),
    }),
    async ask({ query, parts, signal }) {
      const { left, right } = query
      const state = parts.store
      for (const id of [left, right])
        state.get('securityGroup', id) ?? fail({ name: 'groupNotFound', groupId: id })
      const answered = await parts.analysis.questions.ask(
        'diffGroups',
        { left, right },
        {
          budget: 1000 * query.within,
          signal,
        },
      )
      const { value, revision: of } = decided(answered)
      const [removed, added] = ruleDifference(state, left, right)
      return { revision: of, effect: shownEffect(value), removed, added }
    },
  }),
]

function ruleDifference(state: ResourceReader, left: string, right: string) {
  const rulesOf = (id: string) =>
    new Map(state.by('rule', 'group', id).map((rule) => [ruleMeaning(rule), rule]))
  const [a, b] = [rulesOf(left), rulesOf(right)]
  const only = (some: Map<string, Rule>, others: Map<string, Rule>) =>
    [...some].filter(([key]) => !others.has(key)).map(([, rule]) => ruleView(state, rule))
  return [only(a, b), only(b, a)] as const
}

type Effect = AnswerOf<'diffRevisions'>
type Revision = number | 'now'

async function differences(
  store: Store,
  from: Revision,
  to: Revision,
  ask: (from: readonly Write[], to: readonly Write[]) => Promise<{ revision: number; value: Effect }>,
) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = store.revision
    const [first, second] = [from, to].map((one) => (one === 'now' ? now : one)) as [number, number]
    const [left, right] = [await wayBack(store, first), await wayBack(store, second)]
    if (left.revision !== now || right.revision !== now) continue
    const { revision, value } = await ask(left.writes, right.writes)
    if (revision !== now) continue
    return {
      from: first,
      to: second,
      effect: value,
      changes: changesBetween(store, left.writes, right.writes),
    }
  }
  throw new QuestionError('diff.busy', {})
}

function changesBetween(
  store: Store,
  from: readonly Write[],
  to: readonly Write[],
): readonly ResourceChange[] {
  const [before, after] = [from, to].map(
    (writes) => new Map(writes.map((each) => [`${each.kind} ${each.id}`, each])),
  )
  const keys = new Map([...from, ...to].map((each) => [`${each.kind} ${each.id}`, each]))
  const bodyIn = (side: Map<string, Write> | undefined, key: string, { kind, id }: Write) => {
    const write = side?.get(key)
    return write === undefined ? store.get(kind, id) : (write.body ?? undefined)
  }
  return [...keys].flatMap(([key, each]) => {
    if (UNTOLD.has(each.kind)) return []
    const change = {
      kind: each.kind,
      id: each.id,
      before: bodyIn(before, key, each),
      after: bodyIn(after, key, each),
    }
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change as ResourceChange]
  })
}

/** Not what anybody compares policies for, and partly secret. */
const UNTOLD: ReadonlySet<string> = new Set([
  ...['accessKey', 'roleSession', 'rememberedAnswer', 'plan', 'policyDocument', 'provisional'],
])
