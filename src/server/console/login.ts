// Log-in, log-out, and who is logged in.

import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { translatorOf } from '../api/language.ts'
import { COOKIE, isFromOwnPage } from './access.ts'
import { ADMINISTRATOR } from './administrator.ts'
import type { Lockout } from './lockout.ts'
import { isPassword } from './password.ts'
import { endOf, LONGEST_MS, type Session, type Sessions } from './sessions.ts'

export interface LoginParts {
  readonly sessions: Sessions
  readonly lockout: Lockout
  /** Of the administrator's password. */
  readonly hash: string
}

/** Headers that the front door writes itself, whatever the caller sent: who is at the other end, and over what. */
export const PEER_ADDRESS = 'x-menshen-peer'
export const PEER_SCHEME = 'x-menshen-scheme'

const sessionSchema = z
  .object({
    user: z.string(),
    address: z.string().openapi({ description: 'from where the caller comes' }),
    endsAt: z.iso.datetime().openapi({ description: 'unless it is used before' }),
  })
  .openapi('Session')
const refusalSchema = z.object({ error: z.string(), code: z.string(), retryAt: z.iso.datetime().optional() })
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export function serveLogin(api: OpenAPIHono, context: { readonly console: LoginParts }): void {
  // One at a time: each costs 32 MiB and a tenth of a second.
  let turn: Promise<unknown> = Promise.resolve()
  api.openapi(
    createRoute({
      method: 'post',
      path: '/login',
      operationId: 'login',
      summary: 'Begin a session of the console; it is kept in a cookie',
      request: {
        body: {
          content: {
            'application/json': {
              schema: z.strictObject({ user: z.string(), password: z.string().max(1000) }),
            },
          },
          required: true,
        },
      },
      responses: {
        200: json(sessionSchema, 'Logged in'),
        401: json(refusalSchema, 'Wrong name or password'),
        403: json(refusalSchema, 'Not from the console'),
        429: json(refusalSchema, 'Too many failures'),
      },
    }),
    async (c) => {
      const t = translatorOf(c)
      if (!isFromOwnPage(c)) return c.json({ error: t('login.foreign'), code: 'foreignPage' }, 403)
      const address = c.req.header(PEER_ADDRESS) ?? ''
      const parts = context.console
      const until = parts.lockout.until(address)
      if (until !== null) {
        const retryAt = new Date(until).toISOString()
        return c.json({ error: t('login.locked', { until: retryAt }), code: 'lockedOut', retryAt }, 429)
      }
      parts.lockout.tried(address)
      const { user, password } = c.req.valid('json')
      const checked = turn.then(() => isPassword(password, parts.hash))
      turn = checked.catch(() => {})
      const isRight = await checked
      if (!isRight || user !== ADMINISTRATOR)
        return c.json({ error: t('login.wrong'), code: 'loginWrong' }, 401)
      parts.lockout.succeeded(address)
      const token = parts.sessions.begin(user)
      keepCookie(c, token)
      return c.json(sessionView(parts.sessions.look(token) as Session, c), 200)
    },
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/logout',
      operationId: 'logout',
      summary: 'End the session of the console',
      responses: { 200: json(z.object({}), 'Logged out'), 401: json(refusalSchema, 'No session') },
    }),
    (c) => {
      const cookie = getCookie(c, COOKIE)
      if (cookie !== undefined) context.console.sessions.end(cookie)
      deleteCookie(c, COOKIE, { path: '/api/' })
      return c.json({}, 200)
    },
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/session',
      operationId: 'showSession',
      summary: 'Show who is logged in to the console',
      responses: {
        200: json(z.object({ session: sessionSchema.nullable() }), 'The session; null: nobody is logged in'),
      },
    }),
    (c) => {
      const cookie = getCookie(c, COOKIE)
      const session = cookie === undefined ? undefined : context.console.sessions.look(cookie)
      return c.json({ session: session === undefined ? null : sessionView(session, c) }, 200)
    },
  )
}

const sessionView = (session: Session, c: Context): z.input<typeof sessionSchema> => ({
  user: session.user,
  // IPv4 that comes over an IPv6 socket is written as such.
  address: (c.req.header(PEER_ADDRESS) ?? '').replace(/^::ffff:/, ''),
  endsAt: new Date(endOf(session)).toISOString(),
})

const keepCookie = (c: Context, token: string): void =>
  setCookie(c, COOKIE, token, {
    path: '/api/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: c.req.header(PEER_SCHEME) === 'https',
    maxAge: LONGEST_MS / 1000,
  })
