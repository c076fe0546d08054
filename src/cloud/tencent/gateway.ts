// One request from the wire to its answer, step by step; whatever goes wrong on the way is an answer as well.

import { FaultError } from '../../core/model/faults.ts'
import type { Log } from '../../service/log.ts'
import { type PipelineParts, perform } from '../../service/pipeline.ts'
import type { CloudAnswer, CloudRequest } from '../dialect.ts'
import type { Reading } from '../reading.ts'
import type { Action, Place } from './action.ts'
import { type Encoded, type Envelope, encodeAnswer, encodeError } from './codec.ts'
import type { FindAction } from './dispatch.ts'
import { type ErrorSpec, refuse, TencentError } from './error.ts'
import { answerOf } from './faults.ts'
import { decodeFields } from './fields.ts'
import { INTERNAL, missing, unsupportedRegion } from './gatewayErrors.ts'
import type { Identify } from './identify.ts'
import { isRegion } from './regions.ts'
import { clientTokenOf } from './repeat.ts'
import { languageOf, readWire, type Wire } from './wire.ts'

export interface Gateway {
  readonly parts: PipelineParts
  readonly identify: Identify
  readonly findAction: FindAction
  /** Makes what the account finds ready in a region; before its first call there. */
  readonly furnish: (accountId: string, region: string) => Promise<void>
  readonly log: Log
  readonly requestId: () => string
}

/** What is known so far: for the log line and for errors whose code depends on the action. */
interface Progress {
  accountId: string | null
  secretId: string | null
  action: Action | null
  revision: number | null
}

/** Services whose resources lie in regions. */
const REGIONAL: ReadonlySet<string> = new Set(['vpc', 'cvm', 'cbs'])

export async function handle(gateway: Gateway, reading: Reading): Promise<CloudAnswer> {
  const envelope = {
    requestId: gateway.requestId(),
    traceId: reading.headers.get('x-tc-traceid'),
    language: languageOf(reading),
  }
  const progress: Progress = { accountId: null, secretId: null, action: null, revision: null }
  let error: ErrorSpec | null = null
  let encoded: Encoded
  try {
    const value = await answer(gateway, reading.request, readWire(reading), envelope, progress)
    encoded = encodeAnswer(envelope, value, progress.revision)
  } catch (thrown) {
    error = specOf(gateway, thrown, progress.action, envelope.requestId)
    encoded = encodeError(envelope, error)
  }
  const code = error?.code ?? 'OK'
  audit(gateway.log, envelope, progress, code)
  return { ...encoded, action: progress.action?.name ?? 'unknown', code }
}

async function answer(
  gateway: Gateway,
  request: CloudRequest,
  wire: Wire,
  envelope: Envelope,
  progress: Progress,
): Promise<object> {
  const key = gateway.identify(wire)
  progress.accountId = key.accountId
  progress.secretId = key.id
  const action = gateway.findAction(wire)
  progress.action = action
  const place: Place = {
    region: regionOf(action, wire),
    requestId: envelope.requestId,
    clientAddress: addressOf(request),
  }
  const decoded = decodeFields(action.input, wire.parameters, { path: '', asText: wire.asText })
  if (place.region !== '') await gateway.furnish(key.accountId, place.region)
  const { value, revision } = await perform(gateway.parts, {
    accountId: key.accountId,
    caller: key.id,
    permission: `${action.service}:${action.name}`,
    effect: action.effect,
    dryRun: decoded.DryRun === true,
    token: clientTokenOf(action, wire.parameters, place.region),
    run: (call) => action.run(call, decoded, place),
  })
  if (action.effect === 'write') progress.revision = revision
  return value
}

function regionOf(action: Action, { region }: Wire): string {
  if (!REGIONAL.has(action.service)) return isRegion(region) ? region : ''
  if (region === '') return refuse(missing('Region'))
  return isRegion(region) ? region : refuse(unsupportedRegion(region.slice(0, 64)))
}

/** An IPv4 client of a socket for both families is shown as `::ffff:203.0.113.9`. */
const addressOf = ({ remoteAddress = '' }: CloudRequest): string => remoteAddress.replace(/^::ffff:/i, '')

function specOf(gateway: Gateway, thrown: unknown, action: Action | null, requestId: string): ErrorSpec {
  if (thrown instanceof TencentError) return thrown.spec
  if (thrown instanceof FaultError && action !== null) return answerOf(thrown.fault, action)
  const error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  gateway.log.error({ requestId, action: action?.name, error }, 'call failed')
  return INTERNAL
}

/** One line for each request, refused ones included: who did what, and what came of it. */
function audit(log: Log, { requestId }: Envelope, progress: Progress, code: string): void {
  const { accountId, secretId, action, revision } = progress
  log.info(
    { requestId, accountId, accessKeyId: secretId, action: action?.name ?? null, code, revision },
    'call',
  )
}
