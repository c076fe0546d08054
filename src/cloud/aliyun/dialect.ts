// Alibaba's manner of speech: how its requests are told from others, and the endpoint that answers them.

import { randomUUID } from 'node:crypto'
import type { Log } from '../../service/log.ts'
import type { PipelineParts } from '../../service/pipeline.ts'
import { authorise } from '../../service/ram/authorise.ts'
import type { CloudRequest, Dialect } from '../dialect.ts'
import { Reading } from '../reading.ts'
import { ACTIONS } from './actions/index.ts'
import { createDispatch } from './dispatch.ts'
import { handle } from './gateway.ts'
import { createIdentify } from './identify.ts'
import { createNonces, type NonceJournal } from './nonces.ts'
import { isV3 } from './wire.ts'

export interface AliyunOptions extends PipelineParts {
  readonly log: Log
  /** Where nonces outlive this process; in memory alone when left out. */
  readonly nonces?: NonceJournal
  /** Upper-case UUIDs when left out. */
  readonly requestId?: () => string
}

export function createAliyunEndpoint({ log, requestId, nonces, ...parts }: AliyunOptions): Dialect {
  const gateway = {
    parts: { ...parts, authorise },
    identify: createIdentify(parts.store, parts.now, createNonces(nonces)),
    findAction: createDispatch(ACTIONS),
    log,
    requestId: requestId ?? (() => randomUUID().toUpperCase()),
  }
  return {
    cloud: 'aliyun',
    matches,
    handle: (request, reading = new Reading(request)) => handle(gateway, reading),
  }
}

/** Parameters that no other cloud's requests carry; a V1 POST has them in its body. */
const OURS = /(?:^|&)(?:AccessKeyId|SignatureNonce|SignatureVersion)=/

function matches(request: CloudRequest, reading = new Reading(request)): boolean {
  const { headers, search } = reading
  return isV3(headers) || headers.has('x-acs-action') || OURS.test(search) || OURS.test(reading.text)
}
