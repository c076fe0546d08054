// Pairs of sets that have most in common, found through what is rare in them and not by comparing every two.

/** Places of two sets, the earlier one first. */
export type Pair = readonly [earlier: number, later: number]

/** How much a set must have in common with another that is not smaller. */
export type Needed = (size: number) => number

/**
 * All pairs whose smaller set has `needed(its size)` members in common with the other, in the order of their places.
 * `needed` is at least 1. Members are any values, each once in a set.
 */
export function alikePairs<T>(sets: readonly ReadonlySet<T>[], needed: Needed): readonly Pair[] {
  const ranked = rankedMembers(sets)
  const bySize = ranked.map((_, place) => place).sort((a, b) => sizeAt(ranked, b) - sizeAt(ranked, a))
  /** For each member the sets looked at so far that have it: none of them is smaller than the next one. */
  const holders: number[][] = []
  const met = new Int32Array(sets.length).fill(-1)
  const pairs: Pair[] = []
  for (const place of bySize) {
    const own = ranked[place] as Int32Array
    const least = needed(own.length)
    // Whoever lacks all of these lacks too much: only so many may be missing.
    const telling = own.subarray(0, Math.max(0, own.length - least + 1))
    for (const member of telling) {
      for (const other of holders[member] ?? []) {
        if (met[other] === place) continue
        met[other] = place
        if (!haveCommon(own, ranked[other] as Int32Array, least)) continue
        pairs.push(place < other ? [place, other] : [other, place])
      }
    }
    for (const member of own) {
      const known = holders[member]
      if (known === undefined) holders[member] = [place]
      else known.push(place)
    }
  }
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

const sizeAt = (ranked: readonly Int32Array[], place: number): number => (ranked[place] as Int32Array).length

/** Members as numbers, the rarest one smallest; ascending. */
function rankedMembers<T>(sets: readonly ReadonlySet<T>[]): readonly Int32Array[] {
  const counts = new Map<T, number>()
  for (const set of sets) for (const member of set) counts.set(member, (counts.get(member) ?? 0) + 1)
  const byRarity = [...counts].sort((a, b) => a[1] - b[1])
  const ranks = new Map(byRarity.map(([member], rank) => [member, rank]))
  return sets.map((set) => Int32Array.from(set, (member) => ranks.get(member) as number).sort())
}

/** Whether two ascending lists share so many. */
function haveCommon(a: Int32Array, b: Int32Array, least: number): boolean {
  let common = 0
  let [at, other] = [0, 0]
  while (common < least) {
    // With all that is left it would still not be enough.
    if (common + Math.min(a.length - at, b.length - other) < least) return false
    const [mine, theirs] = [a[at] as number, b[other] as number]
    if (mine === theirs) common++
    if (mine <= theirs) at++
    if (theirs <= mine) other++
  }
  return true
}
