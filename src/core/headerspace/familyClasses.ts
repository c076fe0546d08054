// The addresses of one family with what contains them: single ones in a map, ranges as disjoint pieces.

import type { Address, Family } from '../model/address.ts'
import { maxOf } from '../model/address.ts'
import type { AddressRange } from '../model/cidr.ts'
import { EditedCopy } from '../model/sharedEnds.ts'
import type { AddressClass, HostClass, RangeClass } from './classes.ts'
import { type Piece, RangePieces } from './rangePieces.ts'
import type { Signature, Signatures } from './signatureNodes.ts'

/** Ranges up to this size are taken as single addresses: members change often, and hashes change cheaply. */
const HOSTS_PER_RANGE = 16n
/** So many changes of a long sorted list are made one by one; more, and it is made anew. */
const FEW = 64

/** IPv4 addresses as numbers, which are compared much faster. */
type Value = number | bigint

interface Point {
  readonly value: Value
  readonly address: Address
  /** Of sets that name it alone, or nearly. */
  narrow: Signature
  /** Of ranges that contain it among many. */
  around: Signature
  /** Null: like everything around it, or not worked out yet. */
  host: HostClass | null
  full: Signature | null
}

interface Around {
  readonly first: Value
  readonly last: Value
  readonly signature: Signature
}

export class FamilyClasses {
  hosts: readonly HostClass[] = []
  ranges: readonly RangeClass[] = []
  /** Of sets that contain the whole family. */
  covering: Signature
  readonly #family: Family
  readonly #signatures: Signatures
  readonly #wide = new RangePieces()
  readonly #points = new Map<Value, Point>()
  #order: Point[] = []
  /** What it is cut into, as they are compared with points. */
  #pieces: readonly Around[] = []
  readonly #ranges = new WeakMap<Piece, RangeClass>()
  #touched = new Set<Point>()
  #areRangesOld = false
  /** How many hosts have a signature. */
  readonly #uses = new Map<Signature, number>()
  #classesChanged = true

  constructor(family: Family, signatures: Signatures) {
    this.#family = family
    this.#signatures = signatures
    this.covering = signatures.empty
  }

  add(key: string, range: AddressRange): void {
    if (isWhole(range)) this.#cover(this.#signatures.add(this.covering, key))
    else if (isWide(range)) this.#wide.add(key, range)
    else {
      for (let value = range.first; value <= range.last; value++) this.#name(key, value)
    }
  }

  remove(key: string, range: AddressRange): void {
    if (isWhole(range)) this.#cover(this.#signatures.remove(this.covering, key))
    else if (isWide(range)) this.#wide.remove(key, range)
    else {
      for (let value = range.first; value <= range.last; value++) {
        const point = this.#points.get(this.#valueOf(value))
        if (point === undefined) continue
        point.narrow = this.#signatures.remove(point.narrow, key)
        this.#touched.add(point)
      }
    }
  }

