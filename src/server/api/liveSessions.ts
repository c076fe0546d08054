// `GET /sessions`: the live sessions of interfaces with their fate, asked from the hosts where they are.

import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { fail } from '../../core/model/faults.ts'
import type { EniId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { liveSessions, type SessionParts } from '../sessions/liveSessions.ts'
import { sessionSchema } from '../sessions/view.ts'
import { resourceId } from './fields.ts'
import { parsed } from './input.ts'

const query = z.strictObject({
  eni: resourceId.optional(),
  group: resourceId.optional(),
  fate: z.enum(['allowed', 'grandfathered', 'cut']).optional(),
  limit: z.coerce.number().int().min(1).max(20_000).default(1000),
})

const answer = z.object({
  items: z.array(sessionSchema),
  total: z.int().openapi({ description: 'how many there are, also those beyond `limit`' }),
  silent: z
    .array(z.object({ hostId: z.string(), reason: z.string() }))
    .openapi({ description: 'hosts that did not answer: their sessions are missing here' }),
})

/** All interfaces where neither an interface nor a group is named. */
export function serveLiveSessions(api: OpenAPIHono, parts: SessionParts): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/sessions',
    operationId: 'listSessions',
    summary: 'List live sessions, and which of them are grandfathered',
    security: [{ token: [] }],
    request: { query },
    responses: {
      200: { description: 'The sessions', content: { 'application/json': { schema: answer } } },
    },
  })
  api.get('/sessions', async (c) => {
    const { eni, group, fate, limit } = parsed(query, c.req.query())
    const { items, total, silent } = await liveSessions(parts, enisOf(parts.store, eni, group), limit)
    const wanted = items.filter((item) => fate === undefined || item.fate === fate)
    return c.json({ items: wanted, total, silent }, 200)
  })
}

function enisOf(
  reader: ResourceReader,
  eniId: string | undefined,
  groupId: string | undefined,
): ReadonlySet<EniId> {
  if (eniId !== undefined) {
    return new Set([(reader.get('eni', eniId) ?? fail({ name: 'eniNotFound', eniId })).id])
  }
  if (groupId !== undefined) {
    if (reader.get('securityGroup', groupId) === undefined) fail({ name: 'groupNotFound', groupId })
    return new Set(reader.by('eni', 'group', groupId).map(({ id }) => id))
  }
  return new Set([...reader.list('eni')].map(({ id }) => id))
}
