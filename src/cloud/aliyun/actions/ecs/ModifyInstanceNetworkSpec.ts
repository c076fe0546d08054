// Changes the public bandwidth of an instance.

import { isClassicNetwork } from '../../../../core/model/classic.ts'
import { fail } from '../../../../core/model/faults.ts'
import { findInstance } from '../../../../service/instance/find.ts'
import { modifyInstance } from '../../../../service/instance/modify.ts'
import { allocatePublicAddress, publicAddressOf } from '../../../../service/instance/publicAddress.ts'
import { action } from '../../action.ts'
import { choice, flag, integer } from '../../fields.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'
import { boostEnd, boostFor, boostStart } from './bandwidthForATime.ts'
import { allIgnored, instanceId } from './instanceFields.ts'

const bad = (code: string, message: string) => ({ status: 400, code, message })

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
    StartTime: boostStart,
    EndTime: boostEnd,
    ...allIgnored(['AutoPay', 'ISP'], 'Nothing is billed here.'),
    ...owner,
  },
  faults: ['instanceNotFound', 'instanceStateWrong', 'publicAddressesExhausted'],
  missing: [],
  example: { InstanceId: 'i-bp1example', InternetMaxBandwidthOut: '10', AllocatePublicIp: 'true' },
  run(call, parameters) {
    const { InstanceId: instanceId, RegionId: region, StartTime: from, EndTime: until } = parameters
    if (from !== undefined || until !== undefined) {
      boostFor(call, { instanceId, region, from, until, mbits: parameters.InternetMaxBandwidthOut })
      return { OrderId: '' }
    }
    const found = findInstance(call, instanceId, region)
    const before = found.internetMaxBandwidthOut
    // K2: bandwidth brings an interface of its own, which a running instance cannot get.
    const getsNic =
      isClassicNetwork(found.vpcId) && before === 0 && (parameters.InternetMaxBandwidthOut ?? 0) > 0
    if (getsNic && found.state === 'running')
      fail({ name: 'instanceStateWrong', instanceId, state: found.state })
    const instance = modifyInstance(call, {
      instanceId,
      region,
      internetMaxBandwidthOut: parameters.InternetMaxBandwidthOut,
      internetChargeType: parameters.NetworkChargeType,
    })
    // Paid in advance, the first bandwidth brings an address along; else it must be asked for.
    const isAsked =
      parameters.AllocatePublicIp === true || (instance.chargeType === 'PrePaid' && before === 0)
    const wanted = isAsked && instance.internetMaxBandwidthOut > 0
    if (wanted && publicAddressOf(call, instance) === undefined) {
      allocatePublicAddress(call, { instanceId, region })
    }
    return { OrderId: '' }
  },
})
