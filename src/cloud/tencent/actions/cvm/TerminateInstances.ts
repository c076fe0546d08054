// Instances go for good, with their primary interfaces; auxiliary ones become free.

import { removeInstance } from '../../../../service/instance/remove.ts'
import { action } from '../../action.ts'
import { flag, required } from '../../fields.ts'
import { instanceIds } from './cvmFields.ts'

export const TerminateInstances = action({
  name: 'TerminateInstances',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Delete instances.',
  effect: 'write',
  input: {
    InstanceIds: required(instanceIds),
    ReleaseAddress: flag({ about: 'An elastic address becomes free in any case.', ignored: true }),
    ReleasePrepaidDataDisks: flag({ about: 'Data disks are not kept.', ignored: true }),
    DryRun: flag({ about: 'Check only.' }),
  },
  faults: ['instanceNotFound', 'instanceProtected'],
  missing: [],
  example: { InstanceIds: ['ins-abcd1234'] },
  run(call, { InstanceIds }, { region }) {
    for (const instanceId of new Set(InstanceIds))
      removeInstance(call, { instanceId, region, force: true, endSubscription: true })
    return {}
  },
})
