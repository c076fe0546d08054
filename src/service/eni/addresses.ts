// Private addresses of a vSwitch: which are taken, which the system keeps, which one is next.

import { type Family, formatAddress, parseAddress } from '../../core/model/address.ts'
import {
  type AddressRange,
  formatCidr,
  parseCidr,
  rangeContains,
  rangeOf,
  rangeWithin,
} from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { VSwitch } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { rangeOfPrefix, type TakenAddresses, takenIn } from './takenAddresses.ts'

/**
 * Kept by the system in every vSwitch: the first address and the last three (Alibaba CreateVSwitch), or, where the
 * gateway comes first, the first two and the last (Tencent CreateSubnet).
 */
const keptIn = ({ gatewayFirst }: VSwitch) =>
  gatewayFirst ? { first: 2n, last: 1n } : { first: 1n, last: 3n }

/** How long delegated blocks are. */
const PREFIX_LENGTH: Record<Family, number> = { 4: 28, 6: 80 }

/** Read once from the state, then kept by whoever allocates: makes the next address cheap. */
export interface AddressPool {
  /** The lowest free address, taken from now on. */
  next(family: Family): string
  /** This very address, taken from now on; throws when it is not to be had. */
  claim(text: string): string
  /** The lowest free block to delegate, as CIDR, taken from now on. */
  nextPrefix(family: Family): string
  claimPrefix(text: string): string
  /** IPv4 addresses still to be had. */
  free(): number
}

/** Addresses of one family in one vSwitch. INVARIANT: all before `next` are taken. */
interface Span {
  readonly range: AddressRange
  next: bigint
}

export function addressPool(state: ResourceReader, vSwitch: VSwitch): AddressPool {
  const taken = takenIn(state, vSwitch)
  const spans: Record<Family, Span | null> = {
    4: spanOf(usable4(rangeOfPrefix(vSwitch.cidr), vSwitch)),
    6: vSwitch.ipv6Cidr === null ? null : spanOf(usable6(rangeOfPrefix(vSwitch.ipv6Cidr))),
  }
  const full = (): never => fail({ name: 'vSwitchFull', vSwitchId: vSwitch.id, free: 0 })
  const spanIn = (family: Family): Span => spans[family] ?? fail({ name: 'ipv6Off', id: vSwitch.id })

  return {
    next(family) {
      const span = spanIn(family)
      while (span.next <= span.range.last) {
        const address = { family, value: span.next }
        const text = formatAddress(address)
        const end = lastOfNeighbourhood(span)
        if (isStart(span) && taken.isFull(text, end - span.next + 1n)) {
          span.next = end + 1n
          continue
        }
        span.next++
        if (taken.has(address, text)) continue
        taken.add(text)
        return text
      }
      return full()
    },
    claim(wanted) {
      const address = parseAddress(wanted)
      const range = address === undefined ? undefined : spanIn(address.family).range
      if (address === undefined || range === undefined || !rangeContains(range, address)) {
        return fail({ name: 'addressOutsideVSwitch', address: wanted, vSwitchId: vSwitch.id })
      }
      const text = formatAddress(address)
      if (taken.has(address, text)) return fail({ name: 'addressTaken', address: text })
      taken.add(text)
      return text
    },
    nextPrefix(family) {
      for (const block of blocksIn(spanIn(family).range, family)) {
        if (taken.holdsAny(block)) continue
        taken.delegate(block)
        return textOf(block, family)
      }
      return full()
    },
    claimPrefix(wanted) {
      const block = readPrefix(wanted)
      if (!rangeWithin(block, spanIn(block.family).range)) {
        return fail({ name: 'addressOutsideVSwitch', address: wanted, vSwitchId: vSwitch.id })
      }
      if (taken.holdsAny(block)) return fail({ name: 'addressTaken', address: wanted })
      taken.delegate(block)
      return textOf(block, block.family)
    },
    free: () => freeCount(spanIn(4).range, taken),
  }
}

/** Where the neighbourhood of the span's next address ends, or the span before it. */
function lastOfNeighbourhood({ next, range }: Span): bigint {
  const last = next | 0xffn
  return last < range.last ? last : range.last
}

const isStart = ({ next, range }: Span): boolean => next === range.first || (next & 0xffn) === 0n

/** The IPv4 addresses of a vSwitch that are still to be had. */
export const freeAddressCount = (state: ResourceReader, vSwitch: VSwitch): number =>
  addressPool(state, vSwitch).free()

/** The block a text means, when one of this form can be delegated. */
function readPrefix(text: string): AddressRange {
  const cidr = parseCidr(text)
  if (cidr === undefined || cidr.length !== PREFIX_LENGTH[cidr.family] || rangeOf(cidr).first !== cidr.base) {
    return fail({ name: 'prefixNotAllowed', prefix: text })
  }
  return rangeOf(cidr)
}

const spanOf = (range: AddressRange): Span => ({ range, next: range.first })

/** Aligned blocks that lie wholly within a range, one after another. */
function* blocksIn(range: AddressRange, family: Family): Generator<AddressRange> {
  const size = 1n << BigInt((family === 4 ? 32 : 128) - PREFIX_LENGTH[family])
  const start = ((range.first + size - 1n) / size) * size
  for (let first = start; first + size - 1n <= range.last; first += size) {
    yield { family, first, last: first + size - 1n }
  }
}

const textOf = (block: AddressRange, family: Family): string =>
  formatCidr({ family, base: block.first, length: PREFIX_LENGTH[family] })

function freeCount(range: AddressRange, taken: TakenAddresses): number {
  let single = 0
  for (const text of taken.all()) if (!text.includes(':')) single++
  const blocks = taken.delegated.filter((one) => one.family === 4).reduce((sum, one) => sum + size(one), 0n)
  return Number(size(range) - blocks) - single
}

const size = (range: AddressRange): bigint => range.last - range.first + 1n

const usable4 = (range: AddressRange, vSwitch: VSwitch): AddressRange => ({
  ...range,
  first: range.first + keptIn(vSwitch).first,
  last: range.last - keptIn(vSwitch).last,
})

/** All but the subnet-router anycast address (RFC 4291 2.6.1). */
const usable6 = (range: AddressRange): AddressRange => ({ ...range, first: range.first + 1n })
