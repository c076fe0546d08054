// IPv4 and IPv6 addresses: strict reading, canonical printing (RFC 5952).

/** For what is made once for each. */
export const FAMILIES = [4, 6] as const

export type Family = 4 | 6

/** An address as family and number; the number is 32 bits wide for IPv4 and 128 for IPv6. */
export interface Address {
  readonly family: Family
  readonly value: bigint
}

export const widthOf = (family: Family): number => (family === 4 ? 32 : 128)
export const maxOf = (family: Family): bigint => (1n << BigInt(widthOf(family))) - 1n

/** Undefined for anything but one plain address: no octal, no short forms, no zone. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text)
}

export function formatAddress(address: Address): string {
  return address.family === 4 ? formatV4(address.value) : formatV6(address.value)
}

export const sameAddress = (a: Address, b: Address): boolean => a.family === b.family && a.value === b.value

function parseV4(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0
  for (const part of parts) {
    // A leading zero may mean octal elsewhere: refusing it closes a known filter bypass.
    if (!/^(0|[1-9]\d{0,2})$/.test(part)) return undefined
    const octet = Number(part)
    if (octet > 255) return undefined
    value = value * 256 + octet
  }
  return { family: 4, value: BigInt(value) }
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = parseGroups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : []
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail]
  return { family: 6, value: groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n) }
}

/** Sixteen-bit groups; the last may be a dotted IPv4 address when `dottedTail`. */
function parseGroups(text: string, dottedTail: boolean): number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16))
      continue
    }
    const dotted = dottedTail && index === parts.length - 1 ? parseV4(part) : undefined
    if (dotted === undefined) return undefined
    groups.push(Number(dotted.value >> 16n), Number(dotted.value & 0xffffn))
  }
  return groups
}

/** By numbers: looking for a free address prints thousands. */
function formatV4(value: bigint): string {
  const number = Number(value)
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`
}

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((value >> BigInt(112 - 16 * index)) & 0xffffn),
  )
  const gap = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (gap.length < 2) return hex.join(':')
  return `${hex.slice(0, gap.start).join(':')}::${hex.slice(gap.start + gap.length).join(':')}`
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (let index = 0; index <= groups.length; index++) {
    if (groups[index] === 0) continue
    if (index - start > best.length) best = { start, length: index - start }
    start = index + 1
  }
  return best
}
