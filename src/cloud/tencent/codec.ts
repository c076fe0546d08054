// Answers as they go out: always 200, always JSON, always one envelope.

import type { ErrorSpec, Language } from './error.ts'

export interface Encoded {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

export interface Envelope {
  readonly requestId: string
  /** Sent back as it came. */
  readonly traceId: string | undefined
  readonly language: Language
}

export const encodeAnswer = (envelope: Envelope, value: object, revision: number | null): Encoded =>
  encoded(envelope, { ...value, RequestId: envelope.requestId }, revision)

export const encodeError = (envelope: Envelope, { code, message }: ErrorSpec): Encoded =>
  encoded(
    envelope,
    { Error: { Code: code, Message: message[envelope.language] }, RequestId: envelope.requestId },
    null,
  )

/** Exactly this type without a charset: the Python SDK looks for errors under no other (tencent.md 1.5). */
const encoded = ({ traceId }: Envelope, response: object, revision: number | null): Encoded => ({
  status: 200,
  headers: {
    'content-type': 'application/json',
    ...(traceId === undefined ? {} : { 'x-tc-traceid': traceId }),
    ...(revision === null ? {} : { 'x-menshen-revision': String(revision) }),
  },
  body: JSON.stringify({ Response: response }),
})
