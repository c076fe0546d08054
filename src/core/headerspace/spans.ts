// Sets of one field as typed arrays: first and last of each span, in words of 32 bits (IPv6: four, high word first).

import type { Family } from '../model/address.ts'
import type { AddressSet } from '../model/addressSet.ts'
import type { PortRange } from '../model/ports.ts'

/** Sorted and disjoint: first, last, first, last, …; `width` words each. */
export type Spans = Uint32Array

export type Width = 1 | 4

export const widthIn = (family: Family): Width => (family === 4 ? 1 : 4)

const ALL_ONES = 0xffff_ffff
const WHOLE: { readonly [family in Family]: Spans } = {
  4: Uint32Array.of(0, ALL_ONES),
  6: Uint32Array.of(0, 0, 0, 0, ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES),
}

/** Members of groups are thousands and shared by many clauses: each set is converted once in its life. */
const converted = { 4: new WeakMap<AddressSet, Spans>(), 6: new WeakMap<AddressSet, Spans>() }

export function addressSpans(set: AddressSet | null, family: Family): Spans {
  if (set === null) return WHOLE[family]
  const known = converted[family].get(set)
  if (known !== undefined) return known
  const made = family === 4 ? spans4(set) : spans6(set)
  converted[family].set(set, made)
  return made
}

function spans4(set: AddressSet): Spans {
  const spans = new Uint32Array(2 * set.length)
  let at = 0
  for (const range of set) {
    if (range.family !== 4) continue
    spans[at++] = Number(range.first)
    spans[at++] = Number(range.last)
  }
  return at === spans.length ? spans : spans.slice(0, at)
}

function spans6(set: AddressSet): Spans {
  const spans = new Uint32Array(8 * set.length)
  let at = 0
  for (const range of set) {
    if (range.family !== 6) continue
    writeWords(range.first, spans, at)
    writeWords(range.last, spans, at + 4)
    at += 8
  }
  return at === spans.length ? spans : spans.slice(0, at)
}

const halves = new BigUint64Array(2)
const quarters = new Uint32Array(halves.buffer)
/** Whether this machine stores the low word of a 64-bit number first. */
const LOW = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1

/** The 128 bits of an address, high word first. */
export function writeWords(value: bigint, into: Uint32Array, at: number): void {
  halves[0] = value >> 64n
  halves[1] = value
  into[at] = quarters[1 - LOW] as number
  into[at + 1] = quarters[LOW] as number
  into[at + 2] = quarters[3 - LOW] as number
  into[at + 3] = quarters[2 + LOW] as number
}

export function readWords(words: Uint32Array, at: number, width: Width): bigint {
  let value = 0n
  for (let word = at; word < at + width; word++) value = (value << 32n) | BigInt(words[word] as number)
  return value
}

/** Ports and protocol numbers; null = all up to `maximum`. */
export function numberSpans(ranges: readonly PortRange[] | null, maximum: number): Spans {
  if (ranges === null) return Uint32Array.of(0, maximum)
  const [only] = ranges
  if (only === undefined) return new Uint32Array(0)
  if (ranges.length === 1) return Uint32Array.of(only.first, only.last)
  const spans: number[] = []
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = spans.at(-1)
    if (before === undefined || before + 1 < first) spans.push(first, last)
    else spans[spans.length - 1] = Math.max(before, last)
  }
  return Uint32Array.from(spans)
}
