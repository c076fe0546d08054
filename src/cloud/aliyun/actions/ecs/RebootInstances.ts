// Reboots running instances.

import { inBatch } from '../../../../service/instance/batch.ts'
import { rebootInstance } from '../../../../service/instance/reboot.ts'
import { action } from '../../action.ts'
import { dryRun, owner, regionId } from '../fields.ts'
import { batchAnswer, batchMode } from './batchAnswer.ts'
import { batchOptimization, forceStop, instanceIdList } from './instanceFields.ts'

export const RebootInstances = action({
  name: 'RebootInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Reboot instances.',
  effect: 'write',
  permission: 'ecs:RebootInstances',
  input: {
    RegionId: regionId,
    InstanceId: instanceIdList,
    BatchOptimization: batchOptimization,
    ForceReboot: forceStop,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-bp1example' },
  run(call, { RegionId, InstanceId, BatchOptimization }) {
    const reboot = (instanceId: string) => rebootInstance(call, { instanceId, region: RegionId })
    return batchAnswer('RebootInstances', inBatch(call, InstanceId, batchMode(BatchOptimization), reboot))
  },
})
