// Gives a network interface more addresses, by name or by number.

import { fail } from '../../../../core/model/faults.ts'
import { assignAddresses } from '../../../../service/eni/assign.ts'
import { owned } from '../../../../service/owned.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { integer } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { instanceTypeOf } from '../../instanceTypes.ts'
import { outOfRange } from '../fields.ts'
import { addressViews } from './eniAnswer.ts'
import { addresses, clientToken, eniId, qosLevel, wantedOf } from './eniFields.ts'

export const AssignPrivateIpAddresses = action({
  name: 'AssignPrivateIpAddresses',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Give a network interface more private addresses.',
  effect: 'write',
  input: {
    NetworkInterfaceId: eniId,
    PrivateIpAddresses: addresses,
    SecondaryPrivateIpAddressCount: integer({ about: 'So many more.', min: 1, max: 49, range: outOfRange }),
    QosLevel: qosLevel,
    ClientToken: clientToken,
  },
  faults: [
    'eniNotFound',
    'addressOutsideVSwitch',
    'addressTaken',
    'addressRepeated',
    'vSwitchFull',
    'tooManyIpv4',
  ],
  missing: [],
  example: { NetworkInterfaceId: 'eni-abcd1234', SecondaryPrivateIpAddressCount: 1 },
  run(call, parameters, { region }) {
    const { NetworkInterfaceId: id, PrivateIpAddresses, SecondaryPrivateIpAddressCount = 0 } = parameters
    const { primary, secondary, unnamed } = wantedOf(PrivateIpAddresses)
    const named = [...(primary === undefined ? [] : [primary]), ...secondary]
    const count = unnamed + SecondaryPrivateIpAddressCount
    if (named.length + count === 0) refuse(missing('PrivateIpAddresses'))
    const given = assignAddresses(
      call,
      { eniId: id, region, secondaryAddresses: named, secondaryCount: count },
      instanceTypeOf,
    )
    const eni = owned(call, 'eni', id, region) ?? fail({ name: 'eniNotFound', eniId: id })
    return { PrivateIpAddressSet: addressViews(call.state, eni, given.ipv4) }
  },
})
