// Says how an elastic IP address reaches its interface: by translation, or standing on it.

import { modifyForwardMode } from '../../../../service/eip/modes.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { forwardMode, modeOf } from './eipFields.ts'

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
    Mode: required(forwardMode),
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['eipNotFound', 'eipNotInUse', 'eipTargetTaken', 'eipModeUnfit', 'eipEniAttached', 'eipSubscribed'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'eip-bp1example', Mode: 'NAT' },
  run(call, { RegionId, InstanceId, Mode }) {
    modifyForwardMode(call, { eipId: InstanceId, region: RegionId, mode: modeOf(Mode) })
    return {}
  },
})
