// Lists the instance types that an image runs on: those of its architecture.

import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { wantedImage } from '../../imagesFor.ts'
import { INSTANCE_TYPES } from '../../instanceTypes.ts'
import { owner, regionId } from '../fields.ts'
import { allIgnored } from './instanceFields.ts'

export const DescribeImageSupportInstanceTypes = action({
  name: 'DescribeImageSupportInstanceTypes',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the instance types that an image runs on.',
  effect: 'read',
  permission: 'ecs:DescribeImageSupportInstanceTypes',
  input: {
    RegionId: regionId,
    ImageId: required(text({ about: 'Image.' })),
    ...allIgnored(['ActionType', 'Filter'], 'It changes nothing here.'),
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd' },
  run(call, { RegionId, ImageId }) {
    // All types of the catalogue are x86.
    const isArm = wantedImage(call, { ImageId }).architecture === 'arm64'
    return {
      RegionId,
      ImageId,
      InstanceTypes: {
        InstanceType: (isArm ? [] : INSTANCE_TYPES).map((type) => ({
          InstanceTypeId: type.id,
          InstanceTypeFamily: type.family,
          CpuCoreCount: type.cpu,
          MemorySize: type.memory,
        })),
      },
    }
  },
})
