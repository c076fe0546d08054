// Disjoint rows (protocols × destination ports × source ports) of first-match lists.

import { ALL_PORTS, type PortRange } from '../model/ports.ts'
import type { FlatClause } from './flatten.ts'

export interface Row {
  readonly protocols: PortRange
  readonly ports: PortRange
  readonly sourcePorts: PortRange
  /** Place of the winning clause. */
  readonly clause: number
}

/** Destination ports of some protocols, cut where a clause begins or ends. */
interface Cells {
  readonly protocols: PortRange
  /** First port of each cell; the last cell ends at 65535. */
  readonly starts: readonly number[]
  /** Per cell the clauses that may win there, in order; none but the last takes all source ports. */
  readonly candidates: readonly Places[]
}

/** Places of clauses in their list, ascending. */
type Places = readonly number[]

/** Who wins in which source ports; equal parts have equal keys. */
interface Shares {
  readonly key: string
  readonly parts: readonly { readonly sourcePorts: PortRange; readonly clause: number }[]
}

export type PortRows = readonly Omit<Row, 'protocols'>[]

export class Partition {
  readonly #clauses: readonly FlatClause[]
  readonly #shares = new Map<string, Shares>()

  constructor(clauses: readonly FlatClause[]) {
    this.#clauses = clauses
  }

  /** Parts all packets by the first of some clauses that matches. */
  cellsOf(subset: Places): readonly Cells[] {
    return protocolSegments(this.#clauses, subset, [ALL_PROTOCOLS]).map((protocols) => {
      const speaking = this.#speaking(subset, protocols)
      const starts = this.#borders(speaking)
      return { protocols, starts, candidates: this.#candidates(speaking, starts) }
    })
  }

  rowsOf(cells: readonly Cells[]): readonly Row[] {
    return joinRows(
      cells.map(({ protocols, starts, candidates }) => {
        const parts = starts.map((first, index) => {
          const last = (starts[index + 1] ?? ALL_PORTS.last + 1) - 1
          return { ports: { first, last }, shares: this.#sharesOf(candidates[index] ?? []) }
        })
        return { protocols, rows: merged(parts) }
      }),
    )
  }

  /** Only where another clause wins once `extra` clauses take part as well; looks at no port that they do not name. */
  rowsBeyond(cells: readonly Cells[], extra: Places): readonly Row[] {
    const segments = protocolSegments(
      this.#clauses,
      extra,
      cells.map((each) => each.protocols),
    )
    let at = 0
    return joinRows(
      segments.map((protocols) => {
        while ((cells[at] as Cells).protocols.last < protocols.first) at++
        return { protocols, rows: this.#portsBeyond(cells[at] as Cells, this.#speaking(extra, protocols)) }
      }),
    )
  }

  #portsBeyond(base: Cells, extra: Places): PortRows {
    const named = unionOf(extra.flatMap((place) => this.#clauses[place]?.ports ?? [ALL_PORTS]))
    const starts = new Set(this.#borders(extra))
    for (const range of named) {
      for (let index = cellAt(base.starts, range.first) + 1; index < base.starts.length; index++) {
        const start = base.starts[index] as number
        if (start > range.last) break
        starts.add(start)
      }
    }
    const sorted = [...starts].sort((a, b) => a - b)
    const found = this.#candidates(extra, sorted)
    const parts = sorted.flatMap((first, index) => {
      const added = found[index] as Places
      if (added.length === 0) return []
      const around = base.candidates[cellAt(base.starts, first)] as Places
      const shares = this.#sharesOf(this.#together(around, added))
      if (shares.key === this.#sharesOf(around).key) return []
      return [{ ports: { first, last: (sorted[index + 1] ?? ALL_PORTS.last + 1) - 1 }, shares }]
    })
    return merged(parts)
  }

  #speaking(subset: Places, protocols: PortRange): Places {
    return subset.filter((place) => {
      const protocol = this.#clauses[place]?.protocol
      return protocol === 'all' || (protocol === protocols.first && protocols.first === protocols.last)
    })
  }

  #borders(subset: Places): number[] {
    const starts = new Set([0])
    for (const place of subset) {
      for (const range of this.#clauses[place]?.ports ?? []) {
        starts.add(range.first)
        if (range.last < ALL_PORTS.last) starts.add(range.last + 1)
      }
    }
    return [...starts].sort((a, b) => a - b)
  }

  #candidates(subset: Places, starts: readonly number[]): readonly Places[] {
    const found: number[][] = starts.map(() => [])
    const indexOf = new Map(starts.map((start, index) => [start, index]))
    const open = openCells(starts.length)
    for (const place of subset) {
      const clause = this.#clauses[place] as FlatClause
      for (const range of clause.ports ?? [ALL_PORTS]) {
        const end = indexOf.get(range.last + 1) ?? starts.length
        for (
          let index = open.from(indexOf.get(range.first) ?? 0);
          index < end;
          index = open.from(index + 1)
        ) {
          const list = found[index] as number[]
          if (list.at(-1) !== place) list.push(place)
          if (clause.sourcePorts === null) open.close(index)
        }
      }
    }
    return found
  }

  /** Two lists of candidates for one cell as one; what stands behind a clause for all source ports cannot win. */
  #together(a: Places, b: Places): Places {
    const all = [...a, ...b].sort((x, y) => x - y)
    const end = all.findIndex((place) => this.#clauses[place]?.sourcePorts === null)
    return end < 0 ? all : all.slice(0, end + 1)
  }

  #sharesOf(places: Places): Shares {
    const memo = places.length === 1 ? String(places[0]) : places.join()
    let shares = this.#shares.get(memo)
    if (shares === undefined) {
      shares = this.#share(places)
      this.#shares.set(memo, shares)
    }
    return shares
  }

  #share(places: Places): Shares {
    const limits = (place: number): readonly PortRange[] => this.#clauses[place]?.sourcePorts ?? [ALL_PORTS]
    const starts = new Set([0])
    for (const range of places.flatMap(limits)) starts.add(range.first).add(range.last + 1)
    const sorted = [...starts].filter((start) => start <= ALL_PORTS.last).sort((a, b) => a - b)
    const parts: { sourcePorts: PortRange; clause: number }[] = []
    for (const [index, first] of sorted.entries()) {
      const holds = (range: PortRange): boolean => range.first <= first && first <= range.last
      const clause = places.find((place) => limits(place).some(holds))
      if (clause === undefined) continue
      const last = (sorted[index + 1] ?? ALL_PORTS.last + 1) - 1
      const before = parts.at(-1)
      if (before?.clause === clause && before.sourcePorts.last + 1 === first) {
        parts[parts.length - 1] = { clause, sourcePorts: { first: before.sourcePorts.first, last } }
      } else parts.push({ clause, sourcePorts: { first, last } })
    }
    return {
      parts,
      key: parts.map((each) => `${each.sourcePorts.first}-${each.sourcePorts.last}:${each.clause}`).join(),
    }
  }
}

