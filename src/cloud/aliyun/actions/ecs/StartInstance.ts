// Starts one stopped instance.

import { startInstance } from '../../../../service/instance/start.ts'
import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { instanceId } from './instanceFields.ts'

export const StartInstance = action({
  name: 'StartInstance',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Start an instance.',
  effect: 'write',
  permission: 'ecs:StartInstance',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    InitLocalDisk: ignored('There are no disks here.'),
    SourceRegionId: ignored('An instance is found by its id.'),
    DryRun: dryRun,
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { InstanceId: 'i-bp1example' },
  run(call, { InstanceId, RegionId }) {
    startInstance(call, { instanceId: InstanceId, region: RegionId })
    return {}
  },
})
