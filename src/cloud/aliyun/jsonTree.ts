// Parameters written as JSON in one text (`InstanceIds=["i-1"]`), brought into the form of dotted names.

import { MAX_DEPTH, type ParameterNode, type ParameterTree } from './parameters.ts'

/** The items of a JSON array; undefined when the text is none. */
export function readJsonArray(text: string): readonly ParameterTree[] | undefined {
  const parsed = parse(text)
  if (!Array.isArray(parsed)) return undefined
  const items = parsed.map((item: unknown) => treeOf(item, 1))
  return items.every((item) => item !== undefined) ? items : undefined
}

/** The parts of a JSON object; undefined when the text is none. */
export function readJsonObject(text: string): ParameterNode | undefined {
  const tree = treeOf(parse(text), 1)
  return tree === undefined || typeof tree === 'string' ? undefined : tree
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function treeOf(value: unknown, depth: number): ParameterTree | undefined {
  if (value === undefined || depth > MAX_DEPTH) return undefined
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  const node = new Map<string, ParameterTree>()
  for (const [key, one] of Object.entries(value)) {
    const below = treeOf(one, depth + 1)
    if (below === undefined) return undefined
    node.set(key, below)
  }
  return node
}
