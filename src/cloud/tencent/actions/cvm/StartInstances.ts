// Starts stopped instances.

import { startInstance } from '../../../../service/instance/start.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { instanceIds } from './cvmFields.ts'

export const StartInstances = action({
  name: 'StartInstances',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Start stopped instances.',
  effect: 'write',
  input: { InstanceIds: required(instanceIds) },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { InstanceIds: ['ins-abcd1234'] },
  run(call, { InstanceIds }, { region }) {
    for (const instanceId of new Set(InstanceIds)) startInstance(call, { instanceId, region })
    return {}
  },
})
