// Name and description of a network ACL changed; a network ACL deleted that stands nowhere.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findNetworkAcl, type OfNetworkAcl } from './findNetworkAcl.ts'

export interface NetworkAclChange extends OfNetworkAcl {
  /** What is undefined stays as it is. */
  readonly name?: string | undefined
  readonly description?: string | undefined
}

export function modifyNetworkAcl(call: Call, input: NetworkAclChange): void {
  const acl = findNetworkAcl(call, input)
  const name = input.name ?? acl.name
  const description = input.description ?? acl.description
  call.state.put('networkAcl', { ...acl, name, description })
}

/** G6 for network ACLs: the refusal names every vSwitch that it stands in front of. */
export function deleteNetworkAcl(call: Call, input: OfNetworkAcl): void {
  const { id } = findNetworkAcl(call, input)
  const vSwitchIds = call.state.by('vSwitch', 'networkAcl', id).map((vSwitch) => vSwitch.id)
  if (vSwitchIds.length > 0) fail({ name: 'networkAclBound', networkAclId: id, vSwitchIds })
  call.state.remove('networkAcl', id)
}
