// Who signed the request: finds the key, checks time and signature, as each client family really signs.

import type { AccessKey } from '../../core/model/account.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { refuse } from './error.ts'
import {
  INVALID_AUTHORIZATION,
  INVALID_SECRET_ID,
  missing,
  SECRET_ID_NOT_FOUND,
  SIGNATURE_EXPIRED,
  SIGNATURE_FAILURE,
  TOKEN_FAILURE,
} from './gatewayErrors.ts'
import {
  canonicalRequest,
  digestOf,
  type Scope,
  sameSignature,
  signTc3,
  signV1,
  stringToSign,
  stringToSignV1,
  TC3,
  TERMINATOR,
} from './signature.ts'
import type { Wire } from './wire.ts'

/** Seconds that a request may be older or newer than this clock. */
const WINDOW = 5 * 60
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

export type Identify = (wire: Wire) => AccessKey

export const createIdentify =
  (state: ResourceReader, now: () => number): Identify =>
  (wire) =>
    wire.pairs === null ? identifyTc3(state, wire, now()) : identifyV1(state, wire, wire.pairs, now())

function identifyTc3(state: ResourceReader, wire: Wire, now: number): AccessKey {
  const { secretId, scope, signedHeaders, signature } = authorizationOf(wire.headers)
  const timestamp = wire.headers.get('x-tc-timestamp') || refuse(missing('X-TC-Timestamp'))
  const key = keyOf(state, wire, secretId)
  const seconds = checkTime(timestamp, now)
  if (new Date(seconds * 1000).toISOString().slice(0, 10) !== scope.date) refuse(SIGNATURE_FAILURE)
  const matches = candidatesOf(wire, signedHeaders).some((canonical) =>
    sameSignature(signature, signTc3(key.secret, scope, stringToSign(timestamp, scope, canonical))),
  )
  return matches ? key : refuse(SIGNATURE_FAILURE)
}

/**
 * Clients differ in two points: the Node SDK leaves the port out of the host it signs, and the Go and Python SDKs
 * sign `/` whatever path they call.
 */
function candidatesOf(wire: Wire, signedHeaders: readonly string[]): readonly string[] {
  const payloadDigest = payloadDigestOf(wire)
  const made = hostsOf(wire).flatMap((host) =>
    [...new Set(['/', wire.path])].map((uri) =>
      canonicalRequest({
        method: wire.method,
        uri,
        query: wire.method === 'GET' ? wire.search : '',
        headers: signedHeaders.map((name) => [name, name === 'host' ? host : headerOf(wire, name)] as const),
        payloadDigest,
      }),
    ),
  )
  // The documents lower the case of signed values, the SDKs sign only values that are lower already.
  return signedHeaders.every((name) => name === 'host' || name === 'content-type')
    ? made
    : made.concat(made.map((text) => loweredHeaders(text)))
}

const headerOf = ({ headers }: Wire, name: string): string => (headers.get(name) ?? '').trim()

/** Lower case from the fourth line up to the empty one: there stand the headers. */
function loweredHeaders(canonical: string): string {
  const lines = canonical.split('\n')
  const end = lines.indexOf('', 3)
  return lines.map((line, index) => (index >= 3 && index < end ? line.toLowerCase() : line)).join('\n')
}

function hostsOf({ headers }: Wire): readonly string[] {
  const host = headers.get('host') ?? ''
  const withoutPort = host.replace(/:\d+$/, '')
  return [...new Set([host, withoutPort, host.toLowerCase(), withoutPort.toLowerCase()])]
}

function payloadDigestOf({ method, headers, body }: Wire): string {
  if (headers.get('x-tc-content-sha256') === UNSIGNED_PAYLOAD) return digestOf(UNSIGNED_PAYLOAD)
  return digestOf(method === 'GET' ? '' : body)
}

/** `TC3-HMAC-SHA256 Credential=<id>/<date>/<service>/tc3_request, SignedHeaders=a;b, Signature=<hex>`. */
function authorizationOf(headers: ReadonlyMap<string, string>) {
  const match = /^(\S+)\s+(.+)$/.exec(headers.get('authorization') ?? '')
  if (match?.[1] !== TC3) return refuse(INVALID_AUTHORIZATION)
  const parts = new Map(
    (match[2] ?? '').split(',').map((part) => {
      const at = part.indexOf('=')
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const
    }),
  )
  const need = (name: string): string => parts.get(name) || refuse(INVALID_AUTHORIZATION)
  const [secretId = '', date = '', service = '', end, ...more] = need('Credential').split('/')
  if (secretId === '' || service === '' || end !== TERMINATOR || more.length > 0)
    return refuse(INVALID_AUTHORIZATION)
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return refuse(INVALID_AUTHORIZATION)
  const signedHeaders = need('SignedHeaders').toLowerCase().split(';')
  if (!signedHeaders.includes('host') || !signedHeaders.includes('content-type'))
    return refuse(INVALID_AUTHORIZATION)
  return { secretId, scope: { date, service } satisfies Scope, signedHeaders, signature: need('Signature') }
}

function identifyV1(
  state: ResourceReader,
  wire: Wire,
  pairs: ReadonlyMap<string, string>,
  now: number,
): AccessKey {
  const need = (name: string): string => pairs.get(name) || refuse(missing(name))
  const signature = need('Signature')
  const timestamp = need('Timestamp')
  need('Nonce')
  const key = keyOf(state, wire, need('SecretId'))
  checkTime(timestamp, now)
  const hash = HASHES[pairs.get('SignatureMethod') || 'HmacSHA1'] ?? refuse(SIGNATURE_FAILURE)
  const texts = hostsOf(wire).flatMap((host) =>
    [...new Set(['/', wire.path])].flatMap((path) => {
      const text = stringToSignV1(wire.method, host, path, pairs)
      // The Python SDK signs names with dots where it sends underscores.
      const dotted = [...pairs].map(([name, value]) => [name.replaceAll('_', '.'), value] as const)
      return [text, stringToSignV1(wire.method, host, path, dotted)]
    }),
  )
  const matches = [...new Set(texts)].some((text) => sameSignature(signature, signV1(key.secret, text, hash)))
  return matches ? key : refuse(SIGNATURE_FAILURE)
}

const HASHES: Readonly<Record<string, 'sha1' | 'sha256' | undefined>> = {
  HmacSHA1: 'sha1',
  HmacSHA256: 'sha256',
}

function keyOf(state: ResourceReader, wire: Wire, secretId: string): AccessKey {
  if (!/^[\x21-\x7e]{1,128}$/.test(secretId)) return refuse(INVALID_SECRET_ID)
  const key = state.get('accessKey', secretId)
  if (key === undefined || !key.active) return refuse(SECRET_ID_NOT_FOUND)
  if (state.get('account', key.accountId)?.cloud !== 'tencent') return refuse(SECRET_ID_NOT_FOUND)
  // No temporary credentials are given out yet, so that no token can belong to a key.
  if (wire.token !== '') return refuse(TOKEN_FAILURE)
  return key
}

function checkTime(timestamp: string, now: number): number {
  if (!/^\d{1,12}$/.test(timestamp)) return refuse(SIGNATURE_EXPIRED)
  const seconds = Number(timestamp)
  return Math.abs(seconds - now / 1000) > WINDOW ? refuse(SIGNATURE_EXPIRED) : seconds
}
