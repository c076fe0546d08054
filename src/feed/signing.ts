// How a joined host proves in every request who it is: an Ed25519 signature over everything that decides about it.

import { createHash, type X509Certificate } from 'node:crypto'

export interface SignedParts {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly hostId: string
  /** Milliseconds since 1970, by the server's clock as far as the host knows it. */
  readonly time: string
  /** Never used twice. */
  readonly nonce: string
  /** Of the body. */
  readonly digest: string
}

export const SCHEME = 'Menshen-Host'

export const signedText = ({ method, path, hostId, time, nonce, digest }: SignedParts): string =>
  ['menshen-agent-1', method, path, hostId, time, nonce, digest].join('\n')

export const digestOf = (body: string | Uint8Array): string =>
  createHash('sha256').update(body).digest('base64url')

/** What a server's certificate is known by: its key, which stays when the certificate is renewed. */
export const pinOf = (certificate: X509Certificate): string =>
  digestOf(certificate.publicKey.export({ type: 'spki', format: 'der' }))

/** Who a host is, as its own requests say it. */
export interface HostIdentity {
  readonly hostId: string
  sign(text: string): string
  nonce(): string
  /** Milliseconds since 1970. */
  now(): number
  /** The server's clock, told when it refused ours. */
  heardTime(time: number): void
}

export function authorizationOf(identity: HostIdentity, method: string, path: string, body: string): string {
  const { hostId } = identity
  const parts = {
    method,
    path,
    hostId,
    time: String(identity.now()),
    nonce: identity.nonce(),
    digest: digestOf(body),
  }
  const signature = identity.sign(signedText(parts))
  const { time, nonce, digest } = parts
  return `${SCHEME} host=${hostId},time=${time},nonce=${nonce},digest=${digest},signature=${signature}`
}
