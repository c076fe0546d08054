// Messages and attributes as the kernel gives them, read where they lie.

import { type Bytes, isLowFirst } from './bytes.ts'

export const native16At = (bytes: Bytes, at: number): number => {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]]
  return isLowFirst ? first | (second << 8) : (first << 8) | second
}

export const native32At = (bytes: Bytes, at: number): number =>
  isLowFirst
    ? (native16At(bytes, at) | (native16At(bytes, at + 2) << 16)) >>> 0
    : ((native16At(bytes, at) << 16) | native16At(bytes, at + 2)) >>> 0

export function big32At(bytes: Bytes, at: number): number {
  let number = 0
  for (let index = at; index < at + 4; index++) number = number * 256 + (bytes[index] ?? 0)
  return number
}

export function bigNumberAt(bytes: Bytes, from: number, to: number): bigint {
  if (to - from === 4) return BigInt(big32At(bytes, from))
  let number = 0n
  for (let at = from; at < to; at++) number = (number << 8n) | BigInt(bytes[at] ?? 0)
  return number
}

/** Up to its zero, or to the end. */
export function textAt(bytes: Bytes, from: number, to: number): string {
  let text = ''
  let isPlain = true
  for (let at = from; at < to && bytes[at] !== 0; at++) {
    const byte = bytes[at] ?? 0
    isPlain &&= byte < 0x80
    text += String.fromCharCode(byte)
  }
  return isPlain ? text : fromUtf8(text)
}

function fromUtf8(octets: string): string {
  const escaped = Array.from(octets, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`)
  try {
    return decodeURIComponent(escaped.join(''))
  } catch {
    return octets
  }
}

const [OFFSET, PRIME, SECOND_OFFSET, SECOND_PRIME] = [0x811c9dc5, 0x01000193, 0x050c5d1f, 0x010001b3]

/** Two FNV-1a hashes side by side, as one exact number. */
export function digestOfBytes(bytes: Bytes, from: number, to: number): number {
  let [low, high] = [OFFSET, SECOND_OFFSET]
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    low = Math.imul(low ^ byte, PRIME)
    high = Math.imul(high ^ byte, SECOND_PRIME)
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0)
}

const HEADER = 4
/** Without what says whether it is nested, or in which order its bytes are. */
const TYPE = 0x3fff

/** Each attribute with where its value begins and ends. */
export function eachAttribute(
  bytes: Bytes,
  from: number,
  to: number,
  take: (type: number, from: number, to: number) => void,
): void {
  for (let at = from; at + HEADER <= to; ) {
    const length = native16At(bytes, at)
    if (length < HEADER || at + length > to) throw new Error('an attribute goes on behind its end')
    take(native16At(bytes, at + 2) & TYPE, at + HEADER, at + length)
    at += (length + 3) & ~3
  }
}
