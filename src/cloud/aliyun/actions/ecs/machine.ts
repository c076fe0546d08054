// What RunInstances and CreateInstance ask of each machine.

import type { Call } from '../../../../service/call.ts'
import { findKeyPair } from '../../../../service/keyPair/findKeyPair.ts'
import { checkInstanceRole } from '../../../../service/ram/roles.ts'
import type { Decoded } from '../../fields.ts'
import { wantedImage } from '../../imagesFor.ts'
import { releaseAt } from './autoReleaseTime.ts'
import { instanceShape } from './instanceShape.ts'
import type { machineFields, networkFields, purchaseFields } from './runFields.ts'
import { checkedUserData } from './runTexts.ts'

type Parameters = Omit<Decoded<typeof machineFields>, 'UniqueSuffix' | 'HostNames'> &
  Pick<Decoded<typeof purchaseFields>, 'InstanceChargeType'> &
  Pick<Decoded<typeof networkFields>, 'InternetChargeType' | 'InternetMaxBandwidthOut'>

export function machineOf(call: Call, region: string, parameters: Parameters) {
  checkAccess(call, region, parameters)
  return {
    imageId: wantedImage(call, parameters).id,
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
  }
}

/** Keys and roles that are named must be there. */
function checkAccess(call: Call, region: string, { KeyPairName, RamRoleName }: Parameters): void {
  if (KeyPairName !== undefined) findKeyPair(call, KeyPairName, region)
  if (RamRoleName !== undefined) checkInstanceRole(call, RamRoleName)
}
