// Changes one ingress rule by its id, or the description of the one that the fields describe.

import { action } from '../../action.ts'
import { MODIFY_RULE_FAULTS, modifyOneRule, modifyRuleInput } from '../modifyRule.ts'

export const ModifySecurityGroupRule = action({
  name: 'ModifySecurityGroupRule',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change an ingress rule of a security group.',
  effect: 'write',
  permission: 'ecs:ModifySecurityGroupRule',
  input: modifyRuleInput('ingress'),
  faults: MODIFY_RULE_FAULTS,
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp67acfmxazb4p0example',
    SecurityGroupRuleId: 'sgr-bp67acfmxa123b0example',
    PortRange: '443/443',
    Description: 'https',
  },
  run: (call, parameters) => modifyOneRule(call, 'ingress', parameters),
})
