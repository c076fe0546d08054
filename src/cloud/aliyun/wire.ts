// A request taken apart: where its parameters stand, which signature it carries, how it wants its answer.

import type { Reading } from '../reading.ts'
import { AliyunError } from './error.ts'
import { NO_SUCH_API, TOO_LARGE, WRONG_CONTENT, WRONG_METHOD } from './gatewayErrors.ts'
import { type FlatParameters, parseFlat, union } from './parameters.ts'

export type AnswerForm = 'json' | 'xml'

export interface Wire {
  readonly method: string
  readonly query: FlatParameters
  /** Query and form body together. */
  readonly parameters: FlatParameters
  /** All parameters as they were sent; null: some stand in the query and some in the body. */
  readonly text: string | null
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export function readWire(reading: Reading): Wire {
  const { request, headers } = reading
  if (request.method !== 'GET' && request.method !== 'POST') throw new AliyunError(WRONG_METHOD)
  if (request.body === null) throw new AliyunError(TOO_LARGE)
  if (reading.path !== '/') throw new AliyunError(NO_SUCH_API)
  const query = parseFlat(reading.search)
  const form = isForm(headers, request.body) ? parseFlat(reading.text) : new Map()
  return {
    method: request.method,
    query,
    parameters: union(query, form),
    text: form.size === 0 ? reading.search : query.size === 0 ? reading.text : null,
    headers,
    body: request.body,
  }
}

/** Known also for a request that cannot be read: V3 speaks JSON only, V1 as `Format` says, XML when it says nothing. */
export function answerFormOf(reading: Reading): AnswerForm {
  if (isV3(reading.headers)) return 'json'
  return JSON_FORMAT.test(reading.search) || JSON_FORMAT.test(reading.text) ? 'json' : 'xml'
}

const JSON_FORMAT = /(?:^|&)Format=json(?:&|$)/i

/** Signed in headers. `x-acs-action` alone says nothing: tea-rpc sends it beside a V1 signature. */
export const isV3 = (headers: ReadonlyMap<string, string>): boolean =>
  /^ACS3-/i.test(headers.get('authorization') ?? '') || headers.has('x-acs-signature-nonce')

function isForm(headers: ReadonlyMap<string, string>, body: Buffer): boolean {
  if (body.length === 0) return false
  const type = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return true
  throw new AliyunError(WRONG_CONTENT)
}
