// POST /agent/v1/join: a host shows its token and leaves the public half of its key.

import { createPublicKey } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FaultError } from '../core/model/faults.ts'
import type { EniId } from '../core/model/ids.ts'
import { isHostId } from '../feed/report.ts'
import { digestOf } from '../feed/signing.ts'
import { joinHost } from '../service/host/hosts.ts'
import type { Store } from '../store/store.ts'
import { readBody } from './body.ts'

/** What the host sends; the answer is `{ hostId, eniId }` or `{ error, code }`. */
export interface JoinRequest {
  readonly token: string
  readonly host: string
  /** Ed25519, SubjectPublicKeyInfo, base64url. */
  readonly publicKey: string
}

export interface JoinAnswer {
  readonly hostId: string
  readonly eniId: EniId | null
}

export async function serveJoin(
  store: Store,
  now: () => number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(`${JSON.stringify(body)}\n`)
  }
  if (request.method !== 'POST') return answer(405, { error: 'only POST is possible here', code: 'method' })
  const body = await readBody(request)
  if (body.kind === 'aborted') return
  const wanted = body.kind === 'whole' ? parsed(body.bytes) : null
  if (wanted === null) return answer(400, { error: 'this is no request to join', code: 'malformed' })
  const [tokenId = '', secret = ''] = wanted.token.split('.')
  try {
    const { value } = await store.transact((state) =>
      joinHost(
        { state, now: now() },
        { tokenId, digest: digestOf(secret), hostId: wanted.host, publicKey: wanted.publicKey },
      ),
    )
    const joined: JoinAnswer = { hostId: wanted.host, eniId: value.eniId }
    return answer(200, joined)
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    return answer(403, { error: error.fault.name, code: error.fault.name })
  }
}

function parsed(bytes: Uint8Array): JoinRequest | null {
  try {
    const { token, host, publicKey } = JSON.parse(Buffer.from(bytes).toString('utf8')) as JoinRequest
    if (typeof token !== 'string' || !isHostId(host) || !isKey(publicKey)) return null
    return { token, host, publicKey }
  } catch {
    return null
  }
}

const isKey = (text: unknown): boolean =>
  typeof text === 'string' &&
  createPublicKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'spki' }).asymmetricKeyType ===
    'ed25519'
