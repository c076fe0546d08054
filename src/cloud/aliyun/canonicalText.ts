// Parameters that came as V1 signs them, sorted and escaped: most clients send them so, and nothing need be built anew.

import type { FlatParameters } from './parameters.ts'

/** Longer texts are not looked at: what is looked at is not signed yet. */
const LONGEST = 4096

/** Unreserved characters as they are, all others escaped, in capitals. */
const PIECE = '(?:[\\w.~-]|%(?:[0189A-F][\\dA-F]|2[\\dA-CF]|3[A-F]|40|5[B-E]|60|7[B-DF]))*'
const CANONICAL = new RegExp(`^${PIECE}=${PIECE}(?:&${PIECE}=${PIECE})*$`)

/** The canonical query without the signature; null where the text that was read as `parameters` is not canonical. */
export function canonicalIn(text: string, parameters: FlatParameters): string | null {
  if (text.length > LONGEST || !CANONICAL.test(text)) return null
  if (!isSortedAndWhole(text, parameters)) return null
  const at = text.startsWith('Signature=') ? 0 : text.indexOf('&Signature=') + 1
  if (at === 0 && !text.startsWith('Signature=')) return null
  const end = text.indexOf('&', at)
  return end === -1 ? text.slice(0, Math.max(0, at - 1)) : text.slice(0, at) + text.slice(end + 1)
}

/** Nothing sent twice: of two with one name the last one stands, and nobody signs both. */
function isSortedAndWhole(text: string, parameters: FlatParameters): boolean {
  let before = ''
  for (const name of parameters.keys()) {
    if (name === 'Signature') continue
    if (name <= before) return false
    before = name
  }
  let pairs = 1
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) pairs++
  return pairs === parameters.size
}
