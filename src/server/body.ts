// Reads a request's body up to the cap; what is larger is refused before it fills memory.

import type { IncomingMessage } from 'node:http'

/** Bytes; the largest documented call, 100 rules with all fields in one form, stays below 200 KiB. */
const BODY_CAP = 1024 * 1024

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'aborted' }

export function readBody(request: IncomingMessage, cap = BODY_CAP): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > cap) return Promise.resolve({ kind: 'tooLarge' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > cap) {
        request.pause()
        resolve({ kind: 'tooLarge' })
      } else chunks.push(chunk)
    })
    request.on('end', () => resolve({ kind: 'whole', bytes: joined(chunks, size) }))
    request.on('error', () => resolve({ kind: 'aborted' }))
    request.on('aborted', () => resolve({ kind: 'aborted' }))
  })
}

/** Most come in one piece, which is nobody else's already. */
const joined = (chunks: readonly Buffer[], size: number): Buffer =>
  chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)
