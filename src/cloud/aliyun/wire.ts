// A request taken apart: where its parameters stand, which signature it carries, how it wants its answer.

import type { CloudRequest } from '../dialect.ts'
import { AliyunError } from './error.ts'
import { NO_SUCH_API, TOO_LARGE, WRONG_CONTENT, WRONG_METHOD } from './gatewayErrors.ts'
import { type FlatParameters, parseFlat, union } from './parameters.ts'

export type AnswerForm = 'json' | 'xml'

export interface Wire {
  readonly method: string
  readonly query: FlatParameters
  /** Query and form body together. */
  readonly parameters: FlatParameters
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

const EMPTY = Buffer.alloc(0)

export function readWire(request: CloudRequest, headers = headersOf(request)): Wire {
  if (request.method !== 'GET' && request.method !== 'POST') throw new AliyunError(WRONG_METHOD)
  if (request.body === null) throw new AliyunError(TOO_LARGE)
  const { path, search } = partsOf(request.url)
  if (path !== '/' && path !== '') throw new AliyunError(NO_SUCH_API)
  const query = parseFlat(search)
  const form = isForm(headers, request.body) ? parseFlat(textOf(request.body)) : new Map()
  return {
    method: request.method,
    query,
    parameters: union(query, form),
    headers,
    body: request.body ?? EMPTY,
  }
}

/** Known also for a request that cannot be read: V3 speaks JSON only, V1 as `Format` says, XML when it says nothing. */
export function answerFormOf(request: CloudRequest, headers = headersOf(request)): AnswerForm {
  if (isV3(headers)) return 'json'
  const places = [partsOf(request.url).search, request.body?.toString('latin1') ?? '']
  return places.some((text) => /(?:^|&)Format=json(?:&|$)/i.test(text)) ? 'json' : 'xml'
}

/** Signed in headers. `x-acs-action` alone says nothing: tea-rpc sends it beside a V1 signature. */
export const isV3 = (headers: ReadonlyMap<string, string>): boolean =>
  /^ACS3-/i.test(headers.get('authorization') ?? '') || headers.has('x-acs-signature-nonce')

export function headersOf(request: CloudRequest): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined)
      headers.set(name.toLowerCase(), typeof value === 'string' ? value : value.join(','))
  return headers
}

/** The request line may hold the whole address when a proxy stands between. */
export function partsOf(url: string): { readonly path: string; readonly search: string } {
  const local = url.replace(/^https?:\/\/[^/?]*/i, '')
  const at = local.indexOf('?')
  return at === -1 ? { path: local, search: '' } : { path: local.slice(0, at), search: local.slice(at + 1) }
}

function isForm(headers: ReadonlyMap<string, string>, body: Buffer): boolean {
  if (body.length === 0) return false
  const type = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return true
  throw new AliyunError(WRONG_CONTENT)
}

/** Form bodies are ASCII, everything else stands in percent escapes. */
const textOf = (body: Buffer): string => body.toString('utf8')
