// Requests signed as the current SDKs do it, with a hand on each part for tests that spoil one.

import {
  canonicalRequestV3,
  digestOf,
  signV3,
  stringToSignV3,
  V3_ALGORITHM,
} from '../../src/cloud/aliyun/signature.ts'
import { formatTime } from '../../src/cloud/aliyun/time.ts'
import type { CloudRequest } from '../../src/cloud/dialect.ts'
import { KEY_ID, type Parameters, SECRET } from './client.ts'

export interface V3Parts {
  readonly action: string
  readonly now: number
  readonly version?: string
  readonly query?: Parameters
  readonly form?: string
  readonly headers?: Parameters
  readonly keyId?: string
  readonly secret?: string
  /** Headers that are sent but not signed. */
  readonly unsigned?: readonly string[]
  readonly algorithm?: string
}

let nonces = 0

export function signedV3(parts: V3Parts): CloudRequest {
  const body = parts.form ?? ''
  const headers = new Map(
    Object.entries({
      host: '127.0.0.1:7280',
      'x-acs-action': parts.action,
      'x-acs-version': parts.version ?? '2014-05-26',
      'x-acs-date': formatTime(parts.now),
      'x-acs-signature-nonce': `v3-${++nonces}`,
      'x-acs-content-sha256': digestOf(body),
      ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...parts.headers,
    }),
  )
  const query = Object.entries(parts.query ?? {})
  const signedHeaders = [...headers.keys()].filter((name) => !parts.unsigned?.includes(name)).sort()
  const bodyDigest = headers.get('x-acs-content-sha256') ?? ''
  const canonical = canonicalRequestV3({ method: 'POST', query, headers, signedHeaders, bodyDigest })
  const signature = signV3(parts.secret ?? SECRET, stringToSignV3(canonical))
  headers.set(
    'authorization',
    `${parts.algorithm ?? V3_ALGORITHM} Credential=${parts.keyId ?? KEY_ID},` +
      `SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`,
  )
  return {
    method: 'POST',
    url: `/?${new URLSearchParams(query)}`,
    headers: Object.fromEntries(headers),
    body: Buffer.from(body),
    tls: false,
  }
}
