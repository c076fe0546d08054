// Shows the data that an instance was given.

import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { instanceId } from './instanceFields.ts'

export const DescribeUserData = action({
  name: 'DescribeUserData',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show the user data of an instance.',
  effect: 'read',
  permission: 'ecs:DescribeUserData',
  input: {
    RegionId: regionId,
    InstanceId: instanceId,
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example' },
  run(call, { RegionId, InstanceId }) {
    const { id, region, userData } = findInstance(call, InstanceId, RegionId)
    return { InstanceId: id, RegionId: region, UserData: userData }
  },
})
