// Who is calling: this machine's own agents by a token in a file, joined hosts by the signature of their key.

import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Store } from '../store/store.ts'
import { SCHEME, signedText } from './signing.ts'

export interface Caller {
  /** Null: an agent of this machine, which may speak for whom it says. */
  readonly hostId: string | null
  /** What the body must hash to; null: not signed. */
  readonly digest: string | null
}

/** Clocks may differ by so much; within it no nonce is taken twice. */
const TOLERANCE_MS = 5 * 60_000
const HEADER =
  /^Menshen-Host host=([\w.-]{1,128}),time=(\d{1,16}),nonce=([\w-]{16,64}),digest=([\w-]{43}),signature=([\w-]{86})$/

export class Callers {
  readonly #store: Store
  readonly #expected: Buffer
  readonly #now: () => number
  readonly #nonces = new Map<string, number>()

  constructor(store: Store, token: string, now: () => number) {
    this.#store = store
    this.#expected = digest(`Bearer ${token}`)
    this.#now = now
  }

  /** A text says why not. */
  identify(request: IncomingMessage): Caller | string {
    const header = request.headers.authorization ?? ''
    if (header.startsWith(SCHEME)) return this.#bySignature(request, header)
    // Digests are of one length, so that comparing tells nothing about the token.
    if (timingSafeEqual(digest(header), this.#expected)) return { hostId: null, digest: null }
    return 'the agent token is missing or wrong'
  }

  #bySignature(request: IncomingMessage, header: string): Caller | string {
    const [, hostId = '', time = '', nonce = '', bodyDigest = '', signature = ''] = HEADER.exec(header) ?? []
    const host = this.#store.get('host', hostId)
    if (host === undefined) return 'no such host has joined, or it was removed'
    const method = request.method ?? ''
    const path = request.url ?? ''
    const text = signedText({ method, path, hostId, time, nonce, digest: bodyDigest })
    const key = createPublicKey({
      key: Buffer.from(host.publicKey, 'base64url'),
      format: 'der',
      type: 'spki',
    })
    if (!verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url')))
      return 'the signature is wrong'
    const now = this.#now()
    if (Math.abs(now - Number(time)) > TOLERANCE_MS) return 'the clocks differ too much'
    if (!this.#isFresh(nonce, now)) return 'the request was seen before'
    return { hostId, digest: bodyDigest }
  }

  #isFresh(nonce: string, now: number): boolean {
    for (const [old, seen] of this.#nonces) {
      // In the order in which they came.
      if (now - seen <= 2 * TOLERANCE_MS) break
      this.#nonces.delete(old)
    }
    if (this.#nonces.has(nonce)) return false
    this.#nonces.set(nonce, now)
    return true
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
