// Binds security groups to network interfaces, behind those that are bound already.

import { joinGroup } from '../../../../service/securityGroup/membership.ts'
import { action } from '../../action.ts'
import { auxiliaryEnis, bindingFields } from './eniGroups.ts'

export const AssociateNetworkInterfaceSecurityGroups = action({
  name: 'AssociateNetworkInterfaceSecurityGroups',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Bind security groups to network interfaces.',
  effect: 'write',
  input: bindingFields,
  faults: ['eniNotFound', 'eniPrimary', 'groupNotFound', 'groupFull', 'tooManyGroups', 'tooManyRulesOnEni'],
  missing: [],
  example: { NetworkInterfaceIds: ['eni-abcd1234'], SecurityGroupIds: ['sg-abcd1234'] },
  run(call, parameters, { region }) {
    // Choice: a group that is bound already stays where it is in the order.
    for (const eni of auxiliaryEnis(call, parameters.NetworkInterfaceIds, region))
      for (const groupId of new Set(parameters.SecurityGroupIds))
        if (!eni.securityGroupIds.some((id) => id === groupId))
          joinGroup(call, { region, groupId, member: { kind: 'eni', id: eni.id } })
    return {}
  },
})
