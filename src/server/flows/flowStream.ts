// GET /api/v1/flows/stream: flows as server-sent events, as they come.

import { z } from '@hono/zod-openapi'
import { fail } from '../../core/model/faults.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { flowQuery, flowView } from '../api/operations/flows.ts'
import type { FlowLog } from './flowLog.ts'

export const streamQuery = z.strictObject(flowQuery)

const HEARTBEAT_MS = 15_000
/** A watcher that is so far behind loses the newest. */
const MOST_WAITING = 1000

/** Of what is not there nothing will ever come: better said than waited for. */
function refuseUnknown(reader: ResourceReader, query: z.output<typeof streamQuery>): void {
  const { eni: eniId, group: groupId, rule: ruleId } = query
  if (eniId !== undefined && (reader.get('eni', eniId) ?? reader.get('instance', eniId)) === undefined)
    fail({ name: 'eniNotFound', eniId })
  if (groupId !== undefined && reader.get('securityGroup', groupId) === undefined)
    fail({ name: 'groupNotFound', groupId })
  if (ruleId !== undefined && reader.get('rule', ruleId) === undefined && !isEntry(reader, ruleId))
    fail({ name: 'ruleNotFound', direction: 'ingress', ruleId })
}

/** Network ACLs decide too. */
const isEntry = (reader: ResourceReader, id: string): boolean =>
  [...reader.list('networkAcl')].some(({ ingress, egress }) =>
    [...ingress, ...egress].some((entry) => entry.id === id),
  )

export function flowStream(
  flows: FlowLog,
  reader: ResourceReader,
  query: z.output<typeof streamQuery>,
): Response {
  refuseUnknown(reader, query)
  let end = (): void => {}
  const text = new TextEncoder()
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (line: string): void => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(text.encode(line))
        }
        const unwatch = flows.watch({ ...query, denied: query.denied === 'true' }, (flow) =>
          send(
            `event: flow\ndata: ${JSON.stringify(flowView({ ...flow, groupIds: [...flow.groupIds] }))}\n\n`,
          ),
        )
        const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS)
        end = () => {
          clearInterval(heartbeat)
          unwatch()
        }
        send(':\n\n')
      },
      cancel: () => end(),
    },
    { highWaterMark: MOST_WAITING },
  )
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
