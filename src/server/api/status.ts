// GET /api/v1/status: revision, enforcement mode and every host with its lag.

import { z } from '@hono/zod-openapi'
import { KINDS } from '../../core/model/resources.ts'
import type { Feed } from '../../feed/server.ts'
import { policySettings } from '../../service/settings/read.ts'
import type { Store } from '../../store/store.ts'

export const statusSchema = z
  .object({
    version: z.string(),
    enforcement: z.string().openapi({ description: '`kernel`, `kernel (rootless)` or `simulated: why`' }),
    revision: z.int(),
    resources: z.int(),
    failsafe: z
      .array(z.string())
      .openapi({ description: 'what stays open on machines that are instances: `tcp/22@10.0.0.0/8`' }),
    hosts: z.array(
      z.object({
        hostId: z.string(),
        mode: z.string(),
        connected: z.boolean(),
        enforcedRevision: z.int(),
        lag: z.int().openapi({ description: 'revisions committed but not yet enforced there' }),
        failure: z.string().nullable(),
        driftRepairs: z.int(),
        instances: z.int(),
        lastSeen: z.iso.datetime(),
      }),
    ),
  })
  .openapi('Status')

export type StatusAnswer = z.infer<typeof statusSchema>

export function statusOf(store: Store, feed: Feed, version: string, enforcement: string): StatusAnswer {
  return {
    version,
    enforcement,
    revision: store.revision,
    resources: KINDS.reduce((sum, kind) => sum + store.count(kind), 0),
    failsafe: [...policySettings(store).failsafe],
    hosts: feed.hosts().map((host) => ({
      hostId: host.hostId,
      mode: host.mode,
      connected: host.connectedSince !== null,
      enforcedRevision: host.enforcedRevision,
      lag: Math.max(0, store.revision - host.enforcedRevision),
      failure: host.failure,
      driftRepairs: host.driftRepairs,
      instances: host.instances,
      lastSeen: new Date(host.lastSeen).toISOString(),
    })),
  }
}
