// Blocks of 256 addresses, under which interfaces are found by the addresses they have.

import { formatAddress, parseAddress } from './address.ts'
import type { Eni } from './network.ts'

/** The same for addresses that differ in their last eight bits only; the text must be canonical. */
export function neighbourhoodOf(address: string): string {
  const dot = address.lastIndexOf('.')
  if (dot !== -1) return address.slice(0, dot)
  const parsed = parseAddress(address)
  // Zero runs are shortened differently around the last group: only the number tells.
  return parsed === undefined ? address : formatAddress({ ...parsed, value: parsed.value & ~0xffn })
}

/** Keys of an interface: each neighbourhood of its vSwitch in which it has an address, once. */
export function neighbourhoodKeys(eni: Eni): readonly string[] {
  const { vSwitchId, primaryAddress, secondaryAddresses, ipv6Addresses } = eni
  const first = neighbourhoodKey(vSwitchId, neighbourhoodOf(primaryAddress))
  if (secondaryAddresses.length === 0 && ipv6Addresses.length === 0) return [first]
  const others = [...secondaryAddresses, ...ipv6Addresses].map((one) =>
    neighbourhoodKey(vSwitchId, neighbourhoodOf(one)),
  )
  return [...new Set([first, ...others])]
}

export const neighbourhoodKey = (vSwitchId: string, neighbourhood: string): string =>
  `${vSwitchId} ${neighbourhood}`
