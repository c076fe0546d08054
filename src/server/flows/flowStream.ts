// GET /api/v1/flows/stream: flows as server-sent events, as they come.

import { z } from '@hono/zod-openapi'
import { flowQuery, flowView } from '../api/operations/flows.ts'
import type { FlowLog } from './flowLog.ts'

export const streamQuery = z.strictObject(flowQuery)

const HEARTBEAT_MS = 15_000
/** A watcher that is so far behind loses the newest. */
const MOST_WAITING = 1000

export function flowStream(flows: FlowLog, query: z.output<typeof streamQuery>): Response {
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
