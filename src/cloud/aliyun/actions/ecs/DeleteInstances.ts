// Deletes instances, all or none.

import { removeInstance } from '../../../../service/instance/remove.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { forceStop, instanceIdList } from './instanceFields.ts'

export const DeleteInstances = action({
  name: 'DeleteInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete instances.',
  effect: 'write',
  permission: 'ecs:DeleteInstances',
  input: {
    RegionId: regionId,
    InstanceId: instanceIdList,
    Force: flag({ about: 'Also those that are running. Default false.' }),
    ForceStop: forceStop,
    TerminateSubscription: flag({ about: 'Also those that are PrePaid. Default false.' }),
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong', 'instanceProtected', 'instanceSubscribed'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-bp1example', Force: 'true' },
  run(call, { RegionId, InstanceId, Force, TerminateSubscription }) {
    for (const instanceId of new Set(InstanceId)) {
      removeInstance(call, {
        instanceId,
        region: RegionId,
        force: Force ?? false,
        endSubscription: TerminateSubscription ?? false,
      })
    }
    return {}
  },
})
