// Who decides about a recorded flow where there are only files: the interfaces that they describe, else one that all their groups are bound to.

import { anyEniWith } from '../../core/analysis/ground.ts'
import { type FlowWorld, worldOf } from '../../core/analysis/replay/flowWorld.ts'
import { asId } from '../../core/model/ids.ts'
import type { Eni } from '../../core/model/network.ts'
import type { EniPolicy } from '../../core/policy/policy.ts'
import { createResolver, resolvePolicy } from '../../core/policy/resolve.ts'
import type { OfflineWorld } from '../world.ts'

/** The same name in both worlds: it stands for whoever the records are about. */
const STAND_IN = asId<EniPolicy['eniId']>('interface')

export function offlineFlowWorld(world: OfflineWorld): FlowWorld {
  const policy = resolvePolicy(world.reader, world.bind(world.groups))
  if (policy === undefined) throw new Error('INVARIANT: the interface was put')
  const standIn: EniPolicy = { ...anyEniWith(policy), eniId: STAND_IN }
  const resolver = createResolver(world.reader)
  // Of an interface with groups that nobody gave, nothing can be said.
  const isWhole = ({ securityGroupIds }: Eni): boolean =>
    securityGroupIds.every((id) => world.reader.get('securityGroup', id) !== undefined)
  const known = worldOf(world.reader, (eni) => (isWhole(eni) ? resolver.policyOf(eni.id) : undefined))
  return {
    endsOf(flow) {
      const ends = known.endsOf(flow)
      const { eniId, direction } = flow.at
      const isDescribed = eniId !== null && world.reader.get('eni', eniId) !== undefined
      if (isDescribed || ends.sender !== null || ends.receiver !== null) return ends
      return {
        sender: direction === 'egress' ? standIn : null,
        receiver: direction === 'ingress' ? standIn : null,
      }
    },
  }
}
