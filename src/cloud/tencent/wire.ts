// A request taken apart: which signature it carries, what it asks for, where its parameters stand.

import type { CloudRequest } from '../dialect.ts'
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

const EMPTY = Buffer.alloc(0)

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
  const path = at === -1 ? local : local.slice(0, at)
  return { path: path === '' ? '/' : path, search: at === -1 ? '' : local.slice(at + 1) }
}

export const isTc3 = (headers: ReadonlyMap<string, string>): boolean => headers.has('x-tc-action')

export function readWire(request: CloudRequest, headers: ReadonlyMap<string, string>): Wire {
  if (request.method !== 'GET' && request.method !== 'POST') return refuse(WRONG_METHOD)
  if (request.body === null) return refuse(TOO_LARGE)
  const { path, search } = partsOf(request.url)
  const body = request.body ?? EMPTY
  const place = { method: request.method, path, search, headers, body } as const
  return isTc3(headers) ? readTc3(place) : readV1(place)
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

function readV1(place: Place): Wire {
  const { headers, method, search, body } = place
  if (method === 'POST' && body.length > 0 && !isType(headers, 'application/x-www-form-urlencoded'))
    refuse(WRONG_CONTENT)
  const pairs = readPairs(method === 'GET' ? search : body.toString('utf8'))
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
export function languageOf(request: CloudRequest, headers: ReadonlyMap<string, string>): Language {
  const said = headers.get('x-tc-language')
  if (said !== undefined) return /^en/i.test(said) ? 'en-US' : 'zh-CN'
  if (isTc3(headers)) return 'zh-CN'
  const places = [partsOf(request.url).search, request.body?.toString('latin1') ?? '']
  return places.some((text) => /(?:^|&)Language=en/i.test(text)) ? 'en-US' : 'zh-CN'
}
