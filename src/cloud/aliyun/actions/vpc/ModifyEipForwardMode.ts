// Says how an elastic IP address reaches its interface: by translation.

import { findEip } from '../../../../service/eip/find.ts'
import { action } from '../../action.ts'
import { choice, refuse, required, text } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'

export const ModifyEipForwardMode = action({
  name: 'ModifyEipForwardMode',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Set how an elastic IP address is bound.',
  effect: 'write',
  permission: 'vpc:ModifyEipForwardMode',
  input: {
    RegionId: regionId,
    InstanceId: required(text({ about: 'Elastic IP address.' })),
    Mode: required(choice(['NAT', 'BINDED', 'MULTI_BINDED'], { about: 'NAT; others are refused.' })),
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['eipNotFound'],
  missing: ['modes BINDED and MULTI_BINDED'],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'eip-bp1example', Mode: 'NAT' },
  run(call, { RegionId, InstanceId, Mode }) {
    findEip(call, InstanceId, RegionId)
    if (Mode === 'NAT') return {}
    return refuse({
      status: 400,
      code: 'UnsupportedOperation',
      message: `The mode ${Mode} is not supported.`,
    })
  },
})
