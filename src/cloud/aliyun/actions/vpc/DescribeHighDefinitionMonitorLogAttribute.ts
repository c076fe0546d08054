// Shows where the traffic log by the second goes.

import { findEip } from '../../../../service/eip/find.ts'
import { action } from '../../action.ts'
import { choice, required, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'

export const DescribeHighDefinitionMonitorLogAttribute = action({
  name: 'DescribeHighDefinitionMonitorLogAttribute',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Show the fine traffic log of an elastic IP address.',
  effect: 'read',
  permission: 'vpc:DescribeHighDefinitionMonitorLogAttribute',
  input: {
    RegionId: regionId,
    InstanceId: required(text({ about: 'Elastic IP address.' })),
    InstanceType: choice(['EIP'], { about: 'EIP.' }),
    ...owner,
  },
  faults: ['eipNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'eip-bp1example' },
  run(call, { RegionId, InstanceId }) {
    const { id, monitorLog } = findEip(call, InstanceId, RegionId)
    return {
      InstanceId: id,
      InstanceType: 'EIP',
      LogProject: monitorLog?.project ?? '',
      LogStore: monitorLog?.store ?? '',
      Success: 'true',
    }
  },
})
