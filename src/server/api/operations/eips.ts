// The fine traffic log of elastic addresses, for who has no log service.

import { z } from '@hono/zod-openapi'
import { findEip } from '../../../service/eip/find.ts'
import { resourceId } from '../fields.ts'
import { operation } from '../operation.ts'

const rate = z.int().openapi({ description: 'per second' })

const monitorLine = z
  .object({
    __topic__: z.literal('eip'),
    time: z.int(),
    timestamp: z.int().openapi({ description: 'milliseconds since 1970' }),
    tid: z.string().openapi({ description: 'the host that counted' }),
    eip: z.string(),
    ...Object.fromEntries(
      [
        ...['in_Bps', 'out_Bps', 'in_pps', 'out_pps', 'In_syn_speed', 'out_syn_speed', 'In_syn_ack_speed'],
        ...['out_syn_ack_speed', 'In_fin_speed', 'out_fin_speed', 'In_rst_speed', 'out_rst_speed'],
        ...['in_ratelimit_drop_speed', 'out_ratelimit_drop_speed'],
      ].map((name) => [name, rate]),
    ),
  })
  .openapi('MonitorLine')

export const eipOperations = [
  operation({
    name: 'listMonitorLog',
    method: 'get',
    path: '/eips/{eipId}/monitor-log',
    summary:
      'The fine traffic log of an elastic address, newest second first: seconds in which something passed, since it was turned on',
    effect: 'read',
    params: z.object({ eipId: resourceId }),
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(3600).default(60) }),
    answer: z.object({ items: z.array(monitorLine) }),
    run(call, { params: { eipId }, query: { limit } }) {
      const lines = call.traffic?.logged(findEip(call, eipId), limit) ?? []
      return { items: lines.map((line) => ({ ...line })) }
    },
  }),
]
