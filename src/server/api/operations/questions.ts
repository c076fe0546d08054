// Questions over all packets, answered in a thread of their own: proofs, reach, the audit of everything.

import { z } from '@hono/zod-openapi'
import { SEVERITIES } from '../../../core/analysis/audit/audit.ts'
import { CHECKS, type CheckId } from '../../../core/analysis/audit/index.ts'
import { fail } from '../../../core/model/faults.ts'
import type { Answered } from '../../analysis/thread.ts'
import type { HitTotals } from '../../hits/hitTotals.ts'
import { reportFinding } from '../audit/report.ts'
import { action } from '../fields.ts'
import { operation } from '../operation.ts'
import { QuestionError } from '../questionError.ts'

const MOST_SECONDS = 120

/** How long a caller is ready to wait. */
const within = z.coerce
  .number()
  .int()
  .min(1)
  .max(MOST_SECONDS)
  .default(30)
  .openapi({ description: 'seconds to look for an answer; then it is `undecided`' })

const revision = z.int().openapi({ description: 'of the state that was judged' })

const verdictSchema = z
  .looseObject({ action, sides: z.array(z.looseObject({})) })
  .nullable()
  .openapi({ description: 'the way of the witness, as in /explain' })

const limit = z.coerce.number().int().min(1).max(10_000).default(1000)

const end = z.string().min(1).openapi({
  description:
    'ENI, instance, group, `group:name`, `tag:key=value`, block, `internet` or `any`; several with commas',
})
const service = z
  .string()
  .min(1)
  .openapi({ description: '`tcp/3306`, `udp/53`, `icmp`, `icmpv6` or a number' })

const findingSchema = z
  .object({
    check: z.enum(CHECKS.map(({ id }) => id) as [CheckId, ...CheckId[]]),
    severity: z.enum(SEVERITIES),
    groups: z.array(z.string()),
    rules: z.array(z.string()),
    witness: z.string().nullable(),
    message: z.string(),
    remedy: z.string(),
    effect: z.string().openapi({ description: 'what the remedy changes' }),
    changes: z
      .object({ closes: z.array(z.string()), opens: z.array(z.string()) })
      .nullable()
      .openapi({ description: 'the same in packets; null: it takes no rules away' }),
  })
  .openapi('Finding')

