// The two signatures as arithmetic: strings to sign and their MACs, the same on both ends of the wire.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 3986: unreserved characters stay, everything else is escaped, `! ' ( ) *` included. */
export const percentEncode = (text: string): string =>
  UNRESERVED.test(text)
    ? text
    : encodeURIComponent(text).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      )

const UNRESERVED = /^[\w.~-]*$/

type Parameters = Iterable<readonly [string, string]>

/** In the order of their names. Empty values take part: clients sign them as well. */
const inOrder = (parameters: Parameters): readonly (readonly [string, string])[] =>
  [...parameters].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

const canonicalQuery = (parameters: Parameters): string =>
  inOrder(parameters)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')

/**
 * V1: over all parameters of query and form together, except the signature itself: their canonical query, encoded.
 * `canonical`: that query, where it is known.
 */
export function stringToSignV1(
  method: string,
  parameters: Parameters,
  canonical: string | null = null,
): string {
  if (canonical !== null) return `${method}&%2F&${encodeURIComponent(canonical)}`
  const signed = inOrder(parameters)
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => `${encodedTwice(name)}%3D${encodedTwice(value)}`)
  return `${method}&%2F&${signed.join('%26')}`
}

/** What is unreserved stays so; else the first time leaves nothing but that and percent signs. */
function encodedTwice(text: string): string {
  const once = percentEncode(text)
  return once === text ? text : once.replaceAll('%', '%25')
}

export const signV1 = (secret: string, stringToSign: string): string =>
  createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64')

/** V3: over method, path, query, chosen headers and the digest of the body. */
export interface SignedV3 {
  readonly method: string
  readonly query: Parameters
  readonly headers: ReadonlyMap<string, string>
  /** Names in lower case, in the order signed. */
  readonly signedHeaders: readonly string[]
  readonly bodyDigest: string
}

export function canonicalRequestV3(request: SignedV3): string {
  const headers = request.signedHeaders.map((name) => `${name}:${(request.headers.get(name) ?? '').trim()}\n`)
  return [
    request.method,
    '/',
    canonicalQuery(request.query),
    headers.join(''),
    request.signedHeaders.join(';'),
    request.bodyDigest,
  ].join('\n')
}

export const V3_ALGORITHM = 'ACS3-HMAC-SHA256'

export const stringToSignV3 = (canonicalRequest: string): string =>
  `${V3_ALGORITHM}\n${digestOf(canonicalRequest)}`

export const signV3 = (secret: string, stringToSign: string): string =>
  createHmac('sha256', secret).update(stringToSign).digest('hex')

/** Lower-case hex SHA-256. */
export const digestOf = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** Takes the same time wherever the two differ. */
export function sameSignature(given: string, computed: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(computed)
  return a.length === b.length && timingSafeEqual(a, b)
}
