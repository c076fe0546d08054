// Makes a network ACL in front of no subnet yet; it lets nothing of IPv4 through.

import { createNetworkAcl } from '../../../../service/networkAcl/createNetworkAcl.ts'
import { action } from '../../action.ts'
import { choice, required } from '../../fields.ts'
import { name, tags, tagsOf } from '../fields.ts'
import { networkAclView } from './networkAclAnswer.ts'
import { vpcId } from './vpcFields.ts'

export const CreateNetworkAcl = action({
  name: 'CreateNetworkAcl',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a network ACL.',
  effect: 'write',
  input: {
    VpcId: vpcId,
    NetworkAclName: required(name('Name, up to 60 characters.')),
    NetworkAclType: choice(['TRIPLE', 'QUINTUPLE'], { about: 'What its entries say; TRIPLE when left out.' }),
    Tags: tags,
  },
  faults: ['vpcNotFound', 'tooManyNetworkAcls'],
  missing: [],
  example: { VpcId: 'vpc-abcd1234', NetworkAclName: 'front' },
  run: (call, parameters, { region }) => ({
    NetworkAcl: networkAclView(
      call.state,
      createNetworkAcl(call, {
        region,
        vpcId: parameters.VpcId,
        name: parameters.NetworkAclName,
        description: '',
        resourceGroupId: '',
        tags: tagsOf(parameters.Tags),
        closed: true,
        fiveFields: parameters.NetworkAclType === 'QUINTUPLE' ? true : undefined,
      }),
    ),
  }),
})
