// Answers as they go out: JSON or XML, success or error, never without a body.

import type { ErrorSpec } from './error.ts'
import type { AnswerForm } from './wire.ts'
import { buildXml } from './xml.ts'

export interface Encoded {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

export interface Envelope {
  readonly form: AnswerForm
  readonly requestId: string
  /** The name under which the client reached us. */
  readonly hostId: string
}

/** The Node SDK takes XML only under exactly this name. */
const TYPES: { readonly [F in AnswerForm]: string } = {
  json: 'application/json;charset=utf-8',
  xml: 'text/xml;charset=utf-8',
}

export const encodeAnswer = (
  envelope: Envelope,
  action: string,
  value: object,
  revision: number | null,
): Encoded => ({
  status: 200,
  headers: {
    ...headersOf(envelope),
    ...(revision === null ? {} : { 'x-menshen-revision': String(revision) }),
  },
  body: write(envelope.form, `${action}Response`, { RequestId: envelope.requestId, ...value }),
})

/** pop-core looks at `Code` alone, not at the status: it is always there. */
export const encodeError = (envelope: Envelope, { status, code, message }: ErrorSpec): Encoded => ({
  status,
  headers: headersOf(envelope),
  body: write(envelope.form, 'Error', {
    RequestId: envelope.requestId,
    HostId: envelope.hostId,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}`,
  }),
})

const headersOf = ({ form, requestId }: Envelope) => ({
  'content-type': TYPES[form],
  'x-acs-request-id': requestId,
})

const write = (form: AnswerForm, root: string, value: object): string =>
  form === 'json' ? JSON.stringify(value) : buildXml(root, value)
