// Tencent's manner of speech: how its requests are told from others, and the endpoint that answers them.

import { randomUUID } from 'node:crypto'
import type { Log } from '../../service/log.ts'
import type { PipelineParts } from '../../service/pipeline.ts'
import type { CloudRequest, Dialect } from '../dialect.ts'
import { Reading } from '../reading.ts'
import { ACTIONS } from './actions/index.ts'
import { createDispatch } from './dispatch.ts'
import { createFurnisher } from './furnish.ts'
import { handle } from './gateway.ts'
import { createIdentify } from './identify.ts'
import { isTc3 } from './wire.ts'

export interface TencentOptions extends PipelineParts {
  readonly log: Log
  /** Lower-case UUIDs when left out. */
  readonly requestId?: () => string
}

export function createTencentEndpoint({ log, requestId, ...parts }: TencentOptions): Dialect {
  const gateway = {
    parts,
    identify: createIdentify(parts.store, parts.now),
    findAction: createDispatch(ACTIONS),
    furnish: createFurnisher(parts),
    log,
    requestId: requestId ?? (() => randomUUID()),
  }
  return {
    cloud: 'tencent',
    matches,
    handle: (request, reading = new Reading(request)) => handle(gateway, reading),
  }
}

/** Parameters that no other cloud's requests carry; an older POST has them in its body. */
const OURS = /(?:^|&)(?:SecretId|Nonce)=/

function matches(request: CloudRequest, reading = new Reading(request)): boolean {
  const { headers, search } = reading
  if (isTc3(headers) || /^TC3-/i.test(headers.get('authorization') ?? '')) return true
  return OURS.test(search) || OURS.test(reading.text)
}
