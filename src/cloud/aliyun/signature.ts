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

/** Encoded pairs in the order of their names. Empty values take part: clients sign them as well. */
function canonicalQuery(parameters: Iterable<readonly [string, string]>): string {
  return [...parameters]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

/** V1: over all parameters of query and form together, except the signature itself. */
export function stringToSignV1(method: string, parameters: Iterable<readonly [string, string]>): string {
  const signed = [...parameters].filter(([name]) => name !== 'Signature')
  return `${method}&%2F&${encodedAgain(canonicalQuery(signed))}`
}

/** What `percentEncode` makes of a canonical query: beside unreserved characters it holds only these three. */
const encodedAgain = (query: string): string =>
  query.replaceAll('%', '%25').replaceAll('=', '%3D').replaceAll('&', '%26')

export const signV1 = (secret: string, stringToSign: string): string =>
  createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64')

/** V3: over method, path, query, chosen headers and the digest of the body. */
export interface SignedV3 {
  readonly method: string
  readonly query: Iterable<readonly [string, string]>
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
