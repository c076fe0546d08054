// Takes IPv6 addresses or blocks off a network interface.

import { unassignAddresses } from '../../../../service/eni/assign.ts'
import { action } from '../../action.ts'
import { missingOf, refuse } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { addressList, eniId, prefixList } from './eniFields.ts'

export const UnassignIpv6Addresses = action({
  name: 'UnassignIpv6Addresses',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Take IPv6 addresses off a network interface.',
  effect: 'write',
  permission: 'ecs:UnassignIpv6Addresses',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    Ipv6Address: addressList(6, 10, 'IPv6 addresses'),
    Ipv6Prefix: prefixList(6, 'Delegated IPv6 blocks'),
    ...owner,
  },
  faults: ['eniNotFound', 'eniManaged', 'addressNotOnEni', 'addressRepeated'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkInterfaceId: 'eni-bp1example',
    'Ipv6Address.1': '2001:db8:0:101::1',
  },
  run(call, { RegionId, NetworkInterfaceId, Ipv6Address, Ipv6Prefix }) {
    if (Ipv6Address.length + Ipv6Prefix.length === 0) refuse(missingOf('Ipv6Address'))
    unassignAddresses(call, {
      eniId: NetworkInterfaceId,
      region: RegionId,
      addresses: Ipv6Address,
      prefixes: Ipv6Prefix,
    })
    return {}
  },
})
