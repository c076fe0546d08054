// Takes egress rules out of a security group, by their ids or by what they look like.

import { action } from '../../action.ts'
import { revokeInput, revokeRules } from '../revoke.ts'

export const RevokeSecurityGroupEgress = action({
  name: 'RevokeSecurityGroupEgress',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Remove egress rules from a security group.',
  effect: 'write',
  permission: 'ecs:RevokeSecurityGroupEgress',
  input: revokeInput('egress'),
  faults: ['groupNotFound', 'groupManaged', 'ruleNotFound', 'ruleIdRepeated'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp67acfmxazb4p0example',
    'Permissions.1.IpProtocol': 'TCP',
    'Permissions.1.PortRange': '22/22',
    'Permissions.1.DestCidrIp': '198.51.100.0/24',
    'Permissions.1.Policy': 'accept',
  },
  run: (call, parameters) => revokeRules(call, 'egress', parameters),
})
