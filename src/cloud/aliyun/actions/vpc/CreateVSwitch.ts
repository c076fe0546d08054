// Makes a vSwitch in a zone of a VPC.

import { fail } from '../../../../core/model/faults.ts'
import { ipv6BlocksOf } from '../../../../core/model/network.ts'
import { owned } from '../../../../service/owned.ts'
import { createVSwitch } from '../../../../service/vpc/createVSwitch.ts'
import { action } from '../../action.ts'
import { integer, missingOf, refuse, required, text } from '../../fields.ts'
import { clientToken, dryRun, optionalRegionId, owner, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { ipv6Index, optionalZoneId, vpcId, vSwitchDescription, vSwitchName, zoneFits } from './vpcFields.ts'

export const CreateVSwitch = action({
  name: 'CreateVSwitch',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Create a vSwitch.',
  effect: 'write',
  permission: 'vpc:CreateVSwitch',
  input: {
    VpcId: vpcId,
    ZoneId: required(optionalZoneId),
    RegionId: optionalRegionId,
    CidrBlock: text({ about: 'IPv4 block, /16 to /29, inside the VPC. This or CidrMask is needed.' }),
    CidrMask: integer({ about: 'Length of a block to be found, 16 to 29.', min: 16, max: 29 }),
    Ipv6CidrBlock: ipv6Index,
    Ipv6CidrMask: integer({ about: 'Only 64.', min: 64, max: 64 }),
    VpcIpv6CidrBlock: text({ about: "The VPC's IPv6 block to take it from." }),
    VSwitchName: vSwitchName,
    Description: vSwitchDescription,
    Tag: tags,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: [
    'vpcNotFound',
    'zoneNotFound',
    'cidrNotAllowed',
    'cidrOutsideVpc',
    'cidrOverlaps',
    'cidrHoldsLink',
    'vpcFull',
    'tooManyVSwitches',
    'ipv6Off',
    'ipv6BlockTaken',
  ],
  missing: [],
  example: { VpcId: 'vpc-bp1example', ZoneId: 'cn-hangzhou-h', CidrBlock: '192.168.1.0/24' },
  run(call, parameters) {
    const { VpcId, ZoneId, RegionId, VpcIpv6CidrBlock } = parameters
    const vpc = owned(call, 'vpc', VpcId, RegionId) ?? fail({ name: 'vpcNotFound', vpcId: VpcId })
    if (!zoneFits(ZoneId, vpc.region)) fail({ name: 'zoneNotFound', zone: ZoneId })
    if (VpcIpv6CidrBlock !== undefined && !ipv6BlocksOf(vpc).includes(VpcIpv6CidrBlock)) {
      fail({ name: 'ipv6Off', id: VpcIpv6CidrBlock })
    }
    const vSwitch = createVSwitch(call, {
      vpcId: vpc.id,
      zone: ZoneId,
      name: parameters.VSwitchName ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: vpc.resourceGroupId,
      tags: tagsOf(parameters.Tag),
      cidr: parameters.CidrBlock ?? parameters.CidrMask ?? refuse(missingOf('CidrBlock')),
      ipv6Index: parameters.Ipv6CidrBlock,
      vpcIpv6Cidr: VpcIpv6CidrBlock,
    })
    return { VSwitchId: vSwitch.id }
  },
})
