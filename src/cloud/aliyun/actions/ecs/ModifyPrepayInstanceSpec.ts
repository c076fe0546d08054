// Gives an instance that is paid in advance another type.

import { resizeInstance } from '../../../../service/instance/resize.ts'
import { action } from '../../action.ts'
import { object } from '../../fields.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'
import { diskCategory } from './diskFields.ts'
import { DISK_FAULTS, diskSpecs, respecDisks } from './diskSpecs.ts'
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
    SystemDisk: object(
      { Category: diskCategory('InvalidSystemDiskCategory.ValueNotSupported', 'SystemDisk.Category') },
      { about: 'Another category for the system disk.' },
    ),
    Disk: diskSpecs,
    ClientToken: clientToken,
    ...allIgnored(
      [
        'AutoPay',
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
  faults: ['instanceNotFound', 'tooManyEnis', 'tooManyIpv4', 'tooManyIpv6', ...DISK_FAULTS],
  missing: [],
  example: { InstanceId: 'i-bp1example', InstanceType: 'ecs.g6.xlarge' },
  run(call, parameters) {
    const { InstanceId: instanceId, RegionId: region, InstanceType: instanceType } = parameters
    resizeInstance(call, { instanceId, region, instanceType, mayRun: true }, instanceShape)
    respecDisks(call, parameters)
    return { OrderId: '' }
  },
})
