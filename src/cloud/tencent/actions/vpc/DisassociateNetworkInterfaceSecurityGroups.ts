// Takes security groups off network interfaces; one that is left without any passes nothing.

import { leaveGroup } from '../../../../service/securityGroup/membership.ts'
import { action } from '../../action.ts'
import { auxiliaryEnis, bindingFields } from './eniGroups.ts'

export const DisassociateNetworkInterfaceSecurityGroups = action({
  name: 'DisassociateNetworkInterfaceSecurityGroups',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Unbind security groups from network interfaces.',
  effect: 'write',
  input: bindingFields,
  faults: ['eniNotFound', 'eniPrimary', 'groupNotFound', 'notMember'],
  missing: [],
  example: { NetworkInterfaceIds: ['eni-abcd1234'], SecurityGroupIds: ['sg-abcd1234'] },
  run(call, parameters, { region }) {
    for (const { id } of auxiliaryEnis(call, parameters.NetworkInterfaceIds, region))
      for (const groupId of new Set(parameters.SecurityGroupIds))
        leaveGroup(call, { region, groupId, member: { kind: 'eni', id } })
    return {}
  },
})
