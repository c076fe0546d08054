// What a transaction sees: the state below it with its own writes laid over, which nobody else sees.

import type { IndexOf, Kind, ResourceReader, Resources, Write } from '../core/model/resources.ts'
import { ResourceTables } from '../core/model/tables.ts'
import type { Transaction } from './store.ts'

/** State that an overlay can lie on: the live tables or another overlay. */
export interface PlacedReader extends ResourceReader {
  readonly nextPlace: number
  placeOf(kind: Kind, id: string): number | undefined
}

/** One write with the place that its resource has (or had) in the order of first appearance. */
interface PlacedWrite {
  readonly write: Write
  readonly place: number
}

/** So many are looked for one by one; beyond it the whole list is walked. */
const FEW = 32

export class Overlay implements PlacedReader, Transaction {
  readonly #below: PlacedReader
  readonly #puts = new ResourceTables('whenAsked')
  /** Resources below that are rewritten or removed here. */
  readonly #hidden = new Map<Kind, Set<string>>()
  readonly #firstNewPlace: number
  #nextPlace: number
  #sealed = false

  constructor(below: PlacedReader) {
    this.#below = below
    this.#firstNewPlace = below.nextPlace
    this.#nextPlace = below.nextPlace
  }

  get nextPlace(): number {
    return this.#nextPlace
  }

  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined {
    return this.#puts.get(kind, id) ?? (this.#hides(kind, id) ? undefined : this.#below.get(kind, id))
  }

  placeOf(kind: Kind, id: string): number | undefined {
    return this.#puts.placeOf(kind, id) ?? (this.#hides(kind, id) ? undefined : this.#below.placeOf(kind, id))
  }

  /** New resources are those of the moment of the call, so that a loop may put more of them without end. */
  list<K extends Kind>(kind: K): Iterable<Resources[K]> {
    const fresh = [...this.#puts.list(kind)]
      .filter((body) => this.#isNew(kind, body.id))
      .map((body) => body.id)
    return this.#walk(kind, fresh)
  }

  by<K extends Kind>(kind: K, index: IndexOf<K>, key: string): readonly Resources[K][] {
    const kept = this.#keptOf(kind, this.#below.by(kind, index, key))
    const own = this.#puts.by(kind, index, key)
    if (own.length === 0) return kept
    // Only rewritten resources can stand before ones that are not; new ones come last anyway.
    if (this.#isNew(kind, (own[0] as Resources[K]).id)) return [...kept, ...own]
    const all = kept.slice()
    if (own.length > FEW) {
      all.push(...own)
      return all.sort((a, b) => (this.placeOf(kind, a.id) as number) - (this.placeOf(kind, b.id) as number))
    }
    for (const body of own) all.splice(this.#placeIn(kind, all, this.placeOf(kind, body.id)), 0, body)
    return all
  }

  /** What is not hidden of a list from below, which may have thousands where a handful is hidden. */
  #keptOf<K extends Kind>(kind: K, below: readonly Resources[K][]): readonly Resources[K][] {
    const hidden = this.#hidden.get(kind)
    if (hidden === undefined || below.length === 0) return below
    if (hidden.size > FEW) return below.filter((body) => !hidden.has(body.id))
    const gone = [...hidden].flatMap((id) => {
      const at = this.#placeIn(kind, below, this.#below.placeOf(kind, id), this.#below)
      return below[at]?.id === id ? [at] : []
    })
    if (gone.length === 0) return below
    const kept = below.slice()
    for (const at of gone.sort((a, b) => b - a)) kept.splice(at, 1)
    return kept
  }

  /** The first of a list in order that does not stand before `place`. */
  #placeIn(
    kind: Kind,
    list: readonly { readonly id: string }[],
    place: number | undefined,
    reader: Pick<PlacedReader, 'placeOf'> = this,
  ): number {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      const { id } = list[middle] as { readonly id: string }
      if ((reader.placeOf(kind, id) as number) < (place as number)) low = middle + 1
      else high = middle
    }
    return low
  }

  count(kind: Kind): number {
    return this.#below.count(kind) - (this.#hidden.get(kind)?.size ?? 0) + this.#puts.count(kind)
  }

  put<K extends Kind>(kind: K, body: Resources[K]): void {
    this.#mustBeOpen()
    this.lay({ kind, id: body.id, body } as Write, this.placeOf(kind, body.id) ?? this.#nextPlace)
  }

  remove(kind: Kind, id: string): void {
    this.#mustBeOpen()
    const place = this.placeOf(kind, id)
    if (place !== undefined) this.lay({ kind, id, body: null } as Write, place)
  }

  /** Takes a write at a place settled before: how a transaction joins the batch it is committed with. */
  lay(write: Write, place: number): void {
    if (this.#below.placeOf(write.kind, write.id) !== undefined) this.#hide(write.kind, write.id)
    this.#puts.write(write, place)
    this.#nextPlace = Math.max(this.#nextPlace, place + 1)
  }

  seal(): void {
    this.#sealed = true
  }

  /** What is left to do below: removals first, then what was put, in the order of places. */
  writes(): readonly PlacedWrite[] {
    const puts = this.#puts.placed().sort((a, b) => a.place - b.place)
    return this.#hidden.size === 0 ? puts : [...this.#removals(), ...puts]
  }

  #mustBeOpen(): void {
    if (this.#sealed) throw new Error('a transaction was written to after it had ended')
  }

  *#removals(): Iterable<PlacedWrite> {
    for (const [kind, ids] of this.#hidden) {
      for (const id of ids) {
        const place = this.#below.placeOf(kind, id) as number
        // Removed and made again: it appears anew, and others must learn that as well.
        if (this.#puts.placeOf(kind, id) !== place) yield { write: { kind, id, body: null } as Write, place }
      }
    }
  }

  *#walk<K extends Kind>(kind: K, fresh: readonly string[]): Iterable<Resources[K]> {
    for (const body of this.#below.list(kind)) {
      if (!this.#hides(kind, body.id)) yield body
      else if (!this.#isNew(kind, body.id)) yield* present(this.#puts.get(kind, body.id))
    }
    for (const id of fresh) yield* present(this.#puts.get(kind, id))
  }

  #isNew(kind: Kind, id: string): boolean {
    return (this.#puts.placeOf(kind, id) ?? 0) >= this.#firstNewPlace
  }

  #hides(kind: Kind, id: string): boolean {
    return this.#hidden.get(kind)?.has(id) ?? false
  }

  #hide(kind: Kind, id: string): void {
    const hidden = this.#hidden.get(kind)
    if (hidden === undefined) this.#hidden.set(kind, new Set([id]))
    else hidden.add(id)
  }
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])
