// Which addresses of a vSwitch are taken, asked neighbourhood by neighbourhood: what nobody asks about costs nothing.

import { type Address, formatAddress, parseAddress } from '../../core/model/address.ts'
import { type AddressRange, parseCidr, rangeContains, rangeOf, rangesOverlap } from '../../core/model/cidr.ts'
import { isLink } from '../../core/model/classicLink.ts'
import { neighbourhoodKey, neighbourhoodOf } from '../../core/model/neighbourhood.ts'
import type { Eni, VSwitch } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'

export interface TakenAddresses {
  has(address: Address, text: string): boolean
  /** Whether the whole neighbourhood of this many addresses is surely taken; false: one has to look. */
  isFull(text: string, size: bigint): boolean
  add(text: string): void
  /** Whether any address or delegated block lies in this block. */
  holdsAny(block: AddressRange): boolean
  delegate(block: AddressRange): void
  readonly delegated: readonly AddressRange[]
  /** Every address taken so far; walks the whole vSwitch. */
  all(): Iterable<string>
}

export function takenIn(state: ResourceReader, vSwitch: VSwitch): TakenAddresses {
  const known = new Map<string, Set<string>>()
  const added = new Set<string>()
  const members = (neighbourhood: string): readonly Eni[] =>
    state
      .by('eni', 'neighbourhood', neighbourhoodKey(vSwitch.id, neighbourhood))
      .filter((eni) => !isLink(eni))
  const addressesIn = (neighbourhood: string): Set<string> => {
    const found = known.get(neighbourhood) ?? new Set(members(neighbourhood).flatMap(addressesOf))
    known.set(neighbourhood, found)
    return found
  }
  const delegated = state
    .by('eni', 'delegating', vSwitch.id)
    .flatMap((eni) => eni.prefixes.map(rangeOfPrefix))
  const all = (): Set<string> =>
    new Set([...state.by('eni', 'vSwitch', vSwitch.id).flatMap(addressesOf), ...added])
  return {
    has: (address, text) =>
      added.has(text) ||
      addressesIn(neighbourhoodOf(text)).has(text) ||
      delegated.some((range) => rangeContains(range, address)),
    // Each member has at least one address there.
    isFull: (text, size) => BigInt(members(neighbourhoodOf(text)).length) >= size,
    add: (text) => added.add(text),
    holdsAny: (block) =>
      delegated.some((range) => rangesOverlap(range, block)) ||
      (block.last - block.first < FEW
        ? addressesWithin(block).some(
            (text) => added.has(text) || addressesIn(neighbourhoodOf(text)).has(text),
          )
        : [...all()].some((text) => isWithin(block, text))),
    delegate: (block) => delegated.push(block),
    delegated,
    all,
  }
}

/** So many addresses of a block are asked for one by one; of more, every taken address is compared. */
const FEW = 256n

const addressesOf = (eni: Eni): readonly string[] => [
  eni.primaryAddress,
  ...eni.secondaryAddresses,
  ...eni.ipv6Addresses,
]

const addressesWithin = ({ family, first, last }: AddressRange): readonly string[] =>
  Array.from({ length: Number(last - first) + 1 }, (_, index) =>
    formatAddress({ family, value: first + BigInt(index) }),
  )

function isWithin(block: AddressRange, text: string): boolean {
  if (text.includes(':') !== (block.family === 6)) return false
  const address = parseAddress(text)
  return address !== undefined && rangeContains(block, address)
}

export function rangeOfPrefix(text: string): AddressRange {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  return rangeOf(cidr)
}
