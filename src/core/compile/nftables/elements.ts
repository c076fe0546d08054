// When two elements of sets are the same one, and what became of a set's elements.

import { type Changes, objectChanges } from '../../headerspace/setChanges.ts'
import { type Element, isSpan, type NamedSet, type Part } from './ast.ts'

type Elements = Pick<NamedSet, 'elements'>

/** Equal for elements that cannot be in one set together; a span of one is the value itself. */
export const elementKey = ({ key }: Element): string => key.map(partKey).join(' . ')

function partKey(part: Part): string {
  if (!isSpan(part)) return String(part)
  return part.first === part.last ? String(part.first) : `${part.first}-${part.last}`
}

/** For two with one key. */
function sameElement(a: Element, b: Element): boolean {
  if (a.comment !== b.comment) return false
  if (typeof a.value !== 'object' || typeof b.value !== 'object') return a.value === b.value
  return a.value.do === b.value.do && targetOf(a.value) === targetOf(b.value)
}

const targetOf = (verdict: Exclude<Element['value'], string | number | bigint | undefined>): string | null =>
  'chain' in verdict ? verdict.chain : null

/** A changed value or comment is the element removed and added. */
export function elementChanges(before: Elements, after: Elements): Changes<Element> {
  if (before.elements === after.elements) return { removed: [], added: [] }
  const { removed, added: come } = objectChanges(before.elements, after.elements)
  if (removed.length === 0) return { removed, added: come }
  const left = new Set(removed)
  const byKey = new Map(removed.map((each) => [elementKey(each), each]))
  const added = come.filter((each) => {
    const old = byKey.get(elementKey(each))
    if (old === undefined || !sameElement(old, each)) return true
    left.delete(old)
    return false
  })
  return { removed: [...left], added }
}
