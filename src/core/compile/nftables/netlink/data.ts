// Keys and values of sets as the kernel compares them (NFTA_SET_ELEM_KEY, NFTA_SET_ELEM_DATA); null: not ours to say.

import { isSpan, type KeyType, type Part, type Scalar, type Verdict } from '../ast.ts'
import {
  attribute,
  type Bytes,
  big16,
  big32,
  bigNumber,
  joined,
  native32,
  nest,
  paddedTo4,
  zeroEnded,
} from './bytes.ts'

/** IFNAMSIZ */
const NAME_BYTES = 16
/** NFTA_DATA_VALUE, NFTA_DATA_VERDICT, NFTA_VERDICT_CODE, NFTA_VERDICT_CHAIN */
const [VALUE, VERDICT, CODE, CHAIN] = [1, 2, 1, 2]
/** NF_DROP, NF_ACCEPT, NFT_JUMP, NFT_GOTO, NFT_RETURN */
const CODES: Readonly<Record<Verdict['do'], number>> = { drop: 0, accept: 1, jump: -3, goto: -4, return: -5 }

export const value = (bytes: Bytes): Bytes => attribute(VALUE, bytes)

export const verdict = (is: Verdict): Bytes =>
  nest(
    VERDICT,
    attribute(CODE, big32(CODES[is.do])),
    ...('chain' in is ? [attribute(CHAIN, zeroEnded(is.chain))] : []),
  )

/** Where the kernel asks what is greater, the highest byte of marks comes first as well. */
export const ORDERED = true

/** One end of a key: of more than one field each is padded to four bytes. */
export function keyBytes(
  parts: readonly Part[],
  types: readonly KeyType[],
  end: 'first' | 'last',
  isOrdered = false,
): Bytes | null {
  const fields: Bytes[] = []
  for (const [index, part] of parts.entries()) {
    const type = types[index]
    const bytes = type === undefined ? null : scalarBytes(isSpan(part) ? part[end] : part, type, isOrdered)
    if (bytes === null) return null
    fields.push(bytes)
  }
  const [only] = fields
  return only !== undefined && fields.length === 1 ? only : joined(fields.map(paddedTo4))
}

export function scalarBytes(is: Scalar, type: KeyType, isOrdered = false): Bytes | null {
  switch (type) {
    case 'ifname':
      return typeof is === 'string' ? nameBytes(is) : null
    case 'ether_addr':
      return typeof is === 'string' && /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(is)
        ? Uint8Array.from(is.split(':'), (octet) => Number.parseInt(octet, 16))
        : null
    case 'ipv4_addr':
      return typeof is === 'bigint' ? bigNumber(is, 4) : null
    case 'ipv6_addr':
      return typeof is === 'bigint' ? bigNumber(is, 16) : null
    case 'mark':
      return typeof is === 'number' ? (isOrdered ? big32 : native32)(is) : null
    case 'inet_proto':
      return typeof is === 'number' ? Uint8Array.of(is) : null
    case 'inet_service':
      return typeof is === 'number' ? big16(is) : null
  }
}

/** A `*` at its end is a pattern to nft, and a quotation mark its end. */
function nameBytes(name: string): Bytes | null {
  if (!/^[!#-)+-~]+$/.test(name) || name.length >= NAME_BYTES) return null
  return joined([zeroEnded(name), new Uint8Array(NAME_BYTES - name.length - 1)])
}
