// Numbers that stand for the content of sets and chains: sums over their parts, so that a part more is an addition.

import type { Chain, Element, NamedSet, Part, Scalar } from './ast.ts'
import { isSpan } from './ast.ts'
import { renderChain } from './render.ts'

/** All digests are below this; sums of two stay exact. */
const SPACE = 2 ** 52

export const plus = (a: number, b: number): number => (a + b) % SPACE
export const minus = (a: number, b: number): number => (a - b + SPACE) % SPACE

/** Of everything but the elements: equal for sets that the kernel takes for the same kind. */
export const headerOf = ({ key, value, interval, counter }: NamedSet): string =>
  `${key.join(' . ')} : ${value ?? ''} ${interval === true} ${counter === true}`

/** Whatever their order. */
export function digestOf(elements: readonly Element[]): number {
  let sum = 0
  for (const element of elements) sum = plus(sum, digestOfElement(element))
  return sum
}

export const digestChange = (
  digest: number,
  removed: readonly Element[],
  added: readonly Element[],
): number => plus(minus(digest, digestOf(removed)), digestOf(added))

/** A number for a thing by its name. */
export const digestOfText = (...texts: readonly string[]): number => {
  begin()
  for (const text of texts) takeText(text)
  return end()
}

const ofChains = new WeakMap<Chain, number>()

export function digestOfChain(chain: Chain): number {
  const known = ofChains.get(chain)
  if (known !== undefined) return known
  const digest = digestOfText(renderChain(chain))
  ofChains.set(chain, digest)
  return digest
}

// Two FNV-1a hashes side by side: an object for each of a hundred thousand elements would cost more than the hashing.
let low = 0
let high = 0

function begin(): void {
  low = 0x811c9dc5
  high = 0x050c5d1f
}

function take(word: number): void {
  low = Math.imul(low ^ (word & 0xffff), 0x01000193)
  high = Math.imul(high ^ (word & 0xffff), 0x0100_01b3)
  low = Math.imul(low ^ (word >>> 16), 0x01000193)
  high = Math.imul(high ^ (word >>> 16), 0x0100_01b3)
}

const end = (): number => {
  low ^= low >>> 15
  high ^= high >>> 13
  return ((Math.imul(high, 0x85ebca6b) >>> 12) & 0xfffff) * 2 ** 32 + (Math.imul(low, 0xc2b2ae35) >>> 0)
}

function digestOfElement({ key, value, comment }: Element): number {
  begin()
  for (const part of key) takePart(part)
  if (value !== undefined) {
    if (typeof value !== 'object') takeScalar(value)
    else takeText('chain' in value ? `${value.do} ${value.chain}` : value.do)
  }
  if (comment !== undefined) takeText(comment)
  return end()
}

function takePart(part: Part): void {
  if (isSpan(part)) {
    takeScalar(part.first)
    takeScalar(part.last)
  } else {
    // Equal to a span of one: that is how the kernel sees it.
    takeScalar(part)
    takeScalar(part)
  }
}

function takeScalar(value: Scalar): void {
  if (typeof value === 'number') take(value)
  else if (typeof value === 'string') takeText(value)
  else if (value <= 0xffff_ffffn) take(Number(value))
  else for (let rest = value; rest > 0n; rest >>= 32n) take(Number(rest & 0xffff_ffffn))
}

function takeText(text: string): void {
  take(text.length)
  for (let index = 0; index < text.length; index++) take(text.charCodeAt(index))
}