export const questionOperations = [
  operation({
    name: 'prove',
    method: 'get',
    path: '/prove',
    summary: 'Say whether a claim holds over all packets, or give the packet that breaks it',
    effect: 'read',
    query: z.strictObject({
      claim: z.string().min(1).openapi({
        description:
          '`<end> -> <end> [service]`: some packet gets there; `!->`: none does; `=>`: every one from everybody does',
      }),
      within,
    }),
    answer: z.object({
      revision: revision.nullable(),
      result: z.enum(['holds', 'broken', 'undecided']),
      claims: z.enum(['some', 'none', 'all', 'only']).nullable(),
      vacuous: z.boolean().openapi({ description: 'one of the ends is nobody now' }),
      witness: z.string().nullable(),
      verdict: verdictSchema,
    }),
    async ask({ query, parts, signal }) {
      const { claim } = query
      const answered = await parts.analysis.questions.ask(
        'prove',
        { claim },
        { budget: 1000 * query.within, signal },
      )
      if (answered.kind === 'undecided') {
        const nothing = { claims: null, vacuous: false, witness: null, verdict: null }
        return { revision: null, result: 'undecided' as const, ...nothing }
      }
      const { value, ...of } = answered
      const verdict = value.verdict && {
        ...value.verdict,
        sides: value.verdict.sides.map((side) => ({ ...side })),
      }
      return { revision: of.revision, ...value, verdict }
    },
  }),
  operation({
    name: 'reach',
    method: 'get',
    path: '/reach',
    summary: 'List who reaches somebody on a service (`to`), or whom somebody reaches (`from`)',
    effect: 'read',
    query: z.strictObject({ to: end.optional(), from: end.optional(), service, limit, within }),
    answer: z.object({
      revision,
      meant: z.int().openapi({ description: 'interfaces that it is asked about' }),
      total: z.int(),
      items: z.array(
        z.object({
          eniId: z.string(),
          instanceId: z.string().nullable(),
          address: z.string(),
          groups: z.array(z.string()),
          witness: z.string(),
        }),
      ),
      left: z.int(),
      internet: z.string().nullable().openapi({
        description: 'a packet from, or to, the internet; null: there is none; `undecided`',
      }),
    }),
    async ask({ query, parts, signal }) {
      const { to, from, service: text, limit: most } = query
      if ((to === undefined) === (from === undefined)) throw new QuestionError('reach.oneEnd', {})
      const side = to === undefined ? 'from' : 'to'
      const input = { end: to ?? from ?? '', side, service: text, limit: most } as const
      const answered = await parts.analysis.questions.ask('reach', input, {
        budget: 1000 * query.within,
        signal,
      })
      const { value, revision: of } = decided(answered)
      return {
        ...{
          revision: of,
          meant: value.meant,
          total: value.total,
          left: value.left,
          internet: value.internet,
        },
        items: value.items.map((item) => ({ ...item, groups: [...item.groups] })),
      }
    },
  }),
  operation({
    name: 'reachMatrix',
    method: 'get',
    path: '/reach/matrix',
    summary: 'Count for each two groups how many pairs of their interfaces reach on a service',
    effect: 'read',
    query: z.strictObject({
      service,
      groups: z.string().optional().openapi({ description: 'ids parted by commas; all when left out' }),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      within,
    }),
    answer: z.object({
      revision,
      groups: z.array(z.object({ id: z.string(), name: z.string(), members: z.int() })),
      cells: z
        .array(z.tuple([z.int(), z.int()]))
        .openapi({ description: 'row by row, from × to: pairs that reach, pairs there are' }),
      left: z.int().openapi({ description: 'groups beyond those shown' }),
      reaching: z.int().openapi({ description: 'pairs that reach among all interfaces' }),
      pairs: z.int(),
    }),
    async ask({ query, parts, signal }) {
      const groups = query.groups?.split(',') ?? []
      const input = { service: query.service, groups, limit: query.limit }
      const answered = await parts.analysis.questions.ask('reachMatrix', input, {
        budget: 1000 * query.within,
        signal,
      })
      const { value, revision: of } = decided(answered)
      return {
        ...{ revision: of, left: value.left, reaching: value.reaching, pairs: value.pairs },
        groups: value.groups.map((group) => ({ ...group })),
        cells: value.cells.map(([reaching, pairs]): [number, number] => [reaching, pairs]),
      }
    },
  }),
  operation({
    name: 'audit',
    method: 'get',
    path: '/audit',
    summary: 'Audit all security groups, those of one account (`x-menshen-account`), or some of them',
    effect: 'read',
    query: z.strictObject({
      groups: z.string().optional().openapi({ description: 'ids parted by commas; all when left out' }),
      severity: z.enum(SEVERITIES).default('low').openapi({ description: 'the least that is told' }),
      within,
    }),
    answer: z.object({
      revision,
      findings: z.array(findingSchema),
      undecided: z.array(z.string()).openapi({ description: 'checks that time did not suffice for' }),
      groups: z.int(),
      combinations: z.int().openapi({ description: 'different combinations of groups that were judged' }),
    }),
    async ask({ query, parts, signal, t, accountId, namesAccount }) {
      const groups = query.groups?.split(',') ?? []
      // A mistyped id would be a clean group.
      for (const groupId of groups)
        if (parts.store.get('securityGroup', groupId) === undefined) fail({ name: 'groupNotFound', groupId })
      const answered = await parts.analysis.questions.ask(
        'audit',
        { groups, accountId: namesAccount ? accountId : null, hits: countedBy(parts.hits) },
        {
          budget: 1000 * query.within,
          signal,
        },
      )
      const { value, revision: of } = decided(answered)
      const least = SEVERITIES.indexOf(query.severity)
      const findings = value.findings
        .filter(({ severity }) => SEVERITIES.indexOf(severity) <= least)
        .map((finding) => reportFinding(t, finding))
        .map((found) => ({
          ...found,
          groups: [...found.groups],
          rules: [...found.rules],
          changes: found.changes && { closes: [...found.changes.closes], opens: [...found.changes.opens] },
        }))
      return { ...value, revision: of, findings, undecided: [...value.undecided] }
    },
  }),
]

/** Over all hosts. */
const countedBy = (hits: HitTotals) => ({
  since: new Date(hits.since).toISOString(),
  packets: hits
    .all()
    .map(({ subject, hosts }) => [subject, hosts.reduce((sum, each) => sum + each.hits, 0)] as const),
})

/** Where half an answer would be a wrong one. */
export function decided<T>(answered: Answered<T>): Answered<T> & { kind: 'answered' } {
  if (answered.kind === 'answered') return answered
  throw new QuestionError('question.undecided', { reason: answered.reason })
}
