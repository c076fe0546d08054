// One element of a set as the kernel is given it (NFTA_LIST_ELEM); null where only nft knows how.

import { type Element, isSpan, type NamedSet } from '../ast.ts'
import { attribute, type Bytes, big32, joined, nest, zeroEnded } from './bytes.ts'
import { keyBytes, ORDERED, scalarBytes, value, verdict } from './data.ts'

/** Places in the list. */
const [FIRST, SECOND] = [1, 2]
/** NFTA_SET_ELEM_… */
const [KEY, DATA, FLAGS, USER_DATA, KEY_END] = [1, 2, 3, 6, 10]
/** NFT_SET_ELEM_INTERVAL_END */
const INTERVAL_END = 1
/** NFTNL_UDATA_SET_ELEM_COMMENT: type and length in a byte each. */
const COMMENT = 0
/** NFTNL_UDATA_COMMENT_MAXLEN */
const LONGEST_COMMENT = 127

/** What is removed is known by its key. */
export function elementBytes(set: NamedSet, element: Element, isRemoved: boolean): readonly Bytes[] | null {
  const data = isRemoved || element.value === undefined ? [] : dataBytes(set, element.value)
  const comment = isRemoved || element.comment === undefined ? [] : commentBytes(element.comment)
  if (data === null || comment === null) return null
  const rest = [...data, ...comment]
  if (set.interval !== true) return single(set, element, rest)
  return set.key.length === 1 ? range(set, element, rest) : box(set, element, rest)
}

const key = (type: number, bytes: Bytes): Bytes => nest(type, value(bytes))

function single(set: NamedSet, { key: parts }: Element, rest: readonly Bytes[]): readonly Bytes[] | null {
  if (parts.some((part) => isSpan(part) && part.first !== part.last)) return null
  const bytes = keyBytes(parts, set.key, 'first')
  return bytes === null ? null : [nest(FIRST, key(KEY, bytes), ...rest)]
}

/** From one corner to the other; one that names no range nft 1.0.6 adds in another byte order than others. */
function box(set: NamedSet, { key: parts }: Element, rest: readonly Bytes[]): readonly Bytes[] | null {
  if (!parts.some(isSpan)) return null
  const first = keyBytes(parts, set.key, 'first', ORDERED)
  const last = keyBytes(parts, set.key, 'last', ORDERED)
  return first === null || last === null ? null : [nest(FIRST, key(KEY, first), key(KEY_END, last), ...rest)]
}

/** A tree of borders: where the range begins, and where what comes after it does. */
function range(set: NamedSet, { key: [part] }: Element, rest: readonly Bytes[]): readonly Bytes[] | null {
  const [type] = set.key
  if (part === undefined || (type !== 'ipv4_addr' && type !== 'ipv6_addr')) return null
  const [first, last] = isSpan(part) ? [part.first, part.last] : [part, part]
  if (typeof last !== 'bigint') return null
  const begin = keyBytes([first], set.key, 'first')
  const after = keyBytes([last + 1n], set.key, 'first')
  const top = (1n << (type === 'ipv4_addr' ? 32n : 128n)) - 1n
  // Nothing comes after the highest address: how its end is said is nft's business.
  if (begin === null || after === null || last === top) return null
  return [
    nest(FIRST, key(KEY, begin), ...rest),
    nest(SECOND, attribute(FLAGS, big32(INTERVAL_END)), key(KEY, after)),
  ]
}

function dataBytes(set: NamedSet, is: NonNullable<Element['value']>): readonly Bytes[] | null {
  if (typeof is === 'object') return set.value === 'verdict' ? [nest(DATA, verdict(is))] : null
  if (set.value === undefined || set.value === 'verdict') return null
  const bytes = scalarBytes(is, set.value)
  return bytes === null ? null : [nest(DATA, value(bytes))]
}

/** With a quotation mark in it nft could not read what the disk keeps. */
function commentBytes(comment: string): readonly Bytes[] | null {
  if (!/^[ !#-~]*$/.test(comment) || comment.length > LONGEST_COMMENT) return null
  const text = zeroEnded(comment)
  return [attribute(USER_DATA, joined([Uint8Array.of(COMMENT, text.length), text]))]
}
