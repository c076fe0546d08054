// Which block the actions on secondary blocks mean: an IPv4 one, others are not kept.

import { missingOf, refuse } from '../../fields.ts'

export function onlyIpv4(ipv4: string | undefined, ipv6: string | undefined, version = 'IPV4'): string {
  if (ipv6 !== undefined || version === 'IPV6') {
    return refuse({
      status: 400,
      code: 'UnsupportedOperation',
      message: 'Secondary IPv6 CIDR blocks are not supported.',
    })
  }
  return ipv4 ?? refuse(missingOf('SecondaryCidrBlock'))
}
