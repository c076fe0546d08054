// An operation of the own API as one value: what it takes, what it answers, what it does; and the way it is served.

import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Cloud } from '../../cloud/index.ts'
import type { Account } from '../../core/model/account.ts'
import { fail } from '../../core/model/faults.ts'
import type { AccountId, EniId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { HostStatus } from '../../feed/hosts.ts'
import type { Call, IdSource } from '../../service/call.ts'
import { type Recorder, recording, writesOf } from '../../service/changes.ts'
import { refuseCutOff } from '../../service/host/ownChannel.ts'
import { type PipelineParts, perform, preview } from '../../service/pipeline.ts'
import type { PastChange, Store } from '../../store/store.ts'
import type { Translate } from '../../text/index.ts'
import type { Analysis } from '../analysis/analysis.ts'
import type { FlowLog } from '../flows/flowLog.ts'
import type { SeenPeers } from '../flows/seenPeers.ts'
import type { HitTotals } from '../hits/hitTotals.ts'
import type { LiveSessions } from '../sessions/liveSessions.ts'
import { accountHeader, changeQuery, overrideIn, writeHeaders } from './changeQuery.ts'
import { confirmationOf, confirmationSchema } from './confirmationView.ts'
import { type CutsOf, effectSchema } from './effect.ts'
import { fileAnswer, type RuleFileValue } from './fileAnswer.ts'
import { foretold } from './foretold.ts'
import { parsed } from './input.ts'
import { translatorOf } from './language.ts'
import { cutOffSchema, ownChannels } from './ownChannels.ts'
import { placeholderIds } from './placeholderIds.ts'
import { recordedSchema } from './recorded.ts'
import { testsSchema } from './testsView.ts'
import { changeSchema, shownChanges } from './views.ts'

export interface ApiParts extends PipelineParts {
  /** How identifiers of the account's cloud look. */
  readonly idsOf: (cloud: string) => IdSource
  readonly analysis: Analysis
  /** Running sessions that writes would cut; null where nobody can tell. */
  readonly cutsOf?: CutsOf
  /** Live sessions of interfaces, asked from their hosts; left out where there is nobody to ask. */
  readonly sessionsOf?: (enis: ReadonlySet<EniId>) => Promise<LiveSessions>
  /** A new access key, from a source that nobody can foretell. */
  readonly newKey: (cloud: Cloud) => { readonly id: string; readonly secret: string }
  readonly newAccountId: (cloud: Cloud) => string
  /** Keeps a new key where the owner of the installation finds it. */
  readonly keepKey: (key: KeptKey) => void
  readonly hits: HitTotals
  readonly flows: FlowLog
  readonly seen: SeenPeers
  readonly fleet: Fleet
}

/** What operations about hosts need. */
export interface Fleet {
  statuses(): readonly HostStatus[]
  /** It was removed: nothing about it is shown any more. */
  forget(hostId: string): void
  /** By which hosts know this server; tokens carry it. */
  readonly pin: string
  newToken(): { readonly id: string; readonly secret: string; readonly digest: string }
}

export interface KeptKey {
  readonly name: string
  readonly accountId: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

interface Input<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The body as it came, for operations that take a file. */
  readonly bytes: Uint8Array
  readonly dryRun: boolean
  readonly parts: ApiParts
  /** Words in the caller's language. */
  readonly t: Translate
  readonly accountId: AccountId
  /** Whether the caller said which account; otherwise it is the usual one. */
  readonly namesAccount: boolean
  /** What `past` asked for, where it is kept. */
  readonly past: PastChange | undefined
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal
}

interface Common<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodObject> {
  /** Verb and noun: `cloneGroup`. */
  readonly name: string
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`: `/groups/{groupId}/clone`. */
  readonly path: string
  readonly summary: string
  /** A change is one transaction, can be previewed, and answers once it is enforced. */
  readonly effect: 'read' | 'write'
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly takesFile?: true
  /** It may install policy tests. */
  readonly bringsTests?: true
  /** The answer is a file: `name`, `type` and `text`. */
  readonly givesFile?: true
  readonly answer: A
  /** The revision of a kept change that it needs, which is read before it runs. */
  past?(params: z.output<P>): number
  /** Runs once the change is durable, never for a preview. */
  after?(value: z.input<A>, parts: ApiParts): void
}

interface Running<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodObject, R> {
  /** What takes its time to look up, before the change begins: a change itself never waits. */
  prepare?(input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<R>
  run(call: Call, input: Input<z.output<P>, z.output<Q>, z.output<B>>, prepared: R): z.input<A>
}

/** A read that takes its time, in an analysis thread: other calls do not wait for it. */
interface Asking<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodObject> {
  readonly effect: 'read'
  ask(input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<A>>
}

type Declared<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodObject,
  R,
> = Common<P, Q, B, A> & (Running<P, Q, B, A, R> | Asking<P, Q, B, A>)

export type Operation = Declared<z.ZodType, z.ZodType, z.ZodType, z.ZodObject, unknown>

/** Keeps the types of one operation while it stands in a list of many. */
export const operation = <
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodObject = z.ZodObject,
  R = undefined,
>(
  value: Declared<P, Q, B, A, R>,
): Operation => value as unknown as Operation

/** What every change answers besides its own. */
const changeEnvelope = {
  dryRun: z.boolean(),
  revision: z.int(),
  changes: z.array(changeSchema).openapi({ description: 'every resource before and after, in this order' }),
  effect: effectSchema.optional().openapi({ description: 'of a preview: what it does to packets' }),
  recorded: recordedSchema.optional().openapi({
    description: 'of a preview: flows of the flow log that it would decide otherwise',
  }),
  policyTests: testsSchema.optional().openapi({ description: 'of a preview: policy tests that it concerns' }),
  cutOff: cutOffSchema.optional(),
  confirmation: confirmationSchema.optional().openapi({ description: 'with `confirmWithin`' }),
}

const errorSchema = z
  .object({
    error: z.string(),
    code: z.string(),
    cloudCode: z.string().optional().openapi({ description: 'as the API of the account’s cloud calls it' }),
    field: z.string().optional(),
    value: z.string().optional(),
    hint: z.string().optional(),
    limit: z.object({ name: z.string(), maximum: z.number(), current: z.number().optional() }).optional(),
  })
  .openapi('Refusal')

export const answerSchema = ({ effect, answer }: Operation): z.ZodObject =>
  effect === 'write' ? answer.extend(changeEnvelope) : answer

export function serve(api: OpenAPIHono, parts: ApiParts, declared: Operation): void {
  describe(api, declared)
  const path = declared.path.replace(/\{(\w+)\}/g, ':$1')
  api.on(declared.method.toUpperCase(), path, async (c) => answer(c, parts, declared))
}

async function answer(c: Context, parts: ApiParts, declared: Operation): Promise<Response> {
  const named = c.req.header('x-menshen-account')
  const { id: accountId, cloud } = accountOf(parts.store, named)
  const asked = { ...(await inputOf(c, parts, declared)), accountId, namesAccount: named !== undefined }
  const input = { ...asked, past: await pastOf(parts.store, declared.past?.(asked.params)) }
  if ('ask' in declared) return c.json(await declared.ask(input))
  const prepared = await declared.prepare?.(input)
  let recorder: Recorder | undefined
  const request = {
    accountId,
    caller: c.get('caller') as string,
    permission: `menshen:${declared.name}`,
    effect: declared.effect,
    dryRun: false,
    token: null,
    override: overrideIn(c),
    bringsTests: declared.bringsTests === true,
    run(call: Call) {
      if (declared.effect === 'read') return declared.run(call, input, prepared)
      recorder = recording(call.state)
      const value = declared.run({ ...call, state: recorder.state }, input, prepared)
      const changes = recorder.changes()
      // A preview tells of it instead.
      if (!input.dryRun && !input.allowCutOff)
        refuseCutOff(parts.store, call.state, writesOf(changes), ownChannels(parts.fleet.statuses()))
      const confirmation = confirmationOf(call, declared.name, changes, input.confirmWithin)
      return { ...value, changes: shownChanges(call.state, changes), ...confirmation }
    },
  }
  const own = { ...parts, ids: input.dryRun ? placeholderIds() : parts.idsOf(cloud) }
  const { value, revision } = await (input.dryRun ? preview : perform)(own, request)
  if (!input.dryRun) declared.after?.(value, parts)
  const changes = input.dryRun ? (recorder?.changes() ?? []) : null
  const told = changes === null ? {} : await foretold(parts, changes, c.req.raw.signal)
  c.header('x-menshen-revision', String(revision))
  if (declared.givesFile) return fileAnswer(c, value as unknown as RuleFileValue)
  return c.json(declared.effect === 'read' ? value : { ...value, dryRun: input.dryRun, revision, ...told })
}

async function pastOf(store: Store, revision: number | undefined): Promise<PastChange | undefined> {
  if (revision === undefined) return undefined
  const [found] = await store.history(revision + 1, 1)
  return found?.revision === revision ? found : undefined
}

async function inputOf(c: Context, parts: ApiParts, declared: Operation) {
  const { params, query, body, takesFile } = declared
  const { dryRun, confirmWithin: within, allowCutOff, ...asked } = c.req.query()
  const ways = { dryRun, confirmWithin: within, allowCutOff }
  const how = declared.effect === 'write' ? parsed(changeQuery, ways) : undefined
  const bytes = takesFile ? new Uint8Array(await c.req.arrayBuffer()) : new Uint8Array()
  return {
    params: params === undefined ? {} : parsed(params, c.req.param()),
    query: query === undefined ? {} : parsed(query, asked),
    body: body === undefined ? {} : parsed(body, await jsonOf(c)),
    bytes,
    dryRun: how?.dryRun === 'true',
    confirmWithin: how?.confirmWithin,
    allowCutOff: how?.allowCutOff === 'true',
    parts,
    t: translatorOf(c),
    signal: c.req.raw.signal,
  }
}

async function jsonOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  return text.trim() === '' ? {} : parsed(jsonText, text)
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'expected.json' })
    return z.NEVER
  }
})

/** By id or by name; without either the first account that speaks Alibaba's API. */
export function accountOf(state: ResourceReader, wish: string | undefined): Account {
  for (const account of state.list('account')) {
    if (wish === undefined ? account.cloud === 'aliyun' : account.id === wish || account.name === wish) {
      return account
    }
  }
  return fail({ name: 'accountNotFound', account: wish ?? '' })
}

function describe(api: OpenAPIHono, declared: Operation): void {
  const { name, method, path, summary, params, query, body, takesFile, givesFile, effect } = declared
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
  const file = { 'application/json': { schema: z.string() }, 'text/csv': { schema: z.string() } }
  const queries = [...(query === undefined ? [] : [query]), ...(effect === 'write' ? [changeQuery] : [])]
  const refused = { description: 'Refused', content: json(errorSchema) }
  api.openAPIRegistry.registerPath({
    method,
    path,
    operationId: name,
    summary,
    security: [{ token: [] }],
    request: {
      headers: effect === 'write' ? writeHeaders : accountHeader,
      ...(params === undefined ? {} : { params: params as z.ZodObject }),
      ...(queries.length === 0 ? {} : { query: merged(queries) }),
      ...(body === undefined ? {} : { body: { content: json(body), required: true } }),
      ...(takesFile ? { body: { content: file, required: true } } : {}),
    },
    responses: {
      200: { description: summary, content: givesFile ? file : json(answerSchema(declared)) },
      ...Object.fromEntries([400, 401, 403, 404, 409].map((status) => [status, refused])),
    },
  })
}

const merged = (schemas: readonly z.ZodType[]): z.ZodObject =>
  z.object(Object.assign({}, ...schemas.map((schema) => (schema as z.ZodObject).shape)))
