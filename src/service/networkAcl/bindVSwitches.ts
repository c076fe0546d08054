// Network ACLs put in front of vSwitches and taken away: all that are named or none. A vSwitch has at most one (A2).

import { fail } from '../../core/model/faults.ts'
import type { VSwitch } from '../../core/model/network.ts'
import type { NetworkAcl } from '../../core/model/networkAcl.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'
import { findNetworkAcl, type OfNetworkAcl } from './findNetworkAcl.ts'

export interface Binding extends OfNetworkAcl {
  readonly vSwitchIds: readonly string[]
}

export function bindVSwitches(call: Call, input: Binding): void {
  const acl = findNetworkAcl(call, input)
  for (const id of input.vSwitchIds) {
    const vSwitch = vSwitchBeside(call, acl, id)
    const { networkAclId } = vSwitch
    if (networkAclId !== undefined) fail({ name: 'vSwitchHasNetworkAcl', vSwitchId: id, networkAclId })
    call.state.put('vSwitch', { ...vSwitch, networkAclId: acl.id })
  }
}

export function unbindVSwitches(call: Call, input: Binding): void {
  const acl = findNetworkAcl(call, input)
  for (const id of input.vSwitchIds) {
    const { networkAclId, ...vSwitch } = vSwitchBeside(call, acl, id)
    if (networkAclId === undefined) fail({ name: 'vSwitchWithoutNetworkAcl', vSwitchId: id })
    if (networkAclId !== acl.id) fail({ name: 'vSwitchHasOtherNetworkAcl', vSwitchId: id, networkAclId })
    call.state.put('vSwitch', vSwitch)
  }
}

function vSwitchBeside(call: Call, acl: NetworkAcl, id: string): VSwitch {
  const vSwitch =
    owned(call, 'vSwitch', id, acl.region) ?? fail({ name: 'aclVSwitchNotFound', vSwitchId: id })
  if (vSwitch.vpcId !== acl.vpcId) fail({ name: 'aclVSwitchInOtherVpc', vSwitchId: id, vpcId: acl.vpcId })
  return vSwitch
}
