// What one NIC of a classic instance holds (K2): private blocks are reached by the intranet, all else by the internet.

import { formatAddress } from '../core/model/address.ts'
import { type Cidr, formatCidr } from '../core/model/cidr.ts'
import { linkBlockOf } from '../core/model/classicLink.ts'
import type { Eni, Vpc } from '../core/model/network.ts'
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

/**
 * K3: the intranet's address on a second way. The VPC's router answers for everybody in its blocks, so no gateway is
 * needed; two halves, because the intranet may have a route to the whole.
 */
export function linkItems(eni: Eni, vpc: Vpc | undefined, device: string): readonly Item[] {
  const block = vpc === undefined ? undefined : linkBlockOf(vpc)
  if (block === undefined) return []
  const length = block.length + 1
  const second = block.base + (1n << BigInt(32 - length))
  return [block.base, second].map((base): Item => {
    const half = formatCidr({ family: 4, base, length })
    return { object: 'route', rest: `${half} dev ${device} src ${eni.primaryAddress}` }
  })
}
