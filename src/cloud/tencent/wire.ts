// A request taken apart: which signature it carries, what it asks for, where its parameters stand.

import type { Reading } from '../reading.ts'
import { type Language, refuse } from './error.ts'
import { missing, TOO_LARGE, WRONG_CONTENT, WRONG_METHOD } from './gatewayErrors.ts'
import { readJson, readPairs, unfold, type ValueNode } from './tree.ts'

export interface Wire {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** As it stands in the request line. */
  readonly search: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
  /** Null: signed in headers (TC3). Otherwise all that was sent, the common parameters included. */
  readonly pairs: ReadonlyMap<string, string> | null
  readonly action: string
  readonly version: string
  readonly region: string
  readonly token: string
  readonly parameters: ValueNode
  /** Every value came as text, be it a number or a truth value. */
  readonly asText: boolean
}

/** Of the older form; everything else is the action's own (`Token` is no parameter of any action here). */
const COMMON: ReadonlySet<string> = new Set([
  'Action',
  'Language',
  'Nonce',
  'Region',
  'RequestClient',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Timestamp',
  'Token',
  'Version',
])

export const isTc3 = (headers: ReadonlyMap<string, string>): boolean => headers.has('x-tc-action')

export function readWire(reading: Reading): Wire {
  const { path, search, headers } = reading
  const { method, body } = reading.request
  if (method !== 'GET' && method !== 'POST') return refuse(WRONG_METHOD)
  if (body === null) return refuse(TOO_LARGE)
  const place: Place = { method, path, search, headers, body }
  return isTc3(headers) ? readTc3(place) : readV1(place, reading)
}

type Place = Pick<Wire, 'method' | 'path' | 'search' | 'headers' | 'body'>

function readTc3(place: Place): Wire {
  const { headers, method, search, body } = place
  const asText = method === 'GET'
  if (!asText && !isType(headers, 'application/json')) refuse(WRONG_CONTENT)
  return {
    ...place,
    pairs: null,
    action: headers.get('x-tc-action') || refuse(missing('X-TC-Action')),
    version: headers.get('x-tc-version') || refuse(missing('X-TC-Version')),
    region: headers.get('x-tc-region') ?? '',
    token: headers.get('x-tc-token') ?? '',
    parameters: asText ? unfold(readPairs(search)) : readJson(body),
    asText,
  }
}

function readV1(place: Place, reading: Reading): Wire {
  const { headers, method, search, body } = place
  if (method === 'POST' && body.length > 0 && !isType(headers, 'application/x-www-form-urlencoded'))
    refuse(WRONG_CONTENT)
  const pairs = readPairs(method === 'GET' ? search : reading.text)
  const own = [...pairs].filter(([name]) => !COMMON.has(name))
  return {
    ...place,
    pairs,
    action: pairs.get('Action') || refuse(missing('Action')),
    version: pairs.get('Version') || refuse(missing('Version')),
    region: pairs.get('Region') ?? '',
    token: pairs.get('Token') ?? '',
    parameters: unfold(own),
    asText: true,
  }
}

const isType = (headers: ReadonlyMap<string, string>, type: string): boolean =>
  (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() === type

/** Known also for a request that cannot be read. Chinese unless English is asked for. */
export function languageOf(reading: Reading): Language {
  const { headers } = reading
  const said = headers.get('x-tc-language')
  if (said !== undefined) return /^en/i.test(said) ? 'en-US' : 'zh-CN'
  if (isTc3(headers)) return 'zh-CN'
  return ENGLISH.test(reading.search) || ENGLISH.test(reading.text) ? 'en-US' : 'zh-CN'
}

const ENGLISH = /(?:^|&)Language=en/i
