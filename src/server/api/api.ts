// Menshen's own API `/api/v1`: what the CLI and the console use; its OpenAPI document is served beside it.

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { cloudCodeOf } from '../../cloud/codes.ts'
import { CLOUDS, cloudOf } from '../../cloud/index.ts'
import { type Fault, FaultError } from '../../core/model/faults.ts'
import type { Feed } from '../../feed/server.ts'
import type { Store } from '../../store/store.ts'
import type { Translate } from '../../text/index.ts'
import { guard } from '../console/access.ts'
import type { Lockout } from '../console/lockout.ts'
import { serveLogin } from '../console/login.ts'
import { serveLive } from '../console/routes.ts'
import type { Sessions } from '../console/sessions.ts'
import { flowStream, streamQuery } from '../flows/flowStream.ts'
import { PolicyFileError, placeText } from '../policy/problems.ts'
import { policyJsonSchema } from '../policy/schema.ts'
import { explain, explainQuery } from './explain.ts'
import { translatorOf } from './language.ts'
import { serveLiveSessions } from './liveSessions.ts'
import { type ApiParts, serve } from './operation.ts'
import { flowSchema } from './operations/flows.ts'
import { OPERATIONS } from './operations/index.ts'
import { QuestionError } from './questionError.ts'
import { FieldError, refusalOf, statusOf as statusOfFault } from './refusal.ts'
import { statusOf, statusSchema } from './status.ts'

export interface ApiContext {
  readonly store: Store
  readonly feed: Feed
  readonly token: string
  /** Where the local cloud notes its namespaces. */
  readonly dataDir: string
  readonly console: {
    readonly sessions: Sessions
    readonly lockout: Lockout
    /** Of the administrator's password. */
    readonly hash: string
  }
  readonly version: string
  readonly enforcement: string
  readonly parts: ApiParts
}

const errorSchema = z.object({ error: z.string() }).openapi('Error')
const errorAnswer = (description: string) => ({
  description,
  content: { 'application/json': { schema: errorSchema } },
})

export function createApi(context: ApiContext): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) =>
      result.success ? undefined : c.json({ error: z.prettifyError(result.error) }, 400),
  }).basePath('/api/v1')
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })

  api.use('*', guard(context))
  serveLogin(api, context)
  serveLive(api, context)

  api.openapi(
    createRoute({
      method: 'get',
      path: '/status',
      operationId: 'showStatus',
      security: [{ token: [] }],
      responses: {
        200: {
          description: 'State of the installation',
          content: { 'application/json': { schema: statusSchema } },
        },
        401: errorAnswer('No or wrong token'),
      },
    }),
    (c) => c.json(statusOf(context.store, context.feed, context.version, context.enforcement), 200),
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/explain',
      operationId: 'explain',
      security: [{ token: [] }],
      request: { query: explainQuery },
      responses: {
        200: {
          description: 'The verdict and its reasons',
          content: { 'application/json': { schema: z.looseObject({}) } },
        },
        400: errorAnswer('The question cannot be understood'),
        401: errorAnswer('No or wrong token'),
      },
    }),
    (c) => {
      const { from, to } = c.req.valid('query')
      try {
        return c.json({ ...explain(context.store, from, to) }, 200)
      } catch (error) {
        if (!(error instanceof QuestionError)) throw error
        return c.json({ error: translatorOf(c)(error.key, error.values) }, 400)
      }
    },
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/flows/stream',
      security: [{ token: [] }],
      request: { query: streamQuery },
      responses: {
        200: {
          description: 'Flows as they come, as server-sent events `flow`',
          content: { 'text/event-stream': { schema: flowSchema } },
        },
        401: errorAnswer('No or wrong token'),
      },
    }),
    (c) => flowStream(context.parts.flows, context.store, c.req.valid('query')) as never,
  )

  serveLiveSessions(api, { store: context.store, hosts: context.feed })
  for (const declared of OPERATIONS) serve(api, context.parts, declared)
  api.onError((error, c) => {
    if (error instanceof FaultError)
      return c.json(
        { ...refusalOf(error, translatorOf(c)), ...cloudCode(context.store, c, error.fault) },
        statusOfFault(error.fault),
      )
    if (error instanceof FieldError) return c.json(refusalOf(error, translatorOf(c)), 400)
    if (error instanceof QuestionError) {
      return c.json({ error: translatorOf(c)(error.key, error.values), code: 'questionUnclear' }, 400)
    }
    if (error instanceof HTTPException) {
      const words = translatorOf(c)('api.requestUnreadable', { reason: error.message })
      return c.json({ error: words, code: 'requestUnreadable' }, error.status)
    }
    if (error instanceof PolicyFileError) return c.json(problemsOf(error, translatorOf(c)), 400)
    throw error
  })
  api.get('/policy.schema.json', (c) => c.json(policyJsonSchema()))
  api.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Menshen', version: context.version } })
  api.notFound((c) => c.json({ error: `no such path: \`${c.req.path}\`` }, 404))
  return api
}

/** As the API of the account's cloud calls it; nothing where the account is the very thing that is not there. */
function cloudCode(store: Store, c: Context, fault: Fault): { readonly cloudCode?: string } {
  const wish = c.req.header('x-menshen-account')
  const account = [...store.list('account')].find(({ id, name, cloud }) =>
    wish === undefined ? cloud === CLOUDS[0] : id === wish || name === wish,
  )
  const code = account && cloudCodeOf(cloudOf(store, account.id), fault)
  return code === undefined ? {} : { cloudCode: code }
}

function problemsOf({ problems }: PolicyFileError, t: Translate) {
  const shown = problems.map(({ place, key, values, hint }) => {
    const said = hint === undefined ? t(key, values) : `${t(key, values)}: ${t(hint, values)}`
    return { ...place, message: said }
  })
  const lines = shown.map((each) => `${placeText(each)}: ${each.message}`)
  return { error: lines.join('\n'), code: 'policyUnreadable', problems: shown }
}
