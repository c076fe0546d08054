// What a preview tells besides the changes themselves: packets, sessions, policy tests.

import type { z } from '@hono/zod-openapi'
import { type ResourceChange, writesOf } from '../../service/changes.ts'
import { isTestable } from '../../service/guard.ts'
import { effectOfChanges, type effectSchema } from './effect.ts'
import type { ApiParts } from './operation.ts'
import { type cutOffSchema, cutOffsOf } from './ownChannels.ts'
import { type testsSchema, testsView } from './testsView.ts'

export interface Foretold {
  readonly effect: z.input<typeof effectSchema>
  readonly policyTests?: z.input<typeof testsSchema>
  readonly cutOff?: z.input<typeof cutOffSchema>
}

const TESTS_BUDGET_MS = 10_000

export async function foretold(
  parts: Pick<ApiParts, 'analysis' | 'cutsOf' | 'fleet' | 'store'>,
  changes: readonly ResourceChange[],
  signal: AbortSignal,
): Promise<Foretold> {
  const writes = writesOf(changes).filter(isTestable)
  const isTested = parts.store.count('policyTest') > 0 || writes.some(({ kind }) => kind === 'policyTest')
  const effect = effectOfChanges(parts, changes, signal)
  const found = cutOffsOf(parts, changes)
  const cutOff = found === null ? {} : { cutOff: [...found] }
  if (!isTested) return { effect: await effect, ...cutOff }
  const input = { writes, affectedOnly: true }
  const answered = await parts.analysis.changes.ask('tests', input, { budget: TESTS_BUDGET_MS, signal })
  const results = answered.kind === 'answered' ? answered.value : undecided(parts.store.count('policyTest'))
  return { effect: await effect, policyTests: testsView(parts.store, results), ...cutOff }
}

const undecided = (left: number) => ({ results: [], left })
