// What a preview tells besides the changes themselves: packets, sessions, recorded flows, policy tests.

import type { z } from '@hono/zod-openapi'
import { mayDecide } from '../../core/analysis/change/touched.ts'
import { type ResourceChange, writesOf } from '../../service/changes.ts'
import { isTestable } from '../../service/guard.ts'
import { effectOfChanges, type effectSchema } from './effect.ts'
import type { ApiParts } from './operation.ts'
import { type cutOffSchema, cutOffsOf } from './ownChannels.ts'
import { type Recorded, recordedUnder } from './recorded.ts'
import { type testsSchema, testsView } from './testsView.ts'

export interface Foretold {
  readonly effect: z.input<typeof effectSchema>
  readonly recorded?: Recorded
  readonly policyTests?: z.input<typeof testsSchema>
  readonly cutOff?: z.input<typeof cutOffSchema>
}

const TESTS_BUDGET_MS = 10_000

export async function foretold(
  parts: Pick<ApiParts, 'analysis' | 'cutsOf' | 'fleet' | 'flows' | 'store'>,
  changes: readonly ResourceChange[],
  signal: AbortSignal,
): Promise<Foretold> {
  const writes = writesOf(changes).filter(isTestable)
  const isTested = parts.store.count('policyTest') > 0 || writes.some(({ kind }) => kind === 'policyTest')
  const told = toldOfPackets(parts, changes, signal)
  const found = cutOffsOf(parts, changes)
  const cutOff = found === null ? {} : { cutOff: [...found] }
  if (!isTested) return { ...(await told), ...cutOff }
  const input = { writes, affectedOnly: true }
  const answered = await parts.analysis.changes.ask('tests', input, { budget: TESTS_BUDGET_MS, signal })
  const results = answered.kind === 'answered' ? answered.value : undecided(parts.store.count('policyTest'))
  return { ...(await told), policyTests: testsView(parts.store, results), ...cutOff }
}

async function toldOfPackets(
  parts: Pick<ApiParts, 'analysis' | 'cutsOf' | 'flows'>,
  changes: readonly ResourceChange[],
  signal: AbortSignal,
): Promise<Pick<Foretold, 'effect' | 'recorded'>> {
  const writes = writesOf(changes).filter(mayDecide)
  const [effect, recorded] = await Promise.all([
    effectOfChanges(parts, changes, signal),
    recordedUnder(parts, writes, signal),
  ])
  return { effect, ...(recorded === undefined ? {} : { recorded }) }
}

const undecided = (left: number) => ({ results: [], left })
