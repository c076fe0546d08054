// Sets of places as stretches: first, last, first, last, …, sorted and disjoint.

import type { Spans } from '../headerspace/spans.ts'

export function intersectSpans(a: Spans, b: Spans): Spans {
  const found: number[] = []
  let [at, other] = [0, 0]
  while (at < a.length && other < b.length) {
    const first = Math.max(a[at] as number, b[other] as number)
    const last = Math.min(a[at + 1] as number, b[other + 1] as number)
    if (first <= last) found.push(first, last)
    if ((a[at + 1] as number) < (b[other + 1] as number)) at += 2
    else other += 2
  }
  return Uint32Array.from(found)
}

export function subtractSpans(from: Spans, taken: Spans): Spans {
  if (taken.length === 0) return from
  const found: number[] = []
  let other = 0
  for (let at = 0; at < from.length; at += 2) {
    let first = from[at] as number
    const last = from[at + 1] as number
    while (other < taken.length && (taken[other + 1] as number) < first) other += 2
    let next = other
    while (next < taken.length && (taken[next] as number) <= last) {
      if ((taken[next] as number) > first) found.push(first, (taken[next] as number) - 1)
      first = (taken[next + 1] as number) + 1
      if (first > last) break
      next += 2
    }
    if (first <= last) found.push(first, last)
  }
  return Uint32Array.from(found)
}

export function uniteSpans(sets: readonly Spans[]): Spans {
  const [only] = sets
  if (sets.length === 1 && only !== undefined) return only
  const pairs: [number, number][] = []
  for (const spans of sets) {
    for (let at = 0; at < spans.length; at += 2) pairs.push([spans[at] as number, spans[at + 1] as number])
  }
  pairs.sort((a, b) => a[0] - b[0])
  const found: number[] = []
  for (const [first, last] of pairs) {
    const before = found.at(-1)
    if (before === undefined || before + 1 < first) found.push(first, last)
    else found[found.length - 1] = Math.max(before, last)
  }
  return Uint32Array.from(found)
}

export function sizeOfSpans(spans: Spans): number {
  let size = 0
  for (let at = 0; at < spans.length; at += 2) size += (spans[at + 1] as number) - (spans[at] as number) + 1
  return size
}
