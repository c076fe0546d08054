// The shortest way to say a set of addresses: blocks, with exceptions where that takes fewer words.

import { type Family, widthOf } from '../model/address.ts'
import { type AddressRange, formatCidr } from '../model/cidr.ts'

interface Cover {
  /** How many blocks it takes to say. */
  readonly cost: number
  readonly texts: () => readonly string[]
}

/** A stretch of sorted, disjoint ranges of one family, cut off outside of `first` to `last`. */
interface Slice {
  readonly ranges: readonly AddressRange[]
  readonly from: number
  readonly to: number
  readonly first: bigint
  readonly last: bigint
}

interface Block {
  readonly family: Family
  readonly base: bigint
  /** Host bits. */
  readonly bits: number
}

/** `ranges` are of one family, sorted and disjoint; more of them than anybody would read take a while. */
export function blockTexts(ranges: readonly AddressRange[]): readonly string[] {
  const [head, tail] = [ranges[0], ranges.at(-1)]
  if (head === undefined || tail === undefined) return []
  return coverOf(
    { ranges, from: 0, to: ranges.length, first: head.first, last: tail.last },
    head.family,
  ).texts()
}

function coverOf(slice: Slice, family: Family): Cover {
  const block = blockAround(slice.first, slice.last, family)
  const top = block.base + (1n << BigInt(block.bits)) - 1n
  const isWhole = slice.to - slice.from === 1 && slice.first === block.base && slice.last === top
  if (isWhole) return { cost: 1, texts: () => [blockText(block)] }
  const [low, high] = halves(slice, block).map((half) => coverOf(half, family)) as [Cover, Cover]
  const parts = { cost: low.cost + high.cost, texts: () => [...low.texts(), ...high.texts()] }
  // Each gap takes at least one block.
  if (slice.to - slice.from >= parts.cost) return parts
  const holes = gapsOf(slice, block, top).flatMap((gap) => plainBlocks(gap, family))
  if (holes.length + 1 >= parts.cost) return parts
  const except = joined(holes.map(blockText))
  // Without the brackets a list of holes would run into the blocks that follow.
  const text = `${blockText(block)} except ${holes.length > 1 ? `(${except})` : except}`
  return { cost: holes.length + 1, texts: () => [text] }
}

/** Both halves of the smallest block around a slice hold something of it. */
function halves({ ranges, from, to, first, last }: Slice, { base, bits }: Block): [Slice, Slice] {
  const half = base + (1n << BigInt(bits - 1))
  let split = from
  let end = to
  while (split < end) {
    const middle = (split + end) >>> 1
    if ((ranges[middle] as AddressRange).last < half) split = middle + 1
    else end = middle
  }
  const crossing = (ranges[split] as AddressRange).first < half
  const lowTo = crossing ? split + 1 : split
  const lowLast = crossing ? half - 1n : (ranges[split - 1] as AddressRange).last
  const highFirst = crossing ? half : (ranges[split] as AddressRange).first
  return [
    { ranges, from, to: lowTo, first, last: lowLast },
    { ranges, from: split, to, first: highFirst, last },
  ]
}

function gapsOf({ ranges, from, to, first, last }: Slice, { base }: Block, top: bigint): [bigint, bigint][] {
  const gaps: [bigint, bigint][] = []
  if (first > base) gaps.push([base, first - 1n])
  for (let place = from + 1; place < to; place++) {
    gaps.push([(ranges[place - 1] as AddressRange).last + 1n, (ranges[place] as AddressRange).first - 1n])
  }
  if (last < top) gaps.push([last + 1n, top])
  return gaps
}

/** One range as blocks, from the lowest address on. */
function plainBlocks([first, last]: readonly [bigint, bigint], family: Family): Block[] {
  const blocks: Block[] = []
  for (let base = first; base <= last; ) {
    let bits = 0
    while (bits < widthOf(family) && isBlockWithin(base, bits + 1, last)) bits++
    blocks.push({ family, base, bits })
    base += 1n << BigInt(bits)
  }
  return blocks
}

const isBlockWithin = (base: bigint, bits: number, last: bigint): boolean => {
  const size = 1n << BigInt(bits)
  return base % size === 0n && base + size - 1n <= last
}

function blockAround(first: bigint, last: bigint, family: Family): Block {
  const differing = first ^ last
  const bits = differing === 0n ? 0 : differing.toString(2).length
  return { family, base: (first >> BigInt(bits)) << BigInt(bits), bits }
}

function blockText({ family, base, bits }: Block): string {
  if (bits === widthOf(family)) return family === 4 ? 'any IPv4 address' : 'any IPv6 address'
  const text = formatCidr({ family, base, length: widthOf(family) - bits })
  return bits === 0 ? text.replace(/\/\d+$/, '') : text
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(texts: readonly string[]): string {
  const last = texts.at(-1) ?? ''
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`
}
