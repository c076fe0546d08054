// What RunInstances and CreateInstance ask of each machine.

import { type Decoded, missingOf, refuse } from '../../fields.ts'
import { instanceShape } from './instanceShape.ts'
import type { machineFields, networkFields, purchaseFields } from './runFields.ts'
import { checkedUserData } from './runTexts.ts'

type Parameters = Omit<Decoded<typeof machineFields>, 'UniqueSuffix'> &
  Pick<Decoded<typeof purchaseFields>, 'InstanceChargeType'> &
  Pick<Decoded<typeof networkFields>, 'InternetChargeType' | 'InternetMaxBandwidthOut'>

export const machineOf = (parameters: Parameters) => ({
  imageId: parameters.ImageId ?? parameters.ImageFamily ?? refuse(missingOf('ImageId')),
  instanceType: parameters.InstanceType,
  maximumEnis: instanceShape(parameters.InstanceType)?.enis ?? 1,
  chargeType: parameters.InstanceChargeType,
  internetChargeType: parameters.InternetChargeType,
  internetMaxBandwidthOut: parameters.InternetMaxBandwidthOut,
  keyPairName: parameters.KeyPairName ?? '',
  ramRoleName: parameters.RamRoleName ?? '',
  userData: checkedUserData(parameters.UserData),
  deletionProtection: parameters.DeletionProtection ?? false,
  metadata: {
    endpoint: parameters.HttpEndpoint,
    tokens: parameters.HttpTokens,
    hopLimit: parameters.HttpPutResponseHopLimit,
  },
})
