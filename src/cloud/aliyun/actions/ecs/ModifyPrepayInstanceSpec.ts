// Gives an instance that is paid in advance another type.

import { resizeInstance } from '../../../../service/instance/resize.ts'
import { action } from '../../action.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'
import { allIgnored, instanceId } from './instanceFields.ts'
import { instanceShape } from './instanceShape.ts'
import { machineFields } from './runFields.ts'

export const ModifyPrepayInstanceSpec = action({
  name: 'ModifyPrepayInstanceSpec',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change the type of an instance that is paid in advance.',
  effect: 'write',
  permission: 'ecs:ModifyPrepayInstanceSpec',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    InstanceType: machineFields.InstanceType,
    ClientToken: clientToken,
    ...allIgnored(
      [
        'SystemDisk',
        'AutoPay',
        'Disk',
        'EndTime',
        'MigrateAcrossZone',
        'ModifyMode',
        'OperatorType',
        'RebootTime',
        'RebootWhenFinished',
      ],
      'It has no counterpart here.',
    ),
    ...owner,
  },
  faults: ['instanceNotFound', 'tooManyEnis', 'tooManyIpv4', 'tooManyIpv6'],
  missing: ['disks'],
  example: { InstanceId: 'i-bp1example', InstanceType: 'ecs.g6.xlarge' },
  run(call, { InstanceId: instanceId, RegionId: region, InstanceType: instanceType }) {
    resizeInstance(call, { instanceId, region, instanceType, mayRun: true }, instanceShape)
    return { OrderId: '' }
  },
})
