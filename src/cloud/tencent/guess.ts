// Which known name may have been meant by an unknown one.

/** Undefined when none is near: other case, or up to two letters apart. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase()
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const one of known) {
    const distance = distanceOf(lower, one.toLowerCase())
    if (distance <= 2 && distance < (best?.distance ?? Infinity)) best = { name: one, distance }
  }
  return best?.name
}

/** Insertions, deletions and exchanges that lead from one to the other; 3 stands for many. */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const exchange = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(exchange, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(3, row[b.length] ?? 3)
}
