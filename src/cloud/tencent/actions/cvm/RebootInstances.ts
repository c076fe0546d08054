// Starts running instances anew.

import { rebootInstance } from '../../../../service/instance/reboot.ts'
import { action } from '../../action.ts'
import { choice, flag, required } from '../../fields.ts'
import { instanceIds } from './cvmFields.ts'

export const RebootInstances = action({
  name: 'RebootInstances',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Reboot running instances.',
  effect: 'write',
  input: {
    InstanceIds: required(instanceIds),
    ForceReboot: flag({ about: 'Deprecated, in place of StopType.', ignored: true }),
    StopType: choice(['SOFT', 'HARD', 'SOFT_FIRST'], {
      about: 'Namespaces have one way to stop.',
      ignored: true,
    }),
  },
  faults: ['instanceNotFound', 'instanceStateWrong'],
  missing: [],
  example: { InstanceIds: ['ins-abcd1234'] },
  run(call, { InstanceIds }, { region }) {
    for (const instanceId of new Set(InstanceIds)) rebootInstance(call, { instanceId, region })
    return {}
  },
})
