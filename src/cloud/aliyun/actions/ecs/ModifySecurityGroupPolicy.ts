// Decides whether the members of a basic group reach each other without a rule (semantics G2).

import { setInnerAccess } from '../../../../service/securityGroup/modifyGroup.ts'
import { action } from '../../action.ts'
import { choice, required } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { optionalGroupId } from '../securityGroup.ts'

export const ModifySecurityGroupPolicy = action({
  name: 'ModifySecurityGroupPolicy',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Let members of a security group reach each other, or keep them apart.',
  effect: 'write',
  permission: 'ecs:ModifySecurityGroupPolicy',
  input: {
    RegionId: regionId,
    SecurityGroupId: required(
      optionalGroupId({
        status: 400,
        code: 'InvalidSecurityGroupId.Malformed',
        message:
          'The SecurityGroupId is invalid. Only letters, numbers and underscores are supported. Maximum length is 100 characters.',
      }),
    ),
    InnerAccessPolicy: required(
      choice(['accept', 'drop'], {
        about: 'Accept or Drop, in any case.',
        malformed: {
          status: 400,
          code: 'InvalidPolicy.Malformed',
          message: "The Policy is invalid. Only 'Accept' and 'Drop' are supported. Ignore case.",
        },
      }),
    ),
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['groupNotFound', 'groupManaged', 'innerAccessFixed'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp67acfmxazb4p0example',
    InnerAccessPolicy: 'Drop',
  },
  run(call, parameters) {
    setInnerAccess(call, {
      region: parameters.RegionId,
      groupId: parameters.SecurityGroupId,
      innerAccess: parameters.InnerAccessPolicy,
    })
    return {}
  },
})
