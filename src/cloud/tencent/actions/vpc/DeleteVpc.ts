// A VPC goes when nothing stands in it any more.

import { deleteVpc } from '../../../../service/vpc/deleteVpc.ts'
import { action } from '../../action.ts'
import { vpcId } from './vpcFields.ts'

export const DeleteVpc = action({
  name: 'DeleteVpc',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete an empty VPC.',
  effect: 'write',
  input: { VpcId: vpcId },
  faults: ['vpcNotFound', 'vpcHasVSwitch', 'vpcHasNetworkAcl'],
  missing: [],
  example: { VpcId: 'vpc-abcd1234' },
  run(call, parameters, { region }) {
    deleteVpc(call, { vpcId: parameters.VpcId, region })
    return {}
  },
})
