// The default VPC of the region with a subnet in one zone; made when they are not there.

import { ensureDefaultVpc, ensureDefaultVSwitch } from '../../../../service/vpc/defaultVpc.ts'
import { action } from '../../action.ts'
import { filled, flag } from '../../fields.ts'
import { zoneIn } from '../zones.ts'

export const CreateDefaultVpc = action({
  name: 'CreateDefaultVpc',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Get the default VPC and subnet, made when there is none.',
  effect: 'write',
  input: {
    Zone: filled({ about: 'Zone of the subnet; the first one of the region when left out.' }),
    Force: flag({
      about: 'Also where a region has a default VPC of its own; without effect here.',
      ignored: true,
    }),
  },
  faults: [],
  missing: [],
  example: { Zone: 'ap-guangzhou-3' },
  run(call, parameters, { region }) {
    const zone = zoneIn(region, parameters.Zone)
    const vpc = ensureDefaultVpc(call, region)
    const subnet = ensureDefaultVSwitch(call, vpc, zone)
    return {
      Vpc: {
        VpcId: vpc.id,
        VpcName: vpc.name,
        // Of the subnet, although it stands beside the VPC's name.
        CidrBlock: subnet.cidr,
        SubnetId: subnet.id,
        SubnetName: subnet.name,
      },
    }
  },
})
