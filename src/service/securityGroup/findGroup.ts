// Finds the group a call is about, and refuses what may not be changed.

import { fail } from '../../core/model/faults.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

/** The caller's own group; a region, where given, must be the group's. */
export const findGroup = (call: Call, groupId: string, region?: string): SecurityGroup =>
  owned(call, 'securityGroup', groupId, region) ?? fail({ name: 'groupNotFound', groupId })

/** The same for calls that change it (G6). */
export function findChangeableGroup(call: Call, groupId: string, region?: string): SecurityGroup {
  const group = findGroup(call, groupId, region)
  return group.managed ? fail({ name: 'groupManaged', groupId }) : group
}
