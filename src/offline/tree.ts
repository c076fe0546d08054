// Parts of JSON that nobody promises anything about: names in either case, texts and lists where they are.

export type Tree = Readonly<Record<string, unknown>>

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** SDKs print fields with a capital as the API writes them, or with a small letter. */
export function part(tree: Tree, name: string): unknown {
  return tree[name] ?? tree[`${name.charAt(0).toLowerCase()}${name.slice(1)}`]
}

/** Numbers and booleans as they are written; anything else that is no text is empty. */
export function text(tree: Tree, name: string): string {
  const value = part(tree, name)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** Objects of a list that stands at `names`, each a step inward; steps that are not there are skipped. */
export function trees(tree: Tree, ...names: readonly string[]): readonly Tree[] {
  return listAt(tree, names).filter(isTree)
}

export const texts = (tree: Tree, ...names: readonly string[]): readonly string[] =>
  listAt(tree, names).filter((item) => typeof item === 'string')

function listAt(tree: Tree, names: readonly string[]): readonly unknown[] {
  let value: unknown = tree
  for (const name of names) {
    if (!isTree(value)) break
    value = part(value, name)
  }
  return Array.isArray(value) ? value : []
}
