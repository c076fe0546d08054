// Keeps an elastic IP address from being released, or lets it go again.

import { modifyEip } from '../../../../service/eip/modify.ts'
import { action } from '../../action.ts'
import { choice, flag, required, text } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'

export const DeletionProtection = action({
  name: 'DeletionProtection',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Protect an elastic IP address from being released.',
  effect: 'write',
  permission: 'vpc:DeletionProtection',
  input: {
    RegionId: regionId,
    InstanceId: required(text({ about: 'Elastic IP address.' })),
    Type: required(choice(['EIP'], { about: 'EIP; there are no NAT gateways and bandwidth plans here.' })),
    ProtectionEnable: required(flag({ about: 'Whether it is protected.' })),
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['eipNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'eip-bp1example', Type: 'EIP', ProtectionEnable: 'true' },
  run(call, { RegionId, InstanceId, ProtectionEnable }) {
    modifyEip(call, { eipId: InstanceId, region: RegionId, deletionProtection: ProtectionEnable })
    return {}
  },
})
