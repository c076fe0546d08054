// Reboots one running instance.

import { rebootInstance } from '../../../../service/instance/reboot.ts'
import { action } from '../../action.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { forceStop, instanceId } from './instanceFields.ts'

export const RebootInstance = action({
  name: 'RebootInstance',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Reboot an instance.',
  effect: 'write',
  permission: 'ecs:RebootInstance',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    ForceStop: forceStop,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { InstanceId: 'i-bp1example' },
  run(call, { InstanceId, RegionId }) {
    rebootInstance(call, { instanceId: InstanceId, region: RegionId })
    return {}
  },
})
