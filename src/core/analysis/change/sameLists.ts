// Whether lists of clauses of two states say the same, found out once for each two.

import type { AddressSet } from '../../model/addressSet.ts'
import { type Clause, clauseText, type PeerSet } from '../../policy/policy.ts'

export type ListComparer = (a: readonly Clause[], b: readonly Clause[]) => boolean

/** Whether two lists decide alike because they say the same; sets of addresses are compared once. */
export function listComparer(): ListComparer {
  const lists = new Map<readonly Clause[], Map<readonly Clause[], boolean>>()
  const sets = new Map<PeerSet, Map<PeerSet, boolean>>()
  const samePeers = (a: PeerSet | null, b: PeerSet | null): boolean => {
    if (a === b || a === null || b === null) return a === b
    return a.key === b.key && once(sets, a, b, () => sameRanges(a.ranges, b.ranges))
  }
  const sameClause = (a: Clause, b: Clause): boolean =>
    a === b || (samePeers(a.peer, b.peer) && clauseText(a) === clauseText(b))
  return (a, b) =>
    a.length === b.length &&
    once(lists, a, b, () => a.every((clause, place) => sameClause(clause, b[place] as Clause)))
}

function once<T>(known: Map<T, Map<T, boolean>>, a: T, b: T, compute: () => boolean): boolean {
  const inner = known.get(a) ?? new Map<T, boolean>()
  known.set(a, inner)
  const result = inner.get(b) ?? compute()
  inner.set(b, result)
  return result
}

const sameRanges = (a: AddressSet, b: AddressSet): boolean =>
  a.length === b.length &&
  a.every((range, place) => {
    const other = b[place]
    return range.family === other?.family && range.first === other.first && range.last === other.last
  })
