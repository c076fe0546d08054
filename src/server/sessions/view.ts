// A live session as the own API shows it.

import { z } from '@hono/zod-openapi'
import { formatPacket } from '../../core/model/packet.ts'
import type { SessionVerdict } from '../../core/policy/liveSessions.ts'
import type { HostSession } from './ask.ts'

export const sessionSchema = z
  .object({
    session: z
      .string()
      .openapi({ description: '`tcp 10.0.0.5:40000 > 10.0.0.6:22`: the packet that opened it' }),
    host: z.string(),
    vpcId: z.string(),
    state: z.string(),
    expiresIn: z.int().openapi({ description: 'seconds until it is forgotten if nothing comes' }),
    fate: z.enum(['allowed', 'grandfathered', 'cut']).openapi({
      description: 'grandfathered: the rules do not allow it any more, its group keeps it (C5)',
    }),
    sides: z.array(
      z.object({
        eniId: z.string(),
        direction: z.enum(['ingress', 'egress']),
        action: z.enum(['accept', 'drop']),
        why: z.looseObject({ kind: z.string() }),
      }),
    ),
  })
  .openapi('LiveSession')

export const sessionView = (
  { hostId, vpcId, session }: HostSession,
  { fate, sides }: SessionVerdict,
): z.input<typeof sessionSchema> => ({
  session: formatPacket(session.first),
  host: hostId,
  vpcId,
  state: session.state,
  expiresIn: session.expiresIn,
  fate,
  sides: sides.map(({ eniId, direction, action, why }) => ({ eniId, direction, action, why: { ...why } })),
})
