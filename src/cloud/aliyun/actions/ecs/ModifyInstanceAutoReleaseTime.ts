// Sets when an instance goes by itself, or takes that back.

import { fail } from '../../../../core/model/faults.ts'
import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { autoReleaseTime, releaseAt } from './autoReleaseTime.ts'
import { instanceId } from './instanceFields.ts'

export const ModifyInstanceAutoReleaseTime = action({
  name: 'ModifyInstanceAutoReleaseTime',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Set when an instance is released by itself.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceAutoReleaseTime',
  input: {
    InstanceId: instanceId,
    AutoReleaseTime: autoReleaseTime,
    RegionId: optionalRegionId,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceSubscribed'],
  missing: [],
  example: { InstanceId: 'i-bp1example', AutoReleaseTime: '2026-01-01T12:05:00Z' },
  run(call, { InstanceId, AutoReleaseTime, RegionId }) {
    const instance = findInstance(call, InstanceId, RegionId)
    if (instance.chargeType === 'PrePaid') fail({ name: 'instanceSubscribed', instanceId: instance.id })
    const { autoReleaseAt: _, ...rest } = instance
    const time = releaseAt(AutoReleaseTime, call.now, instance.chargeType)
    call.state.put('instance', time === undefined ? rest : { ...rest, autoReleaseAt: time })
    return {}
  },
})
