// Gives a network interface IPv6 addresses or blocks.

import { assignAddresses } from '../../../../service/eni/assign.ts'
import { action } from '../../action.ts'
import { missingOf, refuse } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { checkEither, eniId, ipv6Wishes } from './eniFields.ts'
import { instanceShape } from './instanceShape.ts'

export const AssignIpv6Addresses = action({
  name: 'AssignIpv6Addresses',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Assign IPv6 addresses to a network interface.',
  effect: 'write',
  permission: 'ecs:AssignIpv6Addresses',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    ...ipv6Wishes,
    ClientToken: clientToken,
    ...owner,
  },
  faults: [
    'eniNotFound',
    'eniManaged',
    'addressOutsideVSwitch',
    'addressTaken',
    'addressRepeated',
    'prefixNotAllowed',
    'tooManyIpv6',
    'ipv6Off',
    'groupFull',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkInterfaceId: 'eni-bp1example', Ipv6AddressCount: '1' },
  run(call, parameters) {
    const { NetworkInterfaceId, Ipv6Address, Ipv6AddressCount, Ipv6Prefix, Ipv6PrefixCount } = parameters
    checkEither(Ipv6Address, Ipv6AddressCount, 'Ipv6Address')
    checkEither(Ipv6Prefix, Ipv6PrefixCount, 'Ipv6Prefix')
    const asked = Ipv6Address.length + Ipv6Prefix.length + (Ipv6AddressCount ?? 0) + (Ipv6PrefixCount ?? 0)
    if (asked === 0) refuse(missingOf('Ipv6Address'))
    const { ipv6, prefixes } = assignAddresses(
      call,
      {
        eniId: NetworkInterfaceId,
        region: parameters.RegionId,
        ipv6Addresses: Ipv6Address,
        ipv6Count: Ipv6AddressCount,
        prefixes: Ipv6Prefix,
        ipv6PrefixCount: Ipv6PrefixCount,
      },
      instanceShape,
    )
    return {
      NetworkInterfaceId,
      Ipv6Sets: { Ipv6Address: ipv6 },
      Ipv6PrefixSets: { Ipv6Prefix: prefixes },
    }
  },
})
