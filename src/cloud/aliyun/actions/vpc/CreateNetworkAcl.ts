// Makes a network ACL that accepts everything and stands in front of no vSwitch.

import { createNetworkAcl } from '../../../../service/networkAcl/createNetworkAcl.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { clientToken, dryRun, owner, regionId, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { networkAclAttribute } from './networkAclAnswer.ts'
import { missing, networkAclDescription, networkAclName } from './networkAclFields.ts'

export const CreateNetworkAcl = action({
  name: 'CreateNetworkAcl',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Create a network ACL.',
  effect: 'write',
  permission: 'vpc:CreateNetworkAcl',
  input: {
    RegionId: regionId,
    VpcId: required(text({ about: 'VPC whose vSwitches it is for.' }), missing('VpcId')),
    NetworkAclName: networkAclName,
    Description: networkAclDescription,
    Tag: tags,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['vpcNotFound', 'tooManyNetworkAcls'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example', NetworkAclName: 'edge' },
  run(call, parameters) {
    const acl = createNetworkAcl(call, {
      region: parameters.RegionId,
      vpcId: parameters.VpcId,
      name: parameters.NetworkAclName ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: '',
      tags: tagsOf(parameters.Tag),
    })
    return { NetworkAclId: acl.id, NetworkAclAttribute: networkAclAttribute(call.state, acl) }
  },
})
