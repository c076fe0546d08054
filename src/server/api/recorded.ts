// Recorded flows that a change would decide otherwise, as the own API shows them.

import { z } from '@hono/zod-openapi'
import type { Write } from '../../core/model/resources.ts'
import type { ReplayAnswer, ReplayPartAnswer } from '../analysis/questions/replay.ts'
import type { ApiParts } from './operation.ts'

const time = z.iso.datetime().nullable()
const why = z.looseObject({ kind: z.string() }).openapi({ description: 'what decides, as in /explain' })

const partSchema = z.object({
  direction: z.enum(['ingress', 'egress']).nullable(),
  enis: z.array(z.string()).openapi({ description: 'some interfaces whose side it is' }),
  eniCount: z.int(),
  before: why,
  after: why,
  flows: z.int().openapi({ description: 'records that it concerns' }),
  first: time,
  last: time,
  examples: z
    .array(
      z.object({
        packet: z.string().openapi({ description: 'as /explain takes it, judged before and after' }),
        count: z.int(),
        last: time,
        recorded: z
          .enum(['accept', 'drop'])
          .nullable()
          .openapi({ description: 'what was done with it then; null: the record does not say' }),
      }),
    )
    .openapi({ description: 'those that came most often' }),
  more: z.int().openapi({ description: 'how many more different flows there are' }),
})

export const recordedSchema = z
  .object({
    flows: z.int().openapi({ description: 'records that were looked at' }),
    opened: z.int().openapi({ description: 'of those: dropped before, accepted after' }),
    closed: z.int(),
    opens: z.array(partSchema),
    closes: z.array(partSchema),
    left: z.int().openapi({ description: 'parts beyond those listed' }),
    unplaced: z.int().openapi({ description: 'different flows with none of our interfaces at either end' }),
    undecided: z
      .int()
      .nullable()
      .openapi({ description: 'different flows not looked into in time; null: none was' }),
  })
  .openapi('RecordedFlows')

export type Recorded = z.input<typeof recordedSchema>

export const recordedView = ({ opens, closes, ...rest }: ReplayAnswer): Recorded => ({
  ...rest,
  opens: opens.map(partView),
  closes: closes.map(partView),
})

const partView = (part: ReplayPartAnswer): z.input<typeof partSchema> => ({
  ...part,
  ...{ enis: [...part.enis], before: { ...part.before }, after: { ...part.after } },
  ...{ first: timeOf(part.first), last: timeOf(part.last) },
  examples: part.examples.map((each) => ({ ...each, last: timeOf(each.last) })),
})

const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const BUDGET_MS = 5_000

/** Of a preview: what the server's own flow log says; undefined where it holds nothing. */
export async function recordedUnder(
  { analysis, flows }: Pick<ApiParts, 'analysis' | 'flows'>,
  writes: readonly Write[],
  signal: AbortSignal,
): Promise<Recorded | undefined> {
  const known = flows.recorded()
  if (known === '' || writes.length === 0) return undefined
  const input = { flows: known, from: [], to: writes }
  const answered = await analysis.changes.ask('replay', input, { budget: BUDGET_MS, signal })
  return answered.kind === 'answered' ? recordedView(answered.value) : NONE
}

const NONE: Recorded = {
  ...{ flows: 0, opened: 0, closed: 0, opens: [], closes: [] },
  ...{ left: 0, unplaced: 0, undecided: null },
}
