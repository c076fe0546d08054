// A span of addresses as the fewest blocks.

import { widthOf } from './address.ts'
import type { AddressRange, Cidr } from './cidr.ts'

/** In ascending order. */
export function blocksOfRange({ family, first, last }: AddressRange): readonly Cidr[] {
  const width = widthOf(family)
  const blocks: Cidr[] = []
  for (let base = first; base <= last; ) {
    let bits = 0
    // As wide as its start is aligned and its end allows.
    while (bits < width && (base >> BigInt(bits)) % 2n === 0n && base + (1n << BigInt(bits + 1)) - 1n <= last)
      bits++
    blocks.push({ family, base, length: width - bits })
    base += 1n << BigInt(bits)
  }
  return blocks
}
