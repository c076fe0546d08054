// Stops running instances.

import { inBatch } from '../../../../service/instance/batch.ts'
import { stopInstance } from '../../../../service/instance/stop.ts'
import { action } from '../../action.ts'
import { dryRun, owner, regionId } from '../fields.ts'
import { batchAnswer, batchMode } from './batchAnswer.ts'
import { batchOptimization, forceStop, instanceIdList, stoppedMode } from './instanceFields.ts'

export const StopInstances = action({
  name: 'StopInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Stop instances.',
  effect: 'write',
  permission: 'ecs:StopInstances',
  input: {
    RegionId: regionId,
    InstanceId: instanceIdList,
    BatchOptimization: batchOptimization,
    ForceStop: forceStop,
    StoppedMode: stoppedMode,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-bp1example' },
  run(call, { RegionId, InstanceId, BatchOptimization }) {
    const stop = (instanceId: string) => stopInstance(call, { instanceId, region: RegionId })
    return batchAnswer('StopInstances', inBatch(call, InstanceId, batchMode(BatchOptimization), stop))
  },
})
