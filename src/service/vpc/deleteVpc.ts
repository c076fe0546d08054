// A VPC goes only when nothing stands in it any more.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { checkUnlinked } from '../classic/links.ts'
import { owned } from '../owned.ts'

export function deleteVpc(call: Call, input: { vpcId: string; region?: string | undefined }): void {
  const vpc =
    owned(call, 'vpc', input.vpcId, input.region) ?? fail({ name: 'vpcNotFound', vpcId: input.vpcId })
  const vSwitch = call.state.by('vSwitch', 'vpc', vpc.id)[0]
  if (vSwitch !== undefined) fail({ name: 'vpcHasVSwitch', vpcId: vpc.id, vSwitchId: vSwitch.id })
  const group = call.state.by('securityGroup', 'vpc', vpc.id)[0]
  if (group !== undefined) fail({ name: 'vpcHasGroup', vpcId: vpc.id, groupId: group.id })
  const acl = call.state.by('networkAcl', 'vpc', vpc.id)[0]
  if (acl !== undefined) fail({ name: 'vpcHasNetworkAcl', vpcId: vpc.id, networkAclId: acl.id })
  checkUnlinked(call, vpc)
  call.state.remove('vpc', vpc.id)
}
