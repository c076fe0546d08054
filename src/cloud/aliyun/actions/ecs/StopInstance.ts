// Stops one running instance.

import { stopInstance } from '../../../../service/instance/stop.ts'
import { action } from '../../action.ts'
import { flag, ignored, refuse } from '../../fields.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { forceStop, instanceId, stoppedMode } from './instanceFields.ts'

export const StopInstance = action({
  name: 'StopInstance',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Stop an instance.',
  effect: 'write',
  permission: 'ecs:StopInstance',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    ForceStop: forceStop,
    StoppedMode: stoppedMode,
    ConfirmStop: ignored('No longer used by the cloud either.'),
    Hibernate: flag({
      about: 'On trial in the cloud, by invitation; here nobody is invited, and true is refused.',
    }),
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { InstanceId: 'i-bp1example', ForceStop: 'true' },
  run(call, { Hibernate, InstanceId, RegionId }) {
    if (Hibernate === true) {
      refuse({
        status: 400,
        code: 'UnsupportedOperation',
        message: 'Hibernation is not supported.',
      })
    }
    stopInstance(call, { instanceId: InstanceId, region: RegionId })
    return {}
  },
})
