// Deletes a VPC in which nothing stands any more.

import { deleteVpc } from '../../../../service/vpc/deleteVpc.ts'
import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { clientToken, dryRun, optionalRegionId, owner } from '../fields.ts'
import { vpcId } from './vpcFields.ts'

export const DeleteVpc = action({
  name: 'DeleteVpc',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Delete a VPC.',
  effect: 'write',
  permission: 'vpc:DeleteVpc',
  input: {
    VpcId: vpcId,
    RegionId: optionalRegionId,
    ForceDelete: ignored('It removes IPv4 and IPv6 gateways only, and there are none here.'),
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['vpcNotFound', 'vpcHasVSwitch', 'vpcHasGroup', 'vpcHasNetworkAcl', 'classicLinkInUse'],
  missing: [],
  example: { VpcId: 'vpc-bp1example', RegionId: 'cn-hangzhou' },
  run(call, { VpcId, RegionId }) {
    deleteVpc(call, { vpcId: VpcId, region: RegionId })
    return {}
  },
})
