// Few blocks that hold everybody who was seen, in place of a block that holds everybody.

import { type Address, widthOf } from '../model/address.ts'
import { blocksOfRange } from '../model/addressBlocks.ts'
import { normaliseRanges } from '../model/addressSet.ts'
import { type AddressRange, type Cidr, rangeContains, rangeOf } from '../model/cidr.ts'

/** Whole networks rather than odd halves of them; wider than the last would be a guess about strangers. */
const LENGTHS = { 4: [32, 24, 20, 16], 6: [128, 64, 56, 48] } as const

/**
 * The narrowest blocks that are no more than `most`; none of them reaches beyond `within`, the block that they replace.
 * Null: nobody was seen, they are too far apart, or it would be no narrower.
 */
export function proposedPeers(seen: readonly Address[], within: Cidr, most: number): readonly Cidr[] | null {
  const outer = rangeOf(within)
  const own = seen.filter((address) => rangeContains(outer, address))
  if (own.length === 0) return null
  for (const length of LENGTHS[within.family]) {
    if (length <= within.length) return null
    const around = own.map(({ family, value }): AddressRange => rangeOf({ family, base: value, length }))
    const blocks = normaliseRanges(around).flatMap(blocksOfRange)
    const hosts = blocks.every((block) => block.length > within.length)
    if (blocks.length <= most && hosts) return blocks
  }
  return null
}

/** A single address is written as such. */
export const isHost = ({ family, length }: Cidr): boolean => length === widthOf(family)
