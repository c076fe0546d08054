// SSH keys in the forms that the cloud shows and takes: one-line public keys, PEM, fingerprints.

import { generateKeyPair, hash, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface PublicHalf {
  /** `ssh-rsa AAAA…`. */
  readonly publicKey: string
  readonly fingerprint: string
}

export interface WholeKey extends PublicHalf {
  readonly privateKey: string
}

/** RSA with 2,048 bits, as the cloud makes them; the private half unencrypted in PKCS#8. Primes take their time. */
export async function makeKeyPair(): Promise<WholeKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return {
    ...halfOf('ssh-rsa', wireForm(publicKey)),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** RFC 4253, 6.6: name, exponent, modulus. */
function wireForm(key: KeyObject): Buffer {
  const { e = '', n = '' } = key.export({ format: 'jwk' })
  const parts = [Buffer.from('ssh-rsa'), integer(e), integer(n)]
  return Buffer.concat(parts.flatMap((part) => [lengthOf(part), part]))
}

/** Never negative: a byte of zeros stands before a first bit that is set. */
function integer(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url')
  return ((bytes[0] ?? 0) & 0x80) === 0 ? bytes : Buffer.concat([Buffer.alloc(1), bytes])
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(part.length)
  return length
}

const TYPES =
  /^(ssh-rsa|ssh-dss|ecdsa-sha2-nistp(256|384|521)|ssh-ed25519)[ \t]+([A-Za-z0-9+/]+={0,2})([ \t][^\n\r]*)?$/
/** RSA keys of 16,384 bits are shorter. */
const LONGEST = 4096

/** Undefined when the text is no public key: what it is called must be what it holds. */
export function readPublicKey(text: string): PublicHalf | undefined {
  const match = TYPES.exec(text.trim())
  const [type = '', body = ''] = [match?.[1], match?.[3]]
  if (match === null || body.length > LONGEST) return undefined
  const blob = Buffer.from(body, 'base64')
  if (blob.length < 4 + type.length || blob.readUInt32BE(0) !== type.length) return undefined
  if (blob.subarray(4, 4 + type.length).toString('latin1') !== type) return undefined
  return isWhole(blob) ? halfOf(type, blob) : undefined
}

/** Nothing but parts with their lengths before them, and more than the name. */
function isWhole(blob: Buffer): boolean {
  let at = 0
  let parts = 0
  while (at + 4 <= blob.length) {
    at += 4 + blob.readUInt32BE(at)
    parts += 1
  }
  return at === blob.length && parts > 1
}

const halfOf = (type: string, blob: Buffer): PublicHalf => ({
  publicKey: `${type} ${blob.toString('base64')}`,
  fingerprint: fingerprintOf(blob),
})

/** RFC 4716, 4: MD5 in pairs of digits. It names a key and protects nothing. */
const fingerprintOf = (blob: Buffer): string => (hash('md5', blob, 'hex').match(/../g) ?? []).join(':')
