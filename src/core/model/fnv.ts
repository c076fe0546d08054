// FNV-1a hashes of text: short stable names for what is too long or too strange to be one.

export const FNV31_SPACE = 0x8000_0000

/** 31 bits, so that a value never meets the all-ones mark that stands for "not classified". */
export function fnv31(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash ^ (hash >>> 31)) & 0x7fff_ffff
}

/** 64 bits as thirteen lower-case base32 characters (a-z, 2-7), the first of which holds only four bits. */
export function fnv64(text: string): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let index = 0; index < text.length; index++) {
    low = (low ^ text.charCodeAt(index)) >>> 0
    // The prime is 2^40 + 0x1b3; the product stays below 2^41, where numbers are exact.
    const product = low * 0x1b3
    const carry = (product - (product >>> 0)) / 0x1_0000_0000
    high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0
    low = product >>> 0
  }
  return base32((BigInt(high) << 32n) | BigInt(low))
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(value: bigint): string {
  let text = ''
  for (let shift = 60n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((value >> shift) & 31n)]
  return text
}
