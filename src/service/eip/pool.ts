// Public addresses that can be given away: blocks that never appear on the real internet.

import { formatAddress, parseAddress } from '../../core/model/address.ts'
import { type AddressRange, rangeContains } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { ResourceReader } from '../../core/model/resources.ts'

/** TEST-NET-2 (RFC 5737), then the benchmarking block (RFC 2544). */
const POOLS: readonly AddressRange[] = [
  range('198.51.100.1', '198.51.100.254'),
  range('198.18.0.0', '198.19.255.255'),
]

/** The address asked for, or the lowest free one. */
export function freePublicAddress(state: ResourceReader, wanted?: string): string {
  const isFree = (text: string): boolean => state.by('eip', 'address', text).length === 0
  if (wanted !== undefined) {
    const address = parseAddress(wanted)
    const known = address !== undefined && POOLS.some((pool) => rangeContains(pool, address))
    return known && isFree(wanted) ? wanted : fail({ name: 'publicAddressUnavailable', address: wanted })
  }
  for (const pool of POOLS) {
    for (let value = pool.first; value <= pool.last; value++) {
      const text = formatAddress({ family: 4, value })
      if (isFree(text)) return text
    }
  }
  return fail({ name: 'publicAddressesExhausted' })
}

function range(first: string, last: string): AddressRange {
  const value = (text: string): bigint => parseAddress(text)?.value ?? 0n
  return { family: 4, first: value(first), last: value(last) }
}
