// What one NIC of a classic instance holds (K2): private blocks are reached by the intranet, all else by the internet.

import { formatAddress } from '../core/model/address.ts'
import type { Cidr } from '../core/model/cidr.ts'
import type { Eni } from '../core/model/network.ts'
import type { Nic } from '../core/model/rule.ts'
import { gatewayOf } from '../core/model/system.ts'
import type { Item } from './layout.ts'

/** Beside 10.0.0.0/8, which is the intranet's own block: services of the cloud stand in 100.64.0.0/10. */
const INTRANET_ROUTES = ['100.64.0.0/10', '172.16.0.0/12']

/** Each is its own network: no answer ever leaves by the other NIC, so no table of routes per NIC is needed. */
export function classicItems(eni: Eni, nic: Nic, block: Cidr, device: string): readonly Item[] {
  const routes = nic === 'internet' ? ['default'] : INTRANET_ROUTES
  const length = nic === 'internet' ? 32 : block.length
  const gateway = formatAddress(gatewayOf(block))
  return [
    { object: 'addr', rest: `${eni.primaryAddress}/${length} dev ${device}` },
    ...routes.map((to): Item => ({ object: 'route', rest: `${to} via ${gateway} dev ${device} onlink` })),
  ]
}
