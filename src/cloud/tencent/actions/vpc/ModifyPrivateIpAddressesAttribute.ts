// Descriptions of addresses: they are taken and kept by nobody.

import { fail } from '../../../../core/model/faults.ts'
import { findChangeableEni } from '../../../../service/eni/find.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { addresses, eniId } from './eniFields.ts'

export const ModifyPrivateIpAddressesAttribute = action({
  name: 'ModifyPrivateIpAddressesAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Describe the private addresses of a network interface.',
  effect: 'write',
  input: { NetworkInterfaceId: eniId, PrivateIpAddresses: required(addresses) },
  faults: ['eniNotFound', 'addressNotOnEni'],
  missing: ['The descriptions are not kept.'],
  example: { NetworkInterfaceId: 'eni-abcd1234', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.9' }] },
  run(call, { NetworkInterfaceId, PrivateIpAddresses }, { region }) {
    const eni = findChangeableEni(call, NetworkInterfaceId, region)
    const held = [eni.primaryAddress, ...eni.secondaryAddresses]
    for (const { PrivateIpAddress: address = '' } of PrivateIpAddresses)
      if (!held.includes(address)) fail({ name: 'addressNotOnEni', address, eniId: eni.id })
    return {}
  },
})
