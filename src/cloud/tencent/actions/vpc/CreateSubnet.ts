// Makes a subnet in one zone of a VPC.

import { createVSwitch } from '../../../../service/vpc/createVSwitch.ts'
import { action } from '../../action.ts'
import { filled, ignored, required, text } from '../../fields.ts'
import { malformed, tags, tagsOf } from '../fields.ts'
import { zoneIn } from '../zones.ts'
import { subnetView } from './vpcAnswer.ts'
import { byteName, vpcId } from './vpcFields.ts'

export const CreateSubnet = action({
  name: 'CreateSubnet',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a subnet in a VPC.',
  effect: 'write',
  input: {
    VpcId: vpcId,
    SubnetName: required(byteName('Name, up to 60 bytes.')),
    CidrBlock: required(
      text({ about: 'Block inside the VPC, /16 to /29.', check: /^[\d.]+\/\d+$/, invalid: malformed }),
    ),
    Zone: required(filled({ about: 'Zone.' })),
    Tags: tags,
    CdcId: ignored('Dedicated clusters are not there.'),
  },
  faults: ['vpcNotFound', 'cidrNotAllowed', 'cidrOutsideVpc', 'cidrOverlaps', 'tooManyVSwitches'],
  missing: [],
  example: { VpcId: 'vpc-abcd1234', SubnetName: 'web', CidrBlock: '10.0.1.0/24', Zone: 'ap-guangzhou-3' },
  run(call, parameters, { region }) {
    const subnet = createVSwitch(call, {
      vpcId: parameters.VpcId,
      region,
      zone: zoneIn(region, parameters.Zone),
      name: parameters.SubnetName,
      description: '',
      resourceGroupId: '',
      tags: tagsOf(parameters.Tags),
      cidr: parameters.CidrBlock,
    })
    return { Subnet: subnetView(call.state, subnet) }
  },
})