const ALL_PROTOCOLS: PortRange = { first: 0, last: 255 }

/** Cuts protocol ranges so that each protocol a clause names stands alone. */
export function protocolSegments(
  clauses: readonly FlatClause[],
  subset: Places,
  given: readonly PortRange[],
): PortRange[] {
  const named = new Set<number>()
  for (const place of subset) {
    const protocol = clauses[place]?.protocol
    if (typeof protocol === 'number') named.add(protocol)
  }
  const sorted = [...named].sort((a, b) => a - b)
  return given.flatMap(({ first, last }) => {
    const starts = new Set([first])
    for (const protocol of sorted) {
      if (first <= protocol && protocol <= last) starts.add(protocol)
      if (first <= protocol && protocol < last) starts.add(protocol + 1)
    }
    const cuts = [...starts].sort((a, b) => a - b)
    return cuts.map((cut, index) => ({ first: cut, last: (cuts[index + 1] ?? last + 1) - 1 }))
  })
}

/** Cells that no clause has taken whole yet; finding the next one costs next to nothing. */
export function openCells(count: number): { from(index: number): number; close(index: number): void } {
  const next = new Int32Array(count + 1)
  for (let index = 0; index <= count; index++) next[index] = index
  return {
    from(start) {
      let index = start
      for (let step = next[index] as number; step !== index; step = next[index] as number) {
        next[index] = next[step] as number
        index = step
      }
      return index
    },
    close(index) {
      next[index] = index + 1
    },
  }
}

/** Index of the cell that holds a port. */
function cellAt(starts: readonly number[], port: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= port) low = middle
    else high = middle - 1
  }
  return low
}

function unionOf(ranges: readonly PortRange[]): PortRange[] {
  const union: PortRange[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = union.at(-1)
    if (before === undefined || before.last < range.first) union.push(range)
    else if (before.last < range.last) union[union.length - 1] = { first: before.first, last: range.last }
  }
  return union
}

/** Neighbouring cells with equal shares become one. */
function merged(cells: readonly { readonly ports: PortRange; readonly shares: Shares }[]): PortRows {
  const rows: { ports: PortRange; shares: Shares }[] = []
  for (const { ports, shares } of cells) {
    const before = rows.at(-1)
    if (before?.shares.key === shares.key && before.ports.last + 1 === ports.first) {
      rows[rows.length - 1] = { shares, ports: { first: before.ports.first, last: ports.last } }
    } else rows.push({ ports, shares })
  }
  return rows.flatMap(({ ports, shares }) => shares.parts.map((part) => ({ ports, ...part })))
}

/** Neighbouring protocols with equal rows become one. */
export function joinRows(
  segments: readonly { readonly protocols: PortRange; readonly rows: PortRows }[],
): readonly Row[] {
  const groups: { protocols: PortRange; rows: PortRows }[] = []
  for (const { protocols, rows } of segments) {
    const before = groups.at(-1)
    if (before !== undefined && sameRows(before.rows, rows)) {
      groups[groups.length - 1] = { rows, protocols: { first: before.protocols.first, last: protocols.last } }
    } else groups.push({ protocols, rows })
  }
  return groups.flatMap(({ protocols, rows }) => rows.map((row) => ({ protocols, ...row })))
}

const sameRange = (a: PortRange, b: PortRange): boolean => a.first === b.first && a.last === b.last

function sameRows(a: PortRows, b: PortRows): boolean {
  if (a.length !== b.length) return false
  return a.every((row, index) => {
    const other = b[index] as PortRows[0]
    return (
      row.clause === other.clause &&
      sameRange(row.ports, other.ports) &&
      sameRange(row.sourcePorts, other.sourcePorts)
    )
  })
}
