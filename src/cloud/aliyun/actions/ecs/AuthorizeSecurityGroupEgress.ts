// Adds egress rules to a security group.

import { addRules } from '../../../../service/rule/addRules.ts'
import { action } from '../../action.ts'
import { decodeRule } from '../../ruleCodec.ts'
import { LOWEST_PRIORITY, PORT_RANGE_MALFORMED } from '../ruleFields.ts'
import { ruleListInput, rulesOf, WRITTEN_RULE_FAULTS } from '../rules.ts'

export const AuthorizeSecurityGroupEgress = action({
  name: 'AuthorizeSecurityGroupEgress',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Add egress rules to a security group.',
  effect: 'write',
  permission: 'ecs:AuthorizeSecurityGroupEgress',
  input: ruleListInput('egress', {
    portRange: PORT_RANGE_MALFORMED,
    lowestPriority: LOWEST_PRIORITY,
  }),
  faults: [...WRITTEN_RULE_FAULTS, 'ruleRepeated'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp67acfmxazb4p0example',
    'Permissions.1.IpProtocol': 'TCP',
    'Permissions.1.PortRange': '22/22',
    'Permissions.1.DestCidrIp': '198.51.100.0/24',
  },
  run(call, parameters) {
    addRules(call, {
      region: parameters.RegionId,
      groupId: parameters.SecurityGroupId,
      direction: 'egress',
      rules: rulesOf(call, 'egress', parameters, decodeRule),
    })
    return {}
  },
})
