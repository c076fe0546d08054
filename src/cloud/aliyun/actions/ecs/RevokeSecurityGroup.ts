// Takes ingress rules out of a security group, by their ids or by what they look like.

import { action } from '../../action.ts'
import { revokeInput, revokeRules } from '../revoke.ts'

export const RevokeSecurityGroup = action({
  name: 'RevokeSecurityGroup',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Remove ingress rules from a security group.',
  effect: 'write',
  permission: 'ecs:RevokeSecurityGroup',
  input: revokeInput('ingress'),
  faults: ['groupNotFound', 'groupManaged', 'ruleNotFound', 'ruleIdRepeated'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp67acfmxazb4p0example',
    'Permissions.1.IpProtocol': 'TCP',
    'Permissions.1.PortRange': '22/22',
    'Permissions.1.SourceCidrIp': '198.51.100.0/24',
    'Permissions.1.Policy': 'accept',
  },
  run: (call, parameters) => revokeRules(call, 'ingress', parameters),
})
