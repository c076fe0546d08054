// Gives a stopped instance another type, or any instance another bandwidth.

import { resizeInstance } from '../../../../service/instance/resize.ts'
import { action } from '../../action.ts'
import { integer, object, text } from '../../fields.ts'
import { clientToken, dryRun, optionalRegionId, owner } from '../fields.ts'
import { boostBandwidthField, boostEnd, boostFor, boostStart } from './bandwidthForATime.ts'
import { diskCategory } from './diskFields.ts'
import { DISK_FAULTS, diskSpecs, respecDisks } from './diskSpecs.ts'
import { allIgnored, instanceId } from './instanceFields.ts'
import { instanceShape } from './instanceShape.ts'
import { networkFields } from './runFields.ts'

export const ModifyInstanceSpec = action({
  name: 'ModifyInstanceSpec',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change the type of an instance.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceSpec',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    InstanceType: text({
      about: 'Instance type, such as ecs.g6.xlarge. Left out when only the bandwidth changes.',
      check: (type) => instanceShape(type) !== undefined,
      malformed: {
        status: 400,
        code: 'InvalidInstanceType.ValueNotSupported',
        message: 'The specified InstanceType is not supported.',
      },
    }),
    InternetMaxBandwidthOut: integer({ about: 'Mbit/s, 0 to 100.', min: 0, max: 100 }),
    InternetMaxBandwidthIn: networkFields.InternetMaxBandwidthIn,
    DryRun: dryRun,
    ClientToken: clientToken,
    SystemDisk: object(
      { Category: diskCategory('InvalidSystemDiskCategory.ValueNotSupported', 'SystemDisk.Category') },
      { about: 'Another category for the system disk.' },
    ),
    Disk: diskSpecs,
    Temporary: object(
      { StartTime: boostStart, EndTime: boostEnd, InternetMaxBandwidthOut: boostBandwidthField },
      { about: 'More bandwidth for a time.' },
    ),
    ...allIgnored(['AllowMigrateAcrossZone', 'Async', 'ModifyMode'], 'It has no counterpart here.'),
    ...owner,
  },
  faults: [
    'instanceNotFound',
    'instanceStateWrong',
    'tooManyEnis',
    'tooManyIpv4',
    'tooManyIpv6',
    ...DISK_FAULTS,
  ],
  missing: [],
  example: { InstanceId: 'i-bp1example', InstanceType: 'ecs.g6.xlarge' },
  run(call, parameters) {
    const { InstanceId: instanceId, RegionId: region, Temporary } = parameters
    if (Temporary !== undefined) {
      const { StartTime: from, EndTime: until, InternetMaxBandwidthOut: mbits } = Temporary
      boostFor(call, { instanceId, region, from, until, mbits })
    }
    const resize = {
      ...{ instanceId, region },
      instanceType: parameters.InstanceType,
      bandwidth: parameters.InternetMaxBandwidthOut,
      mayRun: false,
    }
    resizeInstance(call, resize, instanceShape)
    respecDisks(call, parameters)
    return { OrderId: '' }
  },
})
