// Shows the states of instances.

import { action } from '../../action.ts'
import { pageOf, paging } from '../paging.ts'
import { instanceIds } from './cvmFields.ts'
import { instancesIn } from './DescribeInstances.ts'
import { stateOf } from './instanceAnswer.ts'

export const DescribeInstancesStatus = action({
  name: 'DescribeInstancesStatus',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Show the states of instances.',
  effect: 'read',
  input: { InstanceIds: instanceIds, ...paging('integer') },
  faults: [],
  missing: [],
  example: { Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const { InstanceIds: ids = [] } = parameters
    const found = instancesIn(call, region).filter(({ id }) => ids.length === 0 || ids.includes(id))
    return {
      InstanceStatusSet: pageOf(found, parameters).map((instance) => ({
        InstanceId: instance.id,
        InstanceState: stateOf(instance),
      })),
      TotalCount: found.length,
    }
  },
})
