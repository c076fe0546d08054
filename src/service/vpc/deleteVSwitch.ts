// A vSwitch goes only when no network interface holds one of its addresses and no network ACL stands in front of it.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export function deleteVSwitch(call: Call, input: { vSwitchId: string; region?: string | undefined }): void {
  const vSwitch =
    owned(call, 'vSwitch', input.vSwitchId, input.region) ??
    fail({ name: 'vSwitchNotFound', vSwitchId: input.vSwitchId })
  const eni = call.state.by('eni', 'vSwitch', vSwitch.id)[0]
  if (eni !== undefined) fail({ name: 'vSwitchInUse', vSwitchId: vSwitch.id, eniId: eni.id })
  const { networkAclId } = vSwitch
  if (networkAclId !== undefined) fail({ name: 'vSwitchHasNetworkAcl', vSwitchId: vSwitch.id, networkAclId })
  call.state.remove('vSwitch', vSwitch.id)
}
