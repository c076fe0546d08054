// Takes addresses off a network interface; the primary one stays.

import { unassignAddresses } from '../../../../service/eni/assign.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { required } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { addresses, eniId } from './eniFields.ts'

export const UnassignPrivateIpAddresses = action({
  name: 'UnassignPrivateIpAddresses',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Take private addresses off a network interface.',
  effect: 'write',
  input: { NetworkInterfaceId: eniId, PrivateIpAddresses: required(addresses) },
  faults: ['eniNotFound', 'addressNotOnEni', 'addressRepeated'],
  missing: ['InstanceId, which also detaches the interface.'],
  example: { NetworkInterfaceId: 'eni-abcd1234', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.9' }] },
  run(call, { NetworkInterfaceId, PrivateIpAddresses }, { region }) {
    const texts = PrivateIpAddresses.map(
      ({ PrivateIpAddress }, index) =>
        PrivateIpAddress ?? refuse(missing(`PrivateIpAddresses.${index}.PrivateIpAddress`)),
    )
    unassignAddresses(call, { eniId: NetworkInterfaceId, region, addresses: texts, prefixes: [] })
    return {}
  },
})
