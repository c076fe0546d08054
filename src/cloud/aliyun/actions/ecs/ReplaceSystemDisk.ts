// Installs a stopped instance anew: another system disk, another image.

import { replaceSystemDisk } from '../../../../service/disk/replaceSystem.ts'
import { findInstance } from '../../../../service/instance/find.ts'
import { findKeyPair } from '../../../../service/keyPair/findKeyPair.ts'
import { action } from '../../action.ts'
import { object } from '../../fields.ts'
import { wantedImage } from '../../imagesFor.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'
import { encrypted, kmsKeyId, systemDiskSize } from './diskFields.ts'
import { allIgnored, instanceId } from './instanceFields.ts'
import { machineFields } from './runFields.ts'

const { ImageId, KeyPairName, Password, PasswordInherit, SecurityEnhancementStrategy } = machineFields

export const ReplaceSystemDisk = action({
  name: 'ReplaceSystemDisk',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Replace the system disk of a stopped instance.',
  effect: 'write',
  permission: 'ecs:ReplaceSystemDisk',
  input: {
    InstanceId: instanceId,
    ImageId,
    SystemDisk: object(
      { Size: systemDiskSize },
      { about: 'The new disk; as large as the old one when left out.' },
    ),
    ...{ KeyPairName, Password, PasswordInherit, SecurityEnhancementStrategy },
    Encrypted: encrypted,
    KMSKeyId: kmsKeyId,
    ClientToken: clientToken,
    RegionId: optionalRegionId,
    ...allIgnored(
      ['Architecture', 'Arn', 'DiskId', 'EncryptAlgorithm', 'Platform', 'UseAdditionalService'],
      'It has no counterpart here.',
    ),
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong', 'diskSizeNotAllowed', 'keyPairNotFound'],
  missing: [],
  example: { InstanceId: 'i-bp1example', ImageId: 'aliyun_3_x64_20G_alibase_20221102.vhd' },
  run(call, parameters) {
    const { InstanceId: instanceId, RegionId: region, KeyPairName: keyPairName } = parameters
    const instance = findInstance(call, instanceId, region)
    if (keyPairName !== undefined) findKeyPair(call, keyPairName, instance.region)
    const DiskId = replaceSystemDisk(call, {
      ...{ instanceId, region, keyPairName },
      imageId: wantedImage(call, parameters).id,
      sizeGib: parameters.SystemDisk?.Size,
      encrypted: parameters.Encrypted,
      kmsKeyId: parameters.KMSKeyId,
    })
    return { DiskId }
  },
})
