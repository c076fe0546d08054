// Makes the default vSwitch of a zone.

import { fail } from '../../../../core/model/faults.ts'
import { createDefaultVSwitch } from '../../../../service/vpc/defaultVpc.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { ipv6Index, optionalZoneId, zoneFits } from './vpcFields.ts'

export const CreateDefaultVSwitch = action({
  name: 'CreateDefaultVSwitch',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Create the default vSwitch of a zone.',
  effect: 'write',
  permission: 'vpc:CreateDefaultVSwitch',
  input: {
    RegionId: regionId,
    ZoneId: required(optionalZoneId),
    Ipv6CidrBlock: ipv6Index,
    ClientToken: clientToken,
    ...owner,
  },
  faults: [
    'zoneNotFound',
    'defaultVpcMissing',
    'defaultVSwitchExists',
    'ipv6Off',
    'ipv6BlockTaken',
    'vpcFull',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ZoneId: 'cn-hangzhou-h' },
  run(call, { RegionId: region, ZoneId: zone, Ipv6CidrBlock: index }) {
    if (!zoneFits(zone, region)) fail({ name: 'zoneNotFound', zone })
    return { VSwitchId: createDefaultVSwitch(call, { region, zone, ipv6Index: index }).id }
  },
})
