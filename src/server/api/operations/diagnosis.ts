// Why X cannot reach Y, what would mend it, and the mending itself (A16); and the rules an interface really has.

import { z } from '@hono/zod-openapi'
import { type Diagnosis, diagnose } from '../../../core/analysis/diagnose/diagnose.ts'
import type { Fix } from '../../../core/analysis/diagnose/fixes.ts'
import type { Question } from '../../../core/analysis/diagnose/question.ts'
import { fail } from '../../../core/model/faults.ts'
import { applyEdits } from '../../../service/diagnosis/applyEdits.ts'
import { effectiveSchema, effectiveView } from '../diagnosis/effectiveView.ts'
import { questionsOf } from '../diagnosis/questions.ts'
import { diagnosisSchema, diagnosisView } from '../diagnosis/views.ts'
import { endpointOf } from '../explain.ts'
import { operation } from '../operation.ts'
import { FieldError } from '../refusal.ts'
import { decided } from './questions.ts'

/** Most are answered in milliseconds. */
const BUDGET_MS = 30_000

const asked = z.strictObject({
  from: z.string().min(1).openapi({ description: 'instance, ENI, address, group or `internet`' }),
  to: z.string().min(1).openapi({
    description: 'the same, with a port as in /explain; without one the usual services are asked about',
  }),
})

export const diagnosisOperations = [
  operation({
    name: 'diagnose',
    method: 'get',
    path: '/diagnose',
    summary: 'Say why a packet passes or not, and what would mend it',
    effect: 'read',
    query: asked,
    answer: z.object({
      revision: z.int().openapi({ description: 'of the state that was judged' }),
      items: z.array(diagnosisSchema),
      left: z.int().openapi({ description: 'questions about members of large groups that were left out' }),
    }),
    async ask({ query, parts, accountId, signal }) {
      const { questions, left, mostWeighed } = questionsOf(parts.store, query.from, query.to)
      const input = { questions, mostWeighed, accountId, now: parts.now() }
      const { value, revision } = decided(
        await parts.analysis.questions.ask('diagnose', input, { budget: BUDGET_MS, signal }),
      )
      const items = value.map(({ diagnosis, breaks }) => diagnosisView(parts.store, diagnosis, breaks))
      return { revision, items, left }
    },
  }),
  operation({
    name: 'applyFix',
    method: 'post',
    path: '/diagnose/fix',
    summary: 'Make the changes of one of the fixes that a diagnosis names',
    effect: 'write',
    body: asked.extend({ fix: z.string().openapi({ description: 'id of the fix' }) }),
    answer: z.object({ diagnosis: diagnosisSchema.openapi({ description: 'afterwards' }) }),
    run(call, { body }) {
      const { questions, mostWeighed } = questionsOf(call.state, body.from, body.to)
      const { question, fix } = fixWith(
        questions.map((each) => diagnose(call.state, each, mostWeighed)),
        body.fix,
      )
      applyEdits(call, fix.edits)
      return { diagnosis: diagnosisView(call.state, diagnose(call.state, question), {}) }
    },
  }),
  operation({
    name: 'showEffectiveRules',
    method: 'get',
    path: '/effective/{name}',
    summary: 'Show the rules of an interface as they are evaluated, all its groups together',
    effect: 'read',
    params: z.object({ name: z.string().openapi({ description: 'ENI, instance or address' }) }),
    answer: effectiveSchema,
    run(call, { params: { name } }) {
      const end = endpointOf(call.state, name)
      return effectiveView(
        call.state,
        end.kind === 'eni' ? end.eniId : fail({ name: 'eniNotFound', eniId: name }),
      )
    },
  }),
]

function fixWith(
  found: readonly Diagnosis[],
  id: string,
): { readonly question: Question; readonly fix: Fix } {
  for (const { question, fixes } of found) {
    const fix = fixes.find((each) => each.id === id)
    if (fix !== undefined) return { question, fix }
  }
  throw new FieldError('fix', id, 'expected.fix')
}