  /** After all additions and removals: works out what each address is in now. */
  settle(): void {
    this.#dropNameless()
    this.#enterNew()
    const changed = this.#wide.isOld ? this.#wide.settle(this.#signatures) : []
    if (changed.length > 0) this.#takePieces()
    if (changed.length > FEW) this.#walkAround()
    else {
      this.#touchWithin(changed)
      for (const point of this.#touched) point.around = this.#pieceAt(point.value)
    }
    for (const point of this.#touched) {
      const united = this.#signatures.unite(point.narrow, point.around)
      this.#use(point, point.narrow === this.#signatures.empty || united === point.around ? null : united)
    }
  }

  hasOtherClasses(): boolean {
    return this.#classesChanged
  }

  /** Signatures of all classes in use, that of the base among them. */
  inUse(): readonly Signature[] {
    return [
      ...new Set([
        this.#signatures.empty,
        ...this.#wide.pieces.map((each) => each.signature),
        ...this.#uses.keys(),
      ]),
    ]
  }

  /** Gives hosts and ranges the numbers of their classes. */
  assign(classes: ReadonlyMap<Signature, AddressClass>, isRenumbered: boolean): void {
    const numberOf = (signature: Signature): number => (classes.get(signature) as AddressClass).id
    const edits: { readonly before: HostClass | null; readonly point: Point }[] = []
    for (const point of isRenumbered ? new Set([...this.#touched, ...this.#order]) : this.#touched) {
      const before = point.host
      const id = point.full === null ? null : numberOf(point.full)
      if (before?.id === id || (before === null && id === null)) continue
      point.host = id === null ? null : { address: point.address, id }
      edits.push({ before, point })
    }
    if (edits.length > FEW) this.hosts = this.#order.flatMap(({ host }) => host ?? [])
    else if (edits.length > 0) {
      const hosts = new EditedCopy(this.hosts)
      for (const { before, point } of edits) {
        const at = placeIn(hosts.list, point.address.value, (each) => each.address.value)
        hosts.splice(at, before === null ? 0 : 1, ...(point.host === null ? [] : [point.host]))
      }
      this.hosts = hosts.done()
    }
    if (this.#areRangesOld || isRenumbered) {
      this.ranges = this.#wide.pieces.map((piece) => {
        const id = numberOf(piece.signature)
        const known = this.#ranges.get(piece)
        if (known?.id === id) return known
        const { first, last } = piece
        const made = { range: { family: this.#family, first, last }, id }
        this.#ranges.set(piece, made)
        return made
      })
    }
    this.#touched = new Set()
    this.#areRangesOld = false
    this.#classesChanged = false
  }

  #cover(signature: Signature): void {
    this.covering = signature
    this.#classesChanged = true
  }

  #name(key: string, value: bigint): void {
    const at = this.#valueOf(value)
    let point = this.#points.get(at)
    if (point === undefined) {
      const { empty } = this.#signatures
      const address = { family: this.#family, value }
      point = { value: at, address, narrow: empty, around: empty, host: null, full: null }
      this.#points.set(at, point)
      this.#fresh.push(point)
    }
    point.narrow = this.#signatures.add(point.narrow, key)
    this.#touched.add(point)
  }

  #fresh: Point[] = []

  #dropNameless(): void {
    const { empty } = this.#signatures
    const gone = [...this.#touched].filter((point) => point.narrow === empty)
    for (const point of gone) this.#points.delete(point.value)
    if (gone.length > FEW) this.#order = this.#order.filter((point) => point.narrow !== empty)
    else {
      for (const point of gone) {
        const at = placeIn(this.#order, point.value, (each) => each.value)
        if (this.#order[at] === point) this.#order.splice(at, 1)
      }
    }
  }

  #enterNew(): void {
    const { empty } = this.#signatures
    const fresh = this.#fresh.filter((point) => point.narrow !== empty)
    this.#fresh = []
    if (fresh.length <= FEW) {
      for (const point of fresh) {
        this.#order.splice(
          placeIn(this.#order, point.value, (each) => each.value),
          0,
          point,
        )
      }
    } else if (this.#family === 4) {
      const values = Float64Array.from([...this.#order, ...fresh], (point) => point.value as number).sort()
      this.#order = Array.from(values, (value) => this.#points.get(value) as Point)
    } else {
      this.#order = [...this.#order, ...fresh].sort((a, b) => (a.value < b.value ? -1 : 1))
    }
  }

  #takePieces(): void {
    this.#areRangesOld = true
    this.#classesChanged = true
    this.#pieces = this.#wide.pieces.map(({ first, last, signature }) => ({
      ...{ first: this.#valueOf(first), last: this.#valueOf(last) },
      signature,
    }))
  }

  /** Points in pieces that came or went may be in another one. */
  #touchWithin(changed: readonly Piece[]): void {
    for (const { first, last } of changed) {
      let at = placeIn(this.#order, this.#valueOf(first), (each) => each.value)
      for (let point = this.#order[at]; point !== undefined && point.value <= last; point = this.#order[++at])
        this.#touched.add(point)
    }
  }

  #walkAround(): void {
    let at = 0
    for (const point of this.#order) {
      while (at < this.#pieces.length && (this.#pieces[at] as Around).last < point.value) at++
      const piece = this.#pieces[at]
      const isIn = piece !== undefined && piece.first <= point.value
      const around = isIn ? piece.signature : this.#signatures.empty
      if (around === point.around) continue
      point.around = around
      this.#touched.add(point)
    }
  }

  #use(point: Point, full: Signature | null): void {
    if (point.full === full) return
    if (point.full !== null) {
      const left = (this.#uses.get(point.full) ?? 0) - 1
      if (left > 0) this.#uses.set(point.full, left)
      else this.#uses.delete(point.full)
      if (left <= 0) this.#classesChanged = true
    }
    if (full !== null) {
      const uses = this.#uses.get(full) ?? 0
      this.#uses.set(full, uses + 1)
      if (uses === 0) this.#classesChanged = true
    }
    point.full = full
  }

  #pieceAt(value: Value): Signature {
    const piece = this.#pieces[placeIn(this.#pieces, value, (each) => each.last)]
    return piece !== undefined && piece.first <= value ? piece.signature : this.#signatures.empty
  }

  #valueOf(value: bigint): Value {
    return this.#family === 4 ? Number(value) : value
  }
}

const isWhole = ({ family, first, last }: AddressRange): boolean => first === 0n && last === maxOf(family)

const isWide = (range: AddressRange): boolean => range.last - range.first >= HOSTS_PER_RANGE

/** Index of the first whose value is not below the given one. */
function placeIn<T>(sorted: readonly T[], value: Value, read: (each: T) => Value): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (read(sorted[middle] as T) < value) low = middle + 1
    else high = middle
  }
  return low
}
