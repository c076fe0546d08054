// GET /api/v1/overview: how much of everything an account has, and which of its limits are nearest.

import { z } from '@hono/zod-openapi'
import type { LimitName } from '../../core/model/limits.ts'
import type { Kind, ResourceReader } from '../../core/model/resources.ts'
import { maximumOf } from '../../service/limits.ts'
import type { Store } from '../../store/store.ts'

const COUNTED = ['securityGroup', 'instance', 'eni', 'vpc', 'prefixList', 'portList', 'networkAcl'] as const
type Counted = (typeof COUNTED)[number]

const pressureSchema = z.object({
  limit: z.string(),
  /** What is limited: a region, a group, an interface. */
  of: z.string(),
  current: z.int(),
  maximum: z.int(),
})

export const overviewSchema = z
  .object({
    revision: z.int(),
    counts: z.object({
      groups: z.int(),
      rules: z.int(),
      instances: z.int(),
      enis: z.int(),
      vpcs: z.int(),
      prefixLists: z.int(),
      portLists: z.int(),
      networkAcls: z.int(),
    }),
    nearest: z
      .array(pressureSchema)
      .openapi({ description: 'the limits with the least room, the fullest first' }),
  })
  .openapi('Overview')

const MOST_NEAREST = 8

export function overviewOf(store: Store, accountId: string): z.input<typeof overviewSchema> {
  const count = (kind: Counted): number => store.by(kind, 'account', accountId).length
  const groups = store.by('securityGroup', 'account', accountId)
  return {
    revision: store.revision,
    counts: {
      groups: groups.length,
      rules: groups.reduce((sum, { id }) => sum + store.by('rule', 'group', id).length, 0),
      instances: count('instance'),
      enis: count('eni'),
      vpcs: count('vpc'),
      prefixLists: count('prefixList'),
      portLists: count('portList'),
      networkAcls: count('networkAcl'),
    },
    nearest: pressures(store, accountId)
      .sort((a, b) => b.current / b.maximum - a.current / a.maximum)
      .slice(0, MOST_NEAREST),
  }
}

function pressures(state: ResourceReader, accountId: string): z.input<typeof pressureSchema>[] {
  const groups = state.by('securityGroup', 'account', accountId)
  const perRegion = (limit: LimitName, kind: Extract<Kind, 'securityGroup' | 'prefixList' | 'portList'>) =>
    [...Map.groupBy(state.by(kind, 'account', accountId), ({ region }) => region)].map(([region, found]) => ({
      limit,
      of: region,
      current: found.length,
    }))
  const used = [
    ...perRegion('groupsPerRegion', 'securityGroup'),
    ...perRegion('prefixListsPerRegion', 'prefixList'),
    ...perRegion('portListsPerRegion', 'portList'),
    ...groups.flatMap((group) => [
      {
        limit: 'groupReferencesPerBasicGroup' as const,
        of: group.id,
        current: state.by('rule', 'group', group.id).filter(({ peer }) => peer.kind === 'group').length,
      },
      {
        limit:
          group.kind === 'basic'
            ? ('privateAddressesPerBasicGroup' as const)
            : ('enisPerEnterpriseGroup' as const),
        of: group.id,
        current: state.by('eni', 'group', group.id).length,
      },
    ]),
    ...state.by('eni', 'account', accountId).map((eni) => ({
      limit: 'rulesPerEni' as const,
      of: eni.id,
      current: eni.securityGroupIds.reduce((sum, id) => sum + state.by('rule', 'group', id).length, 0),
    })),
  ]
  return used
    .map((one) => ({ ...one, maximum: maximumOf(state, one.limit) }))
    .filter(({ current }) => current > 0)
}
