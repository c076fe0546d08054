// CIDR blocks as written (host bits kept) and as matched (semantics T2).

import { type Address, type Family, formatAddress, maxOf, parseAddress, widthOf } from './address.ts'

export interface Cidr {
  readonly family: Family
  /** The address as written; bits beyond `length` may be set and do not take part in matching. */
  readonly base: bigint
  readonly length: number
}

/** Inclusive span of addresses of one family. */
export interface AddressRange {
  readonly family: Family
  readonly first: bigint
  readonly last: bigint
}

/** Reads `10.0.0.0/8`, `10.0.0.1` (= /32), `2001:db8::/32`; undefined otherwise. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText = '', lengthText, ...rest] = text.split('/')
  const address = parseAddress(addressText)
  if (address === undefined || rest.length > 0) return undefined
  if (lengthText === undefined) return cidrOf(address)
  if (!/^(0|[1-9]\d{0,2})$/.test(lengthText)) return undefined
  const length = Number(lengthText)
  if (length > widthOf(address.family)) return undefined
  return { family: address.family, base: address.value, length }
}

export const cidrOf = (address: Address): Cidr => ({
  family: address.family,
  base: address.value,
  length: widthOf(address.family),
})

export function rangeOf(cidr: Cidr): AddressRange {
  const hostMask = maxOf(cidr.family) >> BigInt(cidr.length)
  const first = cidr.base & ~hostMask
  return { family: cidr.family, first, last: first | hostMask }
}

export const rangeContains = (range: AddressRange, address: Address): boolean =>
  range.family === address.family && range.first <= address.value && address.value <= range.last

export const rangesOverlap = (a: AddressRange, b: AddressRange): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last

export const rangeWithin = (inner: AddressRange, outer: AddressRange): boolean =>
  inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last

/** Canonical text: masked base and length, always with the slash. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress({ family: cidr.family, value: rangeOf(cidr).first })}/${cidr.length}`
}
