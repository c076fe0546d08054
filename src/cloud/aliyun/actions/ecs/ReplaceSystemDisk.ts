// Installs an instance anew: there is nothing installed.

import { unsupported } from './unsupported.ts'

export const ReplaceSystemDisk = unsupported({
  name: 'ReplaceSystemDisk',
  summary: 'Replace the system disk of an instance.',
  of: 'InstanceId',
  parameters: [
    'SystemDisk',
    'Architecture',
    'Arn',
    'ClientToken',
    'DiskId',
    'EncryptAlgorithm',
    'Encrypted',
    'ImageId',
    'KMSKeyId',
    'KeyPairName',
    'Password',
    'PasswordInherit',
    'Platform',
    'SecurityEnhancementStrategy',
    'UseAdditionalService',
  ],
  because: 'disks are not kept',
})
