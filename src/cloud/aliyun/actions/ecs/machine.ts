// What RunInstances and CreateInstance ask of each machine.

import type { Call } from '../../../../service/call.ts'
import { type Decoded, missingOf, refuse } from '../../fields.ts'
import { releaseAt } from './autoReleaseTime.ts'
import { instanceShape } from './instanceShape.ts'
import type { machineFields, networkFields, purchaseFields } from './runFields.ts'
import { checkedUserData } from './runTexts.ts'

type Parameters = Omit<Decoded<typeof machineFields>, 'UniqueSuffix' | 'HostNames'> &
  Pick<Decoded<typeof purchaseFields>, 'InstanceChargeType'> &
  Pick<Decoded<typeof networkFields>, 'InternetChargeType' | 'InternetMaxBandwidthOut'>

export const machineOf = (call: Pick<Call, 'now'>, parameters: Parameters) => ({
  imageId: parameters.ImageId ?? parameters.ImageFamily ?? refuse(missingOf('ImageId')),
  instanceType: parameters.InstanceType,
  maximumEnis: instanceShape(parameters.InstanceType)?.enis ?? 1,
  chargeType: parameters.InstanceChargeType,
  internetChargeType: parameters.InternetChargeType,
  internetMaxBandwidthOut: parameters.InternetMaxBandwidthOut,
  keyPairName: parameters.KeyPairName ?? '',
  ramRoleName: parameters.RamRoleName ?? '',
  userData: checkedUserData(parameters.UserData),
  autoReleaseAt: releaseAt(parameters.AutoReleaseTime, call.now, parameters.InstanceChargeType),
  deletionProtection: parameters.DeletionProtection ?? false,
  metadata: {
    endpoint: parameters.HttpEndpoint,
    tokens: parameters.HttpTokens,
    hopLimit: parameters.HttpPutResponseHopLimit,
  },
})
