// The routes that a live console needs beside the operations: events, the model it judges with, history, overview.

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Feed } from '../../feed/server.ts'
import type { Store } from '../../store/store.ts'
import { accountOf } from '../api/operation.ts'
import { COOKIE } from './access.ts'
import { eventStream } from './events.ts'
import { historyOf, historySchema } from './history.ts'
import { modelSchema, modelSince } from './model.ts'
import { overviewOf, overviewSchema } from './overview.ts'
import { probe, probeBody, probeSchema } from './probing.ts'
import type { Sessions } from './sessions.ts'

export interface LiveParts {
  readonly store: Store
  readonly feed: Feed
  /** Where the local cloud notes its namespaces. */
  readonly dataDir: string
  readonly console: { readonly sessions: Sessions }
}

const MOST_CHANGES = 500
const errorSchema = z.object({ error: z.string() })
const refused = { description: 'No session', content: { 'application/json': { schema: errorSchema } } }
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  401: refused,
})
const accountHeader = z.object({ 'x-menshen-account': z.string().optional() })
const revision = z.coerce.number().int().min(0)

export function serveLive(api: OpenAPIHono, parts: LiveParts): void {
  serveEvents(api, parts)
  serveModel(api, parts)
  serveHistory(api, parts)
  serveProbe(api, parts)
  api.openapi(
    createRoute({
      method: 'get',
      path: '/overview',
      operationId: 'showOverview',
      summary: 'Count what the account has and how near it is to its limits',
      request: { headers: accountHeader },
      responses: json(overviewSchema, 'The overview'),
    }),
    (c) => c.json(overviewOf(parts.store, askedAccount(c, parts.store)), 200),
  )
}

function serveProbe(api: OpenAPIHono, { store, dataDir }: LiveParts): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/probe',
      operationId: 'probe',
      summary:
        'Send a packet for real in the local cloud, and say whether the kernel agrees with the evaluator',
      request: { body: { content: { 'application/json': { schema: probeBody } }, required: true } },
      responses: json(probeSchema, 'What came of it'),
    }),
    async (c) => c.json(await probe(store, dataDir, c.req.valid('json')), 200),
  )
}

function serveEvents(api: OpenAPIHono, context: LiveParts): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/events',
      operationId: 'streamEvents',
      summary: 'Follow changes as server-sent events `{revision, kind, id}`',
      request: {
        query: z.object({
          account: z.string().optional().openapi({ description: 'browsers cannot send the header here' }),
          from: revision.optional(),
        }),
      },
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        401: refused,
      },
    }),
    (c) => {
      const { account, from } = c.req.valid('query')
      const resumed = Number(c.req.header('last-event-id'))
      const cookie = getCookie(c, COOKIE)
      const { store, feed, console } = context
      return eventStream({
        store,
        feed,
        accountId: accountOf(store, account).id,
        from: Number.isInteger(resumed) && resumed > 0 ? resumed : from,
        isWelcome: () =>
          c.req.header('authorization') !== undefined || console.sessions.look(cookie ?? '') !== undefined,
      }) as never
    },
  )
}

function serveModel(api: OpenAPIHono, context: LiveParts): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/model',
      operationId: 'showModel',
      summary: 'Give the resources as the evaluator reads them, whole or what changed since a revision',
      request: {
        query: z.object({ identity: z.string().optional(), from: revision.optional() }),
      },
      responses: json(modelSchema, 'The model'),
    }),
    async (c) => c.json(await modelSince(context.store, c.req.valid('query')), 200),
  )
}

function serveHistory(api: OpenAPIHono, context: LiveParts): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/changes',
      operationId: 'listChanges',
      summary: 'List what was changed, by whom and when, the newest first',
      request: {
        headers: accountHeader,
        query: z.object({
          before: revision.optional().openapi({ description: '`next` of the page before' }),
          limit: z.coerce.number().int().min(1).max(MOST_CHANGES).default(50),
          resource: z
            .string()
            .optional()
            .openapi({ description: 'only changes that touch this id, or a rule of it' }),
          by: z.string().optional().openapi({ description: 'only changes of this author' }),
        }),
      },
      responses: json(historySchema, 'The changes'),
    }),
    async (c) =>
      c.json(await historyOf(context.store, askedAccount(c, context.store), c.req.valid('query')), 200),
  )
}

const askedAccount = (c: Context, store: Store): string =>
  accountOf(store, c.req.header('x-menshen-account')).id
