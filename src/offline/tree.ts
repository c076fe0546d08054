// Parts of JSON that nobody promises anything about: names in either case, texts and lists where they are.

import { problem } from './problem.ts'

export type Tree = Readonly<Record<string, unknown>>

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** SDKs print fields with a capital as the API writes them, or with a small letter. */
export const part = (tree: Tree, name: string): unknown => tree[name] ?? tree[small(name)]

const small = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`
const has = (tree: Tree, name: string): boolean => name in tree || small(name) in tree

/** Numbers and booleans as they are written; anything else that is no text is empty. */
export function text(tree: Tree, name: string): string {
  const value = part(tree, name)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/**
 * Objects of a list that stands at `names`, each a step inward; a wrapper may be left out, and a list of one may be
 * bare, as converters of XML write it. What is there and is no list is refused: read as empty it would open or close.
 */
export const trees = (tree: Tree, ...names: readonly string[]): readonly Tree[] => listAt(tree, names, isTree)

export const texts = (tree: Tree, ...names: readonly string[]): readonly string[] =>
  listAt(tree, names, (item) => typeof item === 'string')

function listAt<T>(
  tree: Tree,
  names: readonly string[],
  isItem: (value: unknown) => value is T,
): readonly T[] {
  const notAList = (): never => problem('notAList', { field: names.join('.') })
  let value: unknown = tree
  for (const [step, name] of names.entries()) {
    if (!isTree(value)) break
    if (step > 0 && !has(value, name) && Object.keys(value).length > 0) notAList()
    value = part(value, name)
  }
  if (value === undefined || value === null) return []
  const items = Array.isArray(value) ? value : [value]
  return items.every(isItem) ? items : notAList()
}
