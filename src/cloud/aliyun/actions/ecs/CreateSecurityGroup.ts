// Creates a security group without rules.

import { createGroup } from '../../../../service/securityGroup/createGroup.ts'
import { action } from '../../action.ts'
import { ignored, text, withDefault } from '../../fields.ts'
import { clientToken, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { groupDescription, groupName, groupType, kindOf } from '../securityGroup.ts'
import { tagsOf } from '../tags.ts'

export const CreateSecurityGroup = action({
  name: 'CreateSecurityGroup',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create a security group.',
  effect: 'write',
  permission: 'ecs:CreateSecurityGroup',
  input: {
    RegionId: regionId,
    VpcId: text({ about: 'VPC of the group; the default VPC of the region when left out.' }),
    SecurityGroupName: groupName,
    Description: groupDescription,
    SecurityGroupType: withDefault(
      groupType({
        status: 400,
        code: 'InvalidParams.GroupType',
        message: 'The specified security group type is not valid.',
      }),
      'normal',
    ),
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    ServiceManaged: ignored('For cloud products only.'),
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['vpcNotFound', 'groupNeedsVpc', 'tooManyGroupsInRegion', 'resourceGroupNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupName: 'web',
    'Tag.1.Key': 'stage',
    'Tag.1.Value': 'test',
  },
  run(call, parameters) {
    const group = createGroup(call, {
      region: parameters.RegionId,
      vpcId: parameters.VpcId,
      name: parameters.SecurityGroupName ?? '',
      description: parameters.Description ?? '',
      kind: kindOf(parameters.SecurityGroupType),
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
    })
    return { SecurityGroupId: group.id }
  },
})
