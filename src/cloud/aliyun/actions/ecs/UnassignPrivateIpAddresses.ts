// Takes private IPv4 addresses or blocks off a network interface.

import { unassignAddresses } from '../../../../service/eni/assign.ts'
import { action } from '../../action.ts'
import { missingOf, refuse } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { addressList, eniId, prefixList } from './eniFields.ts'

export const UnassignPrivateIpAddresses = action({
  name: 'UnassignPrivateIpAddresses',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Take private IPv4 addresses off a network interface.',
  effect: 'write',
  permission: 'ecs:UnassignPrivateIpAddresses',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    PrivateIpAddress: addressList(4, 49, 'Secondary addresses'),
    Ipv4Prefix: prefixList(4, 'Delegated IPv4 blocks'),
    ...owner,
  },
  faults: ['eniNotFound', 'eniManaged', 'addressNotOnEni', 'addressRepeated'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkInterfaceId: 'eni-bp1example',
    'PrivateIpAddress.1': '192.168.1.9',
  },
  run(call, { RegionId, NetworkInterfaceId, PrivateIpAddress, Ipv4Prefix }) {
    if (PrivateIpAddress.length + Ipv4Prefix.length === 0) refuse(missingOf('PrivateIpAddress'))
    unassignAddresses(call, {
      eniId: NetworkInterfaceId,
      region: RegionId,
      addresses: PrivateIpAddress,
      prefixes: Ipv4Prefix,
    })
    return {}
  },
})
