// Starts stopped instances.

import { inBatch } from '../../../../service/instance/batch.ts'
import { startInstance } from '../../../../service/instance/start.ts'
import { action } from '../../action.ts'
import { dryRun, owner, regionId } from '../fields.ts'
import { batchAnswer, batchMode } from './batchAnswer.ts'
import { batchOptimization, instanceIdList } from './instanceFields.ts'

export const StartInstances = action({
  name: 'StartInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Start instances.',
  effect: 'write',
  permission: 'ecs:StartInstances',
  input: {
    RegionId: regionId,
    InstanceId: instanceIdList,
    BatchOptimization: batchOptimization,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-bp1example' },
  run(call, { RegionId, InstanceId, BatchOptimization }) {
    const start = (instanceId: string) => startInstance(call, { instanceId, region: RegionId })
    return batchAnswer('StartInstances', inBatch(call, InstanceId, batchMode(BatchOptimization), start))
  },
})
