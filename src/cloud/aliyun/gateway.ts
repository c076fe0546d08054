// One request from the wire to its answer, step by step; whatever goes wrong on the way is an answer as well.

import { FaultError } from '../../core/model/faults.ts'
import type { Log } from '../../service/log.ts'
import { type PipelineParts, perform } from '../../service/pipeline.ts'
import type { CloudAnswer } from '../dialect.ts'
import type { Reading } from '../reading.ts'
import type { Action } from './action.ts'
import { type Encoded, type Envelope, encodeAnswer, encodeError } from './codec.ts'
import type { FindAction } from './dispatch.ts'
import { AliyunError, type ErrorSpec } from './error.ts'
import { answerOf } from './faults.ts'
import { decodeFields } from './fields.ts'
import { INTERNAL, WRONG_FORMAT } from './gatewayErrors.ts'
import type { Identify } from './identify.ts'
import { unfold } from './parameters.ts'
import { clientTokenOf } from './repeat.ts'
import { answerFormOf, readWire, type Wire } from './wire.ts'

export interface Gateway {
  readonly parts: PipelineParts
  readonly identify: Identify
  readonly findAction: FindAction
  readonly log: Log
  readonly requestId: () => string
}

/** What is known so far: for the log line and for errors whose code depends on the action. */
interface Progress {
  accountId: string | null
  accessKeyId: string | null
  action: Action | null
  revision: number | null
}

export async function handle(gateway: Gateway, reading: Reading): Promise<CloudAnswer> {
  const envelope = envelopeOf(gateway, reading)
  const progress: Progress = { accountId: null, accessKeyId: null, action: null, revision: null }
  let error: ErrorSpec | null = null
  let encoded: Encoded
  try {
    encoded = await answer(gateway, readWire(reading), envelope, progress)
  } catch (thrown) {
    error = specOf(gateway, thrown, progress.action, envelope.requestId)
    encoded = encodeError(envelope, error)
  }
  const code = error?.code ?? 'OK'
  audit(gateway.log, envelope, progress, encoded.status, code)
  return { ...encoded, action: progress.action?.name ?? 'unknown', code }
}

async function answer(
  gateway: Gateway,
  wire: Wire,
  envelope: Envelope,
  progress: Progress,
): Promise<Encoded> {
  const key = gateway.identify(wire)
  progress.accountId = key.accountId
  progress.accessKeyId = key.id
  const action = gateway.findAction(wire)
  progress.action = action
  checkFormat(wire)
  const decoded = decodeFields(action.input, unfold(wire.parameters))
  const prepared = action.prepare === undefined ? undefined : await action.prepare()
  const { value, revision } = await perform(gateway.parts, {
    accountId: key.accountId,
    caller: key.id,
    permission: action.permission,
    effect: action.effect,
    dryRun: decoded.DryRun === true,
    token: clientTokenOf(action, wire.parameters),
    run: (call) => action.run(call, decoded, envelope.hostId, prepared),
  })
  if (action.effect === 'write') progress.revision = revision
  return encodeAnswer(envelope, action.name, value, progress.revision)
}

function checkFormat({ parameters }: Wire): void {
  const format = parameters.get('Format') ?? ''
  if (format === '' || /^(json|xml)$/i.test(format)) return
  throw new AliyunError(WRONG_FORMAT)
}

function specOf(gateway: Gateway, thrown: unknown, action: Action | null, requestId: string): ErrorSpec {
  if (thrown instanceof AliyunError)
    return { status: thrown.status, code: thrown.code, message: thrown.message }
  if (thrown instanceof FaultError && action !== null)
    return answerOf(thrown.fault, { product: action.product, version: action.version, action: action.name })
  const error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  gateway.log.error({ requestId, action: action?.name, error }, 'call failed')
  return INTERNAL
}

/** One line for each request, refused ones included: who did what, and what came of it. */
function audit(log: Log, envelope: Envelope, progress: Progress, status: number, code: string): void {
  const { accountId, accessKeyId, action, revision } = progress
  log.info(
    {
      requestId: envelope.requestId,
      accountId,
      accessKeyId,
      action: action?.name ?? null,
      status,
      code,
      revision,
    },
    'call',
  )
}

function envelopeOf({ requestId }: Gateway, reading: Reading): Envelope {
  const host = reading.headers.get('host') ?? ''
  return {
    form: answerFormOf(reading),
    requestId: requestId(),
    hostId: /^[\w.:[\]-]{1,255}$/.test(host) ? host : 'menshen',
  }
}
