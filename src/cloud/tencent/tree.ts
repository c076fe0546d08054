// Parameters as a tree: from a JSON body as they stand, from a query or form unfolded (`Filters.0.Values.1=x`).

import { refuse } from './error.ts'
import { BAD_ESCAPES, NOT_JSON, TOO_MANY_PARAMETERS } from './gatewayErrors.ts'

export type Value = string | number | boolean | null | readonly Value[] | ValueNode
export type ValueNode = { readonly [name: string]: Value }

const MAX_DEPTH = 12
const MAX_PARAMETERS = 20_000

export const isNode = (value: Value | undefined): value is ValueNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An empty body is a request without parameters. */
export function readJson(body: Buffer): ValueNode {
  if (body.length === 0) return {}
  try {
    const value = JSON.parse(body.toString('utf8')) as Value
    if (isNode(value)) return value
  } catch {
    // Falls through: what cannot be read is refused like what is no object.
  }
  return refuse(NOT_JSON)
}

/** `a=1&b=2` as it came, decoded; of names sent twice the last one stands. */
export function readPairs(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    pairs.set(decode(at === -1 ? pair : pair.slice(0, at)), at === -1 ? '' : decode(pair.slice(at + 1)))
    if (pairs.size > MAX_PARAMETERS) refuse(TOO_MANY_PARAMETERS)
  }
  return pairs
}

type Growing = { [name: string]: string | Growing }
const empty = (): Growing => Object.create(null)

/** Numbered names make lists; holes close up. */
export function unfold(pairs: Iterable<readonly [string, string]>): ValueNode {
  const root = empty()
  for (const [name, value] of pairs) {
    const path = name.split('.')
    if (path.length > MAX_DEPTH) refuse(TOO_MANY_PARAMETERS)
    let node = root
    for (const part of path.slice(0, -1)) {
      const below = node[part]
      const next = below === undefined || typeof below === 'string' ? empty() : below
      node[part] = next
      node = next
    }
    node[path.at(-1) ?? ''] = value
  }
  return listed(root) as ValueNode
}

function listed(node: string | Growing): Value {
  if (typeof node === 'string') return node
  const names = Object.keys(node)
  if (names.length > 0 && names.every((name) => /^\d{1,6}$/.test(name)))
    return names
      .map(Number)
      .sort((a, b) => a - b)
      .map((index) => listed(node[String(index)] ?? ''))
  const made: { [name: string]: Value } = Object.create(null)
  for (const name of names) made[name] = listed(node[name] ?? '')
  return made
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return refuse(BAD_ESCAPES)
  }
}
