// Flat request parameters unfolded into a tree: `Permissions.1.Policy=accept` → Permissions → 1 → Policy.

import { AliyunError } from './error.ts'
import { TOO_MANY_PARAMETERS } from './gatewayErrors.ts'

/** A text, or what stands below a dotted name. */
export type ParameterTree = string | ParameterNode
export interface ParameterNode extends ReadonlyMap<string, ParameterTree> {}

/** Parameters as they travel: one value for each full name, the last one sent. */
export type FlatParameters = ReadonlyMap<string, string>

export const MAX_DEPTH = 8
export const MAX_PARAMETERS = 5000

/**
 * Reads `a=1&b=2` of a query or a form body. Percent escapes must be whole and UTF-8; `+` is a space, as every
 * client family writes a plus as `%2B`. Of parameters sent twice the last one stands.
 */
export function parseFlat(text: string): FlatParameters {
  if (text === '') return new Map()
  if (countOf(text, '&') >= MAX_PARAMETERS) throw new AliyunError(TOO_MANY_PARAMETERS)
  const flat = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = at === -1 ? pair : pair.slice(0, at)
    flat.set(decode(name), at === -1 ? '' : decode(pair.slice(at + 1)))
  }
  return flat
}

/** Query and form body as one; where both have a name the body stands. */
export function union(query: FlatParameters, form: FlatParameters): FlatParameters {
  if (form.size === 0) return query
  if (query.size === 0) return form
  const all = new Map([...query, ...form])
  if (all.size > MAX_PARAMETERS) throw new AliyunError(TOO_MANY_PARAMETERS)
  return all
}

/** Where a name is both a value and a prefix of others (`A=1&A.B=2`), the one sent later stands. */
export function unfold(flat: FlatParameters): ParameterNode {
  const root: Growing = new Map()
  for (const [name, value] of flat) {
    if (!name.includes('.')) {
      root.set(name, value)
      continue
    }
    const path = name.split('.')
    if (path.length > MAX_DEPTH) throw invalid(name)
    place(root, path, value)
  }
  return root
}

type Growing = Map<string, ParameterTree>

function place(root: Growing, path: readonly string[], value: string): void {
  let node = root
  for (const part of path.slice(0, -1)) {
    const below = node.get(part)
    const next = below === undefined || typeof below === 'string' ? new Map() : (below as Growing)
    if (next !== below) node.set(part, next)
    node = next
  }
  node.set(path.at(-1) as string, value)
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw invalid(text)
  }
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++
  return count
}

const invalid = (name: string): AliyunError =>
  new AliyunError({
    status: 400,
    code: 'InvalidParameter',
    message: `The specified parameter "${name.slice(0, 100)}" is not valid.`,
  })
