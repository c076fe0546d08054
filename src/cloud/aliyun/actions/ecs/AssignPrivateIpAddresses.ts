// Gives a network interface more private IPv4 addresses or blocks.

import { assignAddresses } from '../../../../service/eni/assign.ts'
import { action } from '../../action.ts'
import { missingOf, refuse } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { addressList, checkEither, count, eniId, ipv4Prefixes } from './eniFields.ts'
import { instanceShape } from './instanceShape.ts'

export const AssignPrivateIpAddresses = action({
  name: 'AssignPrivateIpAddresses',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Assign private IPv4 addresses to a network interface.',
  effect: 'write',
  permission: 'ecs:AssignPrivateIpAddresses',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    PrivateIpAddress: addressList(4, 49, 'Secondary addresses'),
    SecondaryPrivateIpAddressCount: count('How many secondary addresses', 49),
    ...ipv4Prefixes,
    ClientToken: clientToken,
    ...owner,
  },
  faults: [
    'tooManyAddressesInVpc',
    'eniNotFound',
    'eniManaged',
    'addressOutsideVSwitch',
    'addressTaken',
    'addressRepeated',
    'prefixNotAllowed',
    'tooManyIpv4',
    'vSwitchFull',
    'groupFull',
  ],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkInterfaceId: 'eni-bp1example',
    SecondaryPrivateIpAddressCount: '1',
  },
  run(call, parameters) {
    const { NetworkInterfaceId, PrivateIpAddress, SecondaryPrivateIpAddressCount: number } = parameters
    const { Ipv4Prefix, Ipv4PrefixCount } = parameters
    checkEither(PrivateIpAddress, number, 'PrivateIpAddress')
    checkEither(Ipv4Prefix, Ipv4PrefixCount, 'Ipv4Prefix')
    const asked = PrivateIpAddress.length + Ipv4Prefix.length + (number ?? 0) + (Ipv4PrefixCount ?? 0)
    if (asked === 0) refuse(missingOf('PrivateIpAddress'))
    const { ipv4, prefixes } = assignAddresses(
      call,
      {
        eniId: NetworkInterfaceId,
        region: parameters.RegionId,
        secondaryAddresses: PrivateIpAddress,
        secondaryCount: number,
        prefixes: Ipv4Prefix,
        ipv4PrefixCount: Ipv4PrefixCount,
      },
      instanceShape,
    )
    return {
      AssignedPrivateIpAddressesSet: {
        NetworkInterfaceId,
        PrivateIpSet: { PrivateIpAddress: ipv4 },
        Ipv4PrefixSet: { Ipv4Prefixes: prefixes },
      },
    }
  },
})
