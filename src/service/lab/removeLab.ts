// The lab goes as it came: everything that carries its tag, and nothing else.

import type { Call } from '../call.ts'
import { removeInstance } from '../instance/remove.ts'
import { deleteList } from '../list/delete.ts'
import { deleteGroup } from '../securityGroup/deleteGroup.ts'
import { markGroup } from '../securityGroup/operate.ts'
import { deleteVpc } from '../vpc/deleteVpc.ts'
import { deleteVSwitch } from '../vpc/deleteVSwitch.ts'
import { LAB_TAG } from './createLab.ts'

const isOfLab = ({ tags }: { readonly tags: Readonly<Record<string, string>> }): boolean => LAB_TAG in tags

export function removeLab(call: Call): void {
  const { state, accountId } = call
  for (const { id } of state.by('instance', 'account', accountId).filter(isOfLab)) {
    removeInstance(call, { instanceId: id, force: true, endSubscription: true })
  }
  const groups = state.by('securityGroup', 'account', accountId).filter(isOfLab)
  // Their rules name each other: all rules first, then the groups.
  for (const { id } of groups) {
    markGroup(state, id, { deletionProtection: false })
    for (const rule of state.by('rule', 'group', id)) state.remove('rule', rule.id)
  }
  for (const { id } of groups) deleteGroup(call, { groupId: id })
  for (const { id, region } of state.by('prefixList', 'account', accountId).filter(isOfLab)) {
    deleteList(call, 'prefixList', { listId: id, region })
  }
  for (const { id } of state.by('vSwitch', 'account', accountId).filter(isOfLab))
    deleteVSwitch(call, { vSwitchId: id })
  for (const { id } of state.by('vpc', 'account', accountId).filter(isOfLab)) deleteVpc(call, { vpcId: id })
}
