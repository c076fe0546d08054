// What would have become of recorded flows: under policy files, or between two revisions.

import { z } from '@hono/zod-openapi'
import { flowLine } from '../../../core/analysis/replay/flowText.ts'
import type { Write } from '../../../core/model/resources.ts'
import { writesOf } from '../../../service/changes.ts'
import type { AnswerOf } from '../../analysis/questions/index.ts'
import { readPolicy } from '../../policy/declare.ts'
import { type ApiParts, operation } from '../operation.ts'
import { QuestionError } from '../questionError.ts'
import { recordedSchema, recordedView } from '../recorded.ts'
import { FieldError } from '../refusal.ts'
import { ATTEMPTS, wayBack } from '../wayBack.ts'
import { policyFiles, rehearse } from './policies.ts'
import { decided } from './questions.ts'

const MOST_FLOWS = 10_000
const revision = z.union([z.literal('now'), z.int().min(0)])
const time = z.int().min(0).nullable().optional()

const flowInput = z
  .strictObject({
    packet: z.string().max(128).openapi({ description: '`tcp 10.0.0.5:40000 > 10.0.1.9:22`' }),
    vpc: z.string().max(128).nullable().optional(),
    eni: z.string().max(128).nullable().optional(),
    direction: z.enum(['ingress', 'egress']).nullable().optional(),
    alone: z.boolean().optional().openapi({
      description: 'the record is about that interface alone: the other end of the way is not judged',
    }),
    action: z.enum(['accept', 'drop']).nullable().optional(),
    count: z.int().min(1).optional().openapi({ description: 'how many records say the same' }),
    first: time.openapi({ description: 'milliseconds since 1970' }),
    last: time,
  })
  .openapi('RecordedFlow')

export const replayOperations = [
  operation({
    name: 'replayFlows',
    method: 'post',
    path: '/replay',
    summary: 'Say which recorded flows would get another verdict under policy files, or in another revision',
    effect: 'read',
    body: z.strictObject({
      files: policyFiles.optional().openapi({ description: 'a policy that is not applied yet' }),
      from: revision.optional().openapi({ description: 'instead of `files`: a revision' }),
      to: revision.default('now'),
      flows: z
        .array(flowInput)
        .max(MOST_FLOWS)
        .optional()
        .openapi({ description: "left out: the server's own flow log" }),
      within: z.int().min(1).max(120).default(30),
    }),
    answer: z.object({ from: z.int(), to: z.int().nullable(), recorded: recordedSchema }),
    async ask({ body, parts, accountId, signal }) {
      const { files, from, to, flows, within } = body
      if ((files === undefined) === (from === undefined))
        throw new FieldError('files', undefined, 'expected.filesOrRevision')
      const lines = flows === undefined ? parts.flows.recorded() : flows.map(flowLine).join('\n')
      const ask = async (before: readonly Write[], after: readonly Write[]) =>
        decided(
          await parts.analysis.questions.ask(
            'replay',
            { flows: lines, from: before, to: after },
            { budget: 1000 * within, signal },
          ),
        )
      if (files !== undefined) {
        const { changes, revision: now } = rehearse(parts, accountId, readPolicy(files), files)
        const { value } = await ask([], writesOf(changes))
        return { from: now, to: null, recorded: recordedView(value) }
      }
      return between(parts, from ?? 'now', to, ask)
    },
  }),
]

type Revision = number | 'now'
type Asked = (
  before: readonly Write[],
  after: readonly Write[],
) => Promise<{ readonly revision: number; readonly value: AnswerOf<'replay'> }>

/** Somebody may write while it is asked: then the ways back are found anew. */
async function between({ store }: Pick<ApiParts, 'store'>, from: Revision, to: Revision, ask: Asked) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = store.revision
    const [first, second] = [from, to].map((one) => (one === 'now' ? now : one)) as [number, number]
    const [left, right] = [await wayBack(store, first), await wayBack(store, second)]
    if (left.revision !== now || right.revision !== now) continue
    const { revision, value } = await ask(left.writes, right.writes)
    if (revision === now) return { from: first, to: second, recorded: recordedView(value) }
  }
  throw new QuestionError('diff.busy', {})
}
