// Shows one security group with its rules.

import type { Rule } from '../../../../core/model/rule.ts'
import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { action } from '../../action.ts'
import { choice, withDefault } from '../../fields.ts'
import { groupAttribute } from '../../groupAttribute.ts'
import { byToken } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { groupId } from '../securityGroup.ts'

// Terraform looks for its rule in the first page only, so that a page is large.
const paging = byToken({ default: 500, min: 10, max: 1000 })

export const DescribeSecurityGroupAttribute = action({
  name: 'DescribeSecurityGroupAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show a security group with its rules.',
  effect: 'read',
  permission: 'ecs:DescribeSecurityGroupAttribute',
  input: {
    RegionId: regionId,
    SecurityGroupId: groupId,
    Direction: withDefault(
      choice(['ingress', 'egress', 'all'], { about: 'Rules of which direction.' }),
      'all',
    ),
    NicType: choice(['intranet', 'internet'], {
      about: 'Rules for which network interface of classic instances; no difference in a VPC.',
      malformed: {
        status: 400,
        code: 'InvalidNicType.ValueNotSupported',
        message: 'The specified NicType does not exist.',
      },
    }),
    Attribute: choice(['snapshotPolicyIds'], {
      about: 'What to show besides; snapshot policies are made by no call, so that the list is empty.',
      malformed: {
        status: 400,
        code: 'InvalidParameter.AttributeNotSupported',
        message:
          'The specified value for parameter Attribute is not supported. Valid values: snapshotPolicyIds.',
      },
    }),
    ...paging.fields,
    ...owner,
  },
  faults: ['groupNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-bp67acfmxazb4p0example', Direction: 'ingress' },
  run(call, parameters) {
    const group = findGroup(call, parameters.SecurityGroupId, parameters.RegionId)
    const nic = group.vpcId === null ? (parameters.NicType ?? 'internet') : 'intranet'
    const shown = (rule: Rule) =>
      rule.nic === nic && (parameters.Direction === 'all' || rule.direction === parameters.Direction)
    const rules = call.state.by('rule', 'group', group.id).filter(shown)
    const part = paging.cut(rules, parameters)
    return groupAttribute(call.state, group, part.items, part.envelope)
  },
})
