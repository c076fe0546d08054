// Who signed the request: finds the key, checks time, signature and nonce, in both signature versions.

import type { AccountId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { isSessionKey } from '../../service/ram/authorise.ts'
import { canonicalIn } from './canonicalText.ts'
import { AliyunError, type ErrorSpec } from './error.ts'
import * as refused from './gatewayErrors.ts'
import type { Nonces } from './nonces.ts'
import {
  canonicalRequestV3,
  digestOf,
  sameSignature,
  signV1,
  signV3,
  stringToSignV1,
  stringToSignV3,
  V3_ALGORITHM,
} from './signature.ts'
import { parseTime } from './time.ts'
import { isV3, type Wire } from './wire.ts'

/** Milliseconds that a request may be older or newer than this clock. */
const WINDOW = 15 * 60 * 1000
const MAX_NONCE = 256

/** Whose key it is. */
export interface Signer {
  readonly id: string
  readonly accountId: AccountId
}

export type Identify = (wire: Wire) => Signer

export function createIdentify(state: ResourceReader, now: () => number, nonces: Nonces): Identify {
  return (wire) => {
    const claim = isV3(wire.headers) ? claimV3(wire) : claimV1(wire)
    const moment = now()
    const key = keyOf(state, claim, moment)
    const time = timeOf(claim, moment)
    claim.verify(key.secret)
    if (nonces.unsureBefore !== null && time < nonces.unsureBefore) refuse(refused.TIME_EXPIRED)
    takeNonce(nonces, claim, time + WINDOW, moment)
    return key
  }
}

/** What a request says about its sender, whichever way it is signed. */
interface Claim {
  readonly accessKeyId: string
  readonly timestamp: string
  readonly nonce: string
  /** Comes with keys that end by themselves; empty: none. */
  readonly securityToken: string
  verify(secret: string): void
}

function claimV1({ method, parameters, text }: Wire): Claim {
  const need = (name: string): string => parameters.get(name) || refuse(refused.missing(name))
  const accessKeyId = need('AccessKeyId')
  const signature = need('Signature')
  if (need('SignatureMethod') !== 'HMAC-SHA1') refuse(refused.METHOD)
  if (need('SignatureVersion') !== '1.0') refuse(refused.VERSION)
  // `BEARERTOKEN` and private keys; the CLI sends the parameter empty.
  if ((parameters.get('SignatureType') ?? '') !== '') refuse(refused.METHOD)
  return {
    accessKeyId,
    timestamp: need('Timestamp'),
    nonce: need('SignatureNonce'),
    securityToken: parameters.get('SecurityToken') ?? '',
    verify(secret) {
      const canonical = text === null ? null : canonicalIn(text, parameters)
      const stringToSign = stringToSignV1(method, parameters, canonical)
      if (!sameSignature(signature, signV1(secret, stringToSign))) refuse(refused.mismatch(stringToSign))
    },
  }
}

/** What must be among the signed headers: else it could be changed on the way. */
const SIGNED = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
]

function claimV3(wire: Wire): Claim {
  const { method, query, headers } = wire
  const { accessKeyId, signature, signedHeaders } = authorizationOf(headers)
  const need = (name: string): string =>
    headers.get(name) || refuse(refused.incomplete(`the header ${name} is missing`))
  const token = headers.get('x-acs-security-token') ?? ''
  for (const name of token === '' ? SIGNED : [...SIGNED, 'x-acs-security-token']) {
    need(name)
    if (!signedHeaders.includes(name)) refuse(refused.incomplete(`the header ${name} is not signed`))
  }
  const bodyDigest = need('x-acs-content-sha256')
  return {
    accessKeyId,
    timestamp: need('x-acs-date'),
    nonce: need('x-acs-signature-nonce'),
    securityToken: token,
    verify(secret) {
      const canonical = canonicalRequestV3({ method, query, headers, signedHeaders, bodyDigest })
      const stringToSign = stringToSignV3(canonical)
      if (!sameSignature(signature, signV3(secret, stringToSign)))
        refuse(refused.mismatch(stringToSign, canonical))
      if (!sameSignature(bodyDigest, digestOf(wire.body))) refuse(refused.BODY)
    },
  }
}

/** `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`. */
function authorizationOf(headers: ReadonlyMap<string, string>) {
  const match = /^(\S+)\s+(.+)$/.exec(headers.get('authorization') ?? '')
  if (match === null) return refuse(refused.incomplete('the header authorization is missing'))
  if (match[1] !== V3_ALGORITHM) refuse(refused.METHOD)
  const parts = new Map(
    (match[2] ?? '').split(',').map((part) => {
      const at = part.indexOf('=')
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const
    }),
  )
  const need = (name: string): string => parts.get(name) || refuse(refused.incomplete(`${name} is missing`))
  return {
    accessKeyId: need('Credential'),
    signature: need('Signature'),
    signedHeaders: need('SignedHeaders').toLowerCase().split(';'),
  }
}

type Key = Signer & { readonly secret: string }

function keyOf(state: ResourceReader, claim: Claim, now: number): Key {
  const { accessKeyId, securityToken } = claim
  if (isSessionKey(accessKeyId)) return sessionOf(state, claim, now)
  const key = state.get('accessKey', accessKeyId)
  if (key === undefined || state.get('account', key.accountId)?.cloud !== 'aliyun')
    return refuse(refused.KEY_NOT_FOUND)
  if (!key.active) refuse(refused.KEY_INACTIVE)
  // An account's own key has none.
  if (securityToken !== '') refuse(refused.TOKEN)
  return key
}

/** A key that AssumeRole gave out: never without its token, and not after its time. */
function sessionOf(state: ResourceReader, { accessKeyId, securityToken }: Claim, now: number): Key {
  const session = state.get('roleSession', accessKeyId) ?? refuse(refused.KEY_NOT_FOUND)
  if (securityToken === '') refuse(refused.TOKEN_MISSING)
  if (!sameSignature(digestOf(securityToken), session.tokenDigest)) refuse(refused.TOKEN)
  if (now >= session.expiresAt) refuse(refused.TOKEN_EXPIRED)
  return session
}

function timeOf({ timestamp }: Claim, now: number): number {
  const time = parseTime(timestamp) ?? refuse(refused.TIME_FORMAT)
  return Math.abs(time - now) > WINDOW ? refuse(refused.TIME_EXPIRED) : time
}

function takeNonce(nonces: Nonces, { accessKeyId, nonce }: Claim, until: number, now: number): void {
  if (nonce.length > MAX_NONCE) refuse(refused.NONCE_MALFORMED)
  if (!nonces.take(accessKeyId, nonce, until, now)) refuse(refused.NONCE_USED)
}

const refuse = (spec: ErrorSpec): never => {
  throw new AliyunError(spec)
}
