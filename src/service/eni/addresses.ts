// Private addresses of a vSwitch: which are taken, which the system keeps, which one is next.

import { type Address, type Family, formatAddress, parseAddress } from '../../core/model/address.ts'
import {
  type AddressRange,
  formatCidr,
  parseCidr,
  rangeContains,
  rangeOf,
  rangesOverlap,
  rangeWithin,
} from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { VSwitch } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'

/** Kept by the system in every vSwitch: the first address and the last three (Alibaba CreateVSwitch). */
const KEPT_FIRST = 1n
const KEPT_LAST = 3n

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
  const { taken, delegated } = usedIn(state, vSwitch)
  const spans: Record<Family, Span | null> = {
    4: spanOf(usable4(mustRange(vSwitch.cidr))),
    6: vSwitch.ipv6Cidr === null ? null : spanOf(usable6(mustRange(vSwitch.ipv6Cidr))),
  }
  const full = (): never => fail({ name: 'vSwitchFull', vSwitchId: vSwitch.id, free: 0 })
  const spanIn = (family: Family): Span => spans[family] ?? fail({ name: 'ipv6Off', id: vSwitch.id })
  const isTaken = (address: Address, text: string): boolean =>
    taken.has(text) || delegated.some((range) => rangeContains(range, address))
  const isFreeBlock = (block: AddressRange): boolean =>
    !delegated.some((range) => rangesOverlap(range, block)) && !holdsAny(block, taken)

  return {
    next(family) {
      const span = spanIn(family)
      while (span.next <= span.range.last) {
        const address = { family, value: span.next++ }
        const text = formatAddress(address)
        if (isTaken(address, text)) continue
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
      if (isTaken(address, text)) return fail({ name: 'addressTaken', address: text })
      taken.add(text)
      return text
    },
    nextPrefix(family) {
      for (const block of blocksIn(spanIn(family).range, family)) {
        if (!isFreeBlock(block)) continue
        delegated.push(block)
        return textOf(block, family)
      }
      return full()
    },
    claimPrefix(wanted) {
      const block = readPrefix(wanted)
      if (!rangeWithin(block, spanIn(block.family).range)) {
        return fail({ name: 'addressOutsideVSwitch', address: wanted, vSwitchId: vSwitch.id })
      }
      if (!isFreeBlock(block)) return fail({ name: 'addressTaken', address: wanted })
      delegated.push(block)
      return textOf(block, block.family)
    },
    free: () => freeCount(spanIn(4).range, taken, delegated),
  }
}

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

function usedIn(
  state: ResourceReader,
  vSwitch: VSwitch,
): { readonly taken: Set<string>; readonly delegated: AddressRange[] } {
  const taken = new Set<string>()
  const delegated: AddressRange[] = []
  for (const eni of state.by('eni', 'vSwitch', vSwitch.id)) {
    taken.add(eni.primaryAddress)
    for (const text of eni.secondaryAddresses) taken.add(text)
    for (const text of eni.ipv6Addresses) taken.add(text)
    for (const text of eni.prefixes) delegated.push(mustRange(text))
  }
  return { taken, delegated }
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

function holdsAny(block: AddressRange, taken: ReadonlySet<string>): boolean {
  const colon = block.family === 6
  return [...taken].some((text) => {
    if (text.includes(':') !== colon) return false
    const address = parseAddress(text)
    return address !== undefined && rangeContains(block, address)
  })
}

const textOf = (block: AddressRange, family: Family): string =>
  formatCidr({ family, base: block.first, length: PREFIX_LENGTH[family] })

function freeCount(
  range: AddressRange,
  taken: ReadonlySet<string>,
  delegated: readonly AddressRange[],
): number {
  let single = 0
  for (const text of taken) if (!text.includes(':')) single++
  const blocks = delegated.filter((one) => one.family === 4).reduce((sum, one) => sum + size(one), 0n)
  return Number(size(range) - blocks) - single
}

const size = (range: AddressRange): bigint => range.last - range.first + 1n

const usable4 = (range: AddressRange): AddressRange => ({
  ...range,
  first: range.first + KEPT_FIRST,
  last: range.last - KEPT_LAST,
})

/** All but the subnet-router anycast address (RFC 4291 2.6.1). */
const usable6 = (range: AddressRange): AddressRange => ({ ...range, first: range.first + 1n })

function mustRange(text: string): AddressRange {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  return rangeOf(cidr)
}
