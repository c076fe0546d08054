// Policy tests and how they went, as the own API shows them.

import { z } from '@hono/zod-openapi'
import type { Place, PolicyTest } from '../../core/model/policyDocument.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { TestResult, TestsAnswer } from '../analysis/questions/tests.ts'

const placeSchema = z.object({ file: z.string(), line: z.int(), column: z.int() })

export const testSchema = z
  .object({
    id: z.string(),
    suite: z.string(),
    name: z.string(),
    claim: z.enum(['allow', 'deny', 'only']),
    text: z.string(),
    place: placeSchema,
  })
  .openapi('PolicyTest')

const resultSchema = testSchema
  .extend({
    result: z.enum(['passes', 'fails', 'undecided']),
    before: z.enum(['passes', 'fails', 'undecided']).nullable().openapi({
      description: 'how it stood before the change; null: it passes, is new, or there is no change',
    }),
    vacuous: z.boolean().openapi({ description: 'one of its ends is nobody now' }),
    witness: z.string().nullable(),
    rules: z.array(
      z.object({
        ruleId: z.string(),
        groupId: z.string(),
        action: z.enum(['accept', 'drop']),
        place: placeSchema.nullable().openapi({ description: 'where a policy declares it' }),
      }),
    ),
  })
  .openapi('TestResult')

export const testsSchema = z
  .object({
    passed: z.int(),
    failed: z.int(),
    undecided: z.int(),
    left: z.int().openapi({ description: 'tests that it does not concern' }),
    results: z.array(resultSchema).openapi({ description: 'those that do not pass come first' }),
  })
  .openapi('TestResults')

export const testView = ({
  id,
  suite,
  name,
  claim,
  text,
  place,
}: PolicyTest): z.input<typeof testSchema> => ({
  ...{ id, suite, name, claim, text },
  place: { ...place },
})

export function testsView(
  state: ResourceReader,
  { results, left }: TestsAnswer,
): z.input<typeof testsSchema> {
  const count = (wanted: TestResult['result']): number =>
    results.filter(({ result }) => result === wanted).length
  const order = { fails: 0, undecided: 1, passes: 2 } as const
  const sorted = results.toSorted((a, b) => order[a.result] - order[b.result])
  const places = placesIn(state)
  return {
    ...{ passed: count('passes'), failed: count('fails'), undecided: count('undecided'), left },
    results: sorted.map(({ verdict, rules, place, ...test }) => ({
      ...test,
      place: { ...place },
      rules: rules.map(({ ruleId, groupId, action }) => ({
        ...{ ruleId, groupId, action },
        place: places(ruleId),
      })),
    })),
  }
}

function placesIn(state: ResourceReader): (ruleId: string) => Place | null {
  const documents = [...state.list('policyDocument')]
  return (ruleId) => documents.find(({ places }) => places[ruleId] !== undefined)?.places[ruleId] ?? null
}
