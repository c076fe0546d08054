// Changes the public bandwidth of an instance.

import { modifyInstance } from '../../../../service/instance/modify.ts'
import { allocatePublicAddress, publicAddressOf } from '../../../../service/instance/publicAddress.ts'
import { action } from '../../action.ts'
import { choice, flag, integer } from '../../fields.ts'
import { clientToken, optionalRegionId, owner, refused } from '../fields.ts'
import { allIgnored, instanceId } from './instanceFields.ts'

const bad = (code: string, message: string) => ({ status: 400, code, message })

/** Of a bandwidth that ends by itself. */
export const forATime = refused('When a bandwidth for a time begins or ends', {
  status: 400,
  code: 'UnsupportedOperation',
  message: 'A bandwidth for a time is not supported.',
})

export const ModifyInstanceNetworkSpec = action({
  name: 'ModifyInstanceNetworkSpec',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change the public bandwidth of an instance.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceNetworkSpec',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    InternetMaxBandwidthOut: integer({
      about: 'Mbit/s, 0 to 100.',
      min: 0,
      max: 100,
      malformed: bad(
        'InvalidInternetMaxBandwidthOut.ValueNotSupported',
        'The specified InternetMaxBandwidthOut is beyond the permitted range.',
      ),
    }),
    InternetMaxBandwidthIn: integer({
      about: 'Mbit/s; without effect here.',
      min: 1,
      max: 200,
      malformed: bad(
        'InvalidInternetMaxBandwidthIn.ValueNotSupported',
        'The specified InternetMaxBandwidthIn is beyond the permitted range.',
      ),
    }),
    NetworkChargeType: choice(['PayByBandwidth', 'PayByTraffic'], {
      about: 'How traffic is charged.',
      malformed: bad(
        'InvalidInternetChargeType.ValueNotSupported',
        'The specified InternetChargeType is invalid.',
      ),
    }),
    AllocatePublicIp: flag({ about: 'Give it a public address when it has none. Default false.' }),
    ClientToken: clientToken,
    StartTime: forATime,
    EndTime: forATime,
    ...allIgnored(['AutoPay', 'ISP'], 'Nothing is billed here.'),
    ...owner,
  },
  faults: ['instanceNotFound', 'publicAddressesExhausted'],
  missing: ['bandwidth for a time: refused'],
  example: { InstanceId: 'i-bp1example', InternetMaxBandwidthOut: '10', AllocatePublicIp: 'true' },
  run(call, parameters) {
    const { InstanceId: instanceId, RegionId: region } = parameters
    const instance = modifyInstance(call, {
      instanceId,
      region,
      internetMaxBandwidthOut: parameters.InternetMaxBandwidthOut,
      internetChargeType: parameters.NetworkChargeType,
    })
    const wanted = parameters.AllocatePublicIp === true && instance.internetMaxBandwidthOut > 0
    if (wanted && publicAddressOf(call, instance) === undefined) {
      allocatePublicAddress(call, { instanceId, region })
    }
    return { OrderId: '' }
  },
})
