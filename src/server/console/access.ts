// Who may call the own API: a bearer of the token, or a browser with a session that sends what other sites cannot.

import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { translatorOf } from '../api/language.ts'
import type { Sessions } from './sessions.ts'

export const COOKIE = 'menshen_session'
/** A header that a form or an image of another site cannot send, and for which we answer no preflight. */
const OWN_PAGE = 'x-menshen-console'
/** History calls everybody so who has the token of `credentials.json`. */
const TOKEN_CALLER = 'token'
/** Not behind the door. */
const OPEN = /\/(openapi\.json|policy\.schema\.json|login|session)$/

export function guard(parts: {
  readonly token: string
  readonly console: { readonly sessions: Sessions }
}): MiddlewareHandler {
  return async (c, next) => {
    if (OPEN.test(c.req.path)) return next()
    const bearer = c.req.header('authorization')?.replace(/^Bearer /, '')
    if (bearer !== undefined) {
      if (!isSame(bearer, parts.token)) return unauthorized(c)
      c.set('caller', TOKEN_CALLER)
      return next()
    }
    const cookie = getCookie(c, COOKIE)
    if (cookie === undefined) return unauthorized(c)
    if (!isFromOwnPage(c))
      return c.json({ error: translatorOf(c)('login.foreign'), code: 'foreignPage' }, 403)
    const session = parts.console.sessions.use(cookie)
    if (session === undefined) return unauthorized(c, 'sessionEnded')
    c.set('caller', session.user)
    return next()
  }
}

/** Looking is protected by the cookie being `SameSite=Strict`; changing asks for our header and origin as well. */
export function isFromOwnPage(c: Context): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return true
  const origin = c.req.header('origin')
  if (c.req.header(OWN_PAGE) === undefined) return false
  return origin === undefined || hostOf(origin) === c.req.header('host')
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

const unauthorized = (c: Context, code = 'unauthorized'): Response =>
  c.json({ error: translatorOf(c)(code === 'sessionEnded' ? 'login.ended' : 'api.unauthorized'), code }, 401)

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
