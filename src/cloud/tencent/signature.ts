// The signatures as arithmetic: TC3-HMAC-SHA256 and the older one over sorted parameters.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export const TC3 = 'TC3-HMAC-SHA256'
/** Last part of each credential scope. */
export const TERMINATOR = 'tc3_request'

export interface Scope {
  /** `2019-02-25`, UTC. */
  readonly date: string
  readonly service: string
}

export interface SignedTc3 {
  readonly method: string
  readonly uri: string
  /** As it stands in the request line; POST signs an empty one. */
  readonly query: string
  /** In the order of the names; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly payloadDigest: string
}

export function canonicalRequest({ method, uri, query, headers, payloadDigest }: SignedTc3): string {
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('')
  return [method, uri, query, lines, headers.map(([name]) => name).join(';'), payloadDigest].join('\n')
}

export const stringToSign = (timestamp: string, { date, service }: Scope, canonical: string): string =>
  [TC3, timestamp, `${date}/${service}/${TERMINATOR}`, digestOf(canonical)].join('\n')

export function signTc3(secret: string, { date, service }: Scope, text: string): string {
  const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()
  const key = hmac(hmac(hmac(`TC3${secret}`, date), service), TERMINATOR)
  return createHmac('sha256', key).update(text).digest('hex')
}

/** Lower-case hex SHA-256. */
export const digestOf = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** Sorted pairs, not encoded, over everything but the signature itself. */
export function stringToSignV1(
  method: string,
  host: string,
  path: string,
  parameters: Iterable<readonly [string, string]>,
): string {
  const pairs = [...parameters]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `${method}${host}${path}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`
}

export const signV1 = (secret: string, text: string, hash: 'sha1' | 'sha256'): string =>
  createHmac(hash, secret).update(text, 'utf8').digest('base64')

/** Takes the same time wherever the two differ. */
export function sameSignature(given: string, computed: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(computed)
  return a.length === b.length && timingSafeEqual(a, b)
}
