// Deletes one instance.

import { removeInstance } from '../../../../service/instance/remove.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { forceStop, instanceId } from './instanceFields.ts'

export const DeleteInstance = action({
  name: 'DeleteInstance',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete an instance.',
  effect: 'write',
  permission: 'ecs:DeleteInstance',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    Force: flag({ about: 'Also when it is running. Default false.' }),
    ForceStop: forceStop,
    TerminateSubscription: flag({ about: 'Also when it is PrePaid. Default false.' }),
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong', 'instanceProtected', 'instanceSubscribed'],
  missing: [],
  example: { InstanceId: 'i-bp1example', Force: 'true' },
  run(call, { InstanceId, RegionId, Force, TerminateSubscription }) {
    removeInstance(call, {
      instanceId: InstanceId,
      region: RegionId,
      force: Force ?? false,
      endSubscription: TerminateSubscription ?? false,
    })
    return {}
  },
})
