// Gives a network interface other groups in one step, so that it is never without one (semantics G4-G6).

import { asId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { putGroups } from '../classic/nics.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { checkBinding, checkNewMember } from './bindings.ts'
import { findChangeableEni } from './find.ts'

export interface GroupReplacement {
  readonly region?: string | undefined
  readonly eniId: string
  readonly groupIds: readonly string[]
}

/** Of a primary interface these are the groups of its instance. */
export function replaceGroups(call: Call, { eniId, region, groupIds }: GroupReplacement): Eni {
  const changed = withGroups(call, findChangeableEni(call, eniId, region), groupIds)
  putGroups(call, changed, changed.securityGroupIds)
  return changed
}

/** The interface with exactly these groups. Groups that stay are not looked at again: they may be full, or managed. */
export function withGroups(call: Call, eni: Eni, groupIds: readonly string[]): Eni {
  const wanted = groupIds.map((id) => asId<SecurityGroupId>(id))
  const groups = checkBinding(call, wanted, eni.vpcId)
  for (const id of eni.securityGroupIds) if (!wanted.includes(id)) findChangeableGroup(call, id)
  for (const group of groups) if (!eni.securityGroupIds.includes(group.id)) checkNewMember(call, group, eni)
  return { ...eni, securityGroupIds: groups.map((group) => group.id) }
}
