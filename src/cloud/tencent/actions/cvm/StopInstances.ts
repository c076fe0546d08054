// Stops running instances.

import { stopInstance } from '../../../../service/instance/stop.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import { choice, flag, required } from '../../fields.ts'
import { instanceIds } from './cvmFields.ts'

const BOTH = spec(
  'InvalidParameterCombination',
  '参数 `ForceStop` 与 `StopType` 不能同时指定。',
  'The parameters `ForceStop` and `StopType` must not be given together.',
)

export const StopInstances = action({
  name: 'StopInstances',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Stop running instances.',
  effect: 'write',
  input: {
    InstanceIds: required(instanceIds),
    ForceStop: flag({ about: 'Deprecated, in place of StopType.' }),
    StopType: choice(['SOFT', 'HARD', 'SOFT_FIRST'], { about: 'Namespaces have one way to stop.' }),
    StoppedMode: choice(['KEEP_CHARGING', 'STOP_CHARGING'], {
      about: 'Nothing costs anything here.',
      ignored: true,
    }),
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { InstanceIds: ['ins-abcd1234'] },
  run(call, { InstanceIds, ForceStop, StopType }, { region }) {
    if (ForceStop !== undefined && StopType !== undefined) refuse(BOTH)
    for (const instanceId of new Set(InstanceIds)) stopInstance(call, { instanceId, region })
    return {}
  },
})
