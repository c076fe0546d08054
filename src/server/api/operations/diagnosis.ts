// Why X cannot reach Y, what would mend it, and the mending itself (A16); and the rules an interface really has.

import { z } from '@hono/zod-openapi'
import { type Diagnosis, diagnose } from '../../../core/analysis/diagnose/diagnose.ts'
import type { Fix } from '../../../core/analysis/diagnose/fixes.ts'
import { isOpen, type Question, waysOf } from '../../../core/analysis/diagnose/question.ts'
import { FaultError, fail } from '../../../core/model/faults.ts'
import type { Call } from '../../../service/call.ts'
import { applyEdits } from '../../../service/diagnosis/applyEdits.ts'
import { effectiveSchema, effectiveView } from '../diagnosis/effectiveView.ts'
import { questionsOf } from '../diagnosis/questions.ts'
import { diagnosisSchema, diagnosisView } from '../diagnosis/views.ts'
import { endpointOf } from '../explain.ts'
import { type ApiParts, operation } from '../operation.ts'
import { FieldError } from '../refusal.ts'

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
    run(call, { query, parts }) {
      const { questions, left, mostWeighed } = questionsOf(call.state, query.from, query.to)
      const items = questions.map((question) => {
        const found = diagnose(call.state, question, mostWeighed)
        const fixes = found.fixes.filter((fix) => isPossible(call, parts, question, fix))
        return diagnosisView(call.state, { ...found, fixes })
      })
      return { revision: parts.store.revision, items, left }
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
      return { diagnosis: diagnosisView(call.state, diagnose(call.state, question)) }
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

/** Its changes are tried through the very operations that would make them, and must open the way there too. */
function isPossible(call: Call, parts: ApiParts, question: Question, { edits }: Fix): boolean {
  let count = 0
  const ids = { next: (prefix: string) => `${prefix}-new${++count}` }
  try {
    return parts.store.rehearse((state) => {
      applyEdits({ ...call, state, ids }, edits)
      return isOpen(waysOf(state, question))
    })
  } catch (error) {
    if (error instanceof FaultError) return false
    throw error
  }
}

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
