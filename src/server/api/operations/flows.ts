// The newest flows of all hosts.

import { z } from '@hono/zod-openapi'
import { flag } from '../fields.ts'
import { operation } from '../operation.ts'

export const flowQuery = {
  denied: flag.openapi({ description: '`true`: only what was dropped' }),
  eni: z.string().optional().openapi({ description: 'interface or instance on the side that decided' }),
  group: z.string().optional(),
  rule: z.string().optional(),
  host: z.string().optional(),
}

export const flowSchema = z
  .object({
    at: z.iso.datetime(),
    hostId: z.string(),
    action: z.enum(['accept', 'drop']),
    reason: z.string(),
    ruleId: z.string().nullable(),
    groupIds: z.array(z.string()),
    direction: z.enum(['ingress', 'egress']).nullable(),
    eniId: z.string().nullable(),
    instanceId: z.string().nullable(),
    vpcId: z.string().nullable(),
    from: z.string().openapi({ description: 'interface of the router that it came by' }),
    to: z.string(),
    revision: z.int().openapi({ description: 'what the host enforced' }),
    protocol: z.string(),
    source: z.string(),
    sourcePort: z.int(),
    destination: z.string(),
    destinationPort: z.int(),
    bytes: z.int(),
  })
  .openapi('Flow')

export const flowView = (flow: { readonly at: number } & Omit<z.input<typeof flowSchema>, 'at'>) => ({
  ...flow,
  at: new Date(flow.at).toISOString(),
})

export const flowOperations = [
  operation({
    name: 'listFlows',
    method: 'get',
    path: '/flows',
    summary: 'The newest dropped and accepted flows, newest first; a sample where there are many',
    effect: 'read',
    query: z.strictObject({ ...flowQuery, limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    answer: z.object({ items: z.array(flowSchema) }),
    run(_, { query: { limit, denied, ...rest }, parts: { flows } }) {
      const found = flows.newest({ ...rest, denied: denied === 'true' }, limit)
      return { items: found.map((flow) => flowView({ ...flow, groupIds: [...flow.groupIds] })) }
    },
  }),
]
