// One element as the kernel holds it, back in the words of plans: the other way of `element.ts`.

import type { Element, KeyType, NamedSet, Part, Scalar, Verdict } from '../ast.ts'
import type { Bytes } from './bytes.ts'
import { big32At, bigNumberAt, eachAttribute, native32At, textAt } from './reading.ts'

/** NFTA_SET_ELEM_… */
const [KEY, DATA, FLAGS, USER_DATA, COUNTERS, PAD, KEY_END, COUNTER_LIST] = [1, 2, 3, 6, 7, 8, 10, 11]
/** NFT_SET_ELEM_INTERVAL_END */
const INTERVAL_END = 1
/** NFTA_DATA_VALUE, NFTA_DATA_VERDICT, NFTA_VERDICT_CODE, NFTA_VERDICT_CHAIN */
const [VALUE, VERDICT, CODE, CHAIN] = [1, 2, 1, 2]
/** NFTNL_UDATA_SET_ELEM_COMMENT: type and length in a byte each. */
const COMMENT = 0
/** NF_DROP, NF_ACCEPT, NFT_JUMP, NFT_GOTO, NFT_RETURN as they are read without a sign. */
const VERDICTS: ReadonlyMap<number, Verdict['do']> = new Map([
  [0, 'drop'],
  [1, 'accept'],
  [0xffff_fffd, 'jump'],
  [0xffff_fffc, 'goto'],
  [0xffff_fffb, 'return'],
])
const SIZES: Readonly<Record<KeyType, number>> = {
  ifname: 16,
  ether_addr: 6,
  ipv4_addr: 4,
  ipv6_addr: 16,
  mark: 4,
  inet_proto: 1,
  inet_service: 2,
}

export interface FoundElement {
  readonly element: Element
  /** Of a tree of borders: what comes behind a range begins here. */
  readonly isEnd: boolean
}

/** Null for what no plan can have, such as an element that goes by itself after a time. */
export function readElement(bytes: Bytes, from: number, to: number, set: NamedSet): FoundElement | null {
  const is: Partial<Parts> = {}
  let isOurs = true
  eachAttribute(bytes, from, to, (type, start, end) => {
    if (type === KEY) is.first = keyIn(bytes, start, end, set)
    else if (type === KEY_END) is.last = keyIn(bytes, start, end, set)
    else if (type === DATA) is.value = valueIn(bytes, start, end, set)
    else if (type === USER_DATA) is.comment = commentIn(bytes, start, end)
    else if (type === FLAGS) is.flags = big32At(bytes, start)
    else isOurs &&= type === COUNTERS || type === COUNTER_LIST || type === PAD
  })
  const { first, last = first, value, comment, flags = 0 } = is
  const key = first && last ? spans(first, last) : null
  if (!isOurs || (flags & ~INTERVAL_END) !== 0 || key === null || value === null) return null
  const shown = value === undefined ? {} : { value }
  const element = { key, ...shown, ...(comment === undefined ? {} : { comment }) }
  return { element, isEnd: flags === INTERVAL_END }
}

type Scalars = readonly Scalar[] | null
type Value = NonNullable<Element['value']> | null

interface Parts {
  first: Scalars
  last: Scalars
  value: Value
  comment: string | undefined
  flags: number
}

function spans(first: readonly Scalar[], last: readonly Scalar[]): readonly Part[] | null {
  const parts: Part[] = []
  for (const [at, from] of first.entries()) {
    const to = last[at]
    if (from === to) parts.push(from)
    else if (typeof from === 'string' || typeof to === 'string' || to === undefined) return null
    else parts.push({ first: from, last: to })
  }
  return parts
}

function keyIn(bytes: Bytes, from: number, to: number, { key, interval }: NamedSet): Scalars {
  let scalars: Scalar[] | null = null
  eachAttribute(bytes, from, to, (type, start, end) => {
    if (type !== VALUE) return
    const padded = key.reduce((length, each) => length + ((SIZES[each] + 3) & ~3), 0)
    const [only] = key
    if (end - start !== (only !== undefined && key.length === 1 ? SIZES[only] : padded)) return
    let at = start
    scalars = []
    for (const each of key) {
      scalars.push(scalarAt(bytes, at, each, interval === true))
      at += (SIZES[each] + 3) & ~3
    }
  })
  return scalars
}

/** `isOrdered`: where the kernel asks what is greater, the highest byte of marks comes first as well. */
function scalarAt(bytes: Bytes, at: number, type: KeyType, isOrdered: boolean): Scalar {
  switch (type) {
    case 'ifname':
      return textAt(bytes, at, at + SIZES.ifname)
    case 'ether_addr':
      return Array.from(bytes.subarray(at, at + SIZES.ether_addr), (octet) =>
        octet.toString(16).padStart(2, '0'),
      ).join(':')
    case 'ipv4_addr':
    case 'ipv6_addr':
      return bigNumberAt(bytes, at, at + SIZES[type])
    case 'mark':
      return isOrdered ? big32At(bytes, at) : native32At(bytes, at)
    case 'inet_proto':
      return bytes[at] ?? 0
    case 'inet_service':
      return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  }
}

function valueIn(bytes: Bytes, from: number, to: number, set: NamedSet): Value {
  let value: Value = null
  eachAttribute(bytes, from, to, (type, start, end) => {
    if (set.value === 'verdict') value = type === VERDICT ? verdictIn(bytes, start, end) : null
    else if (set.value !== undefined && type === VALUE && end - start === SIZES[set.value])
      value = scalarAt(bytes, start, set.value, false)
  })
  return value
}

function verdictIn(bytes: Bytes, from: number, to: number): Verdict | null {
  let what: Verdict['do'] | undefined
  let chain: string | undefined
  eachAttribute(bytes, from, to, (type, start, end) => {
    if (type === CODE) what = VERDICTS.get(big32At(bytes, start))
    if (type === CHAIN) chain = textAt(bytes, start, end)
  })
  if (what === undefined) return null
  if (what === 'jump' || what === 'goto') return chain === undefined ? null : { do: what, chain }
  return chain === undefined ? { do: what } : null
}

export function commentIn(bytes: Bytes, from: number, to: number): string | undefined {
  for (let at = from; at + 2 <= to; at += 2 + (bytes[at + 1] ?? 0)) {
    if (bytes[at] === COMMENT) return textAt(bytes, at + 2, at + 2 + (bytes[at + 1] ?? 0))
  }
  return undefined
}
