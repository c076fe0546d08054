// The wide ranges of one family's sets: their borders in order, and the disjoint pieces between them.

import type { AddressRange } from '../model/cidr.ts'
import type { Signature, Signatures } from './signatureNodes.ts'

/** What lies between two borders; where no range is, there is none. */
export interface Piece {
  readonly first: bigint
  readonly last: bigint
  readonly signature: Signature
}

interface Border {
  readonly at: bigint
  readonly key: string
  readonly opens: boolean
}

/** With more changes all borders are sorted anew. */
const FEW = 64

export class RangePieces {
  /** Neighbours of one signature are one; those that stay the same stay the same objects. */
  pieces: readonly Piece[] = []
  #borders: Border[] = []
  #come: Border[] = []
  #gone: Border[] = []

  get isOld(): boolean {
    return this.#come.length + this.#gone.length > 0
  }

  add(key: string, range: AddressRange): void {
    this.#come.push(...bordersOf(key, range))
  }

  remove(key: string, range: AddressRange): void {
    this.#gone.push(...bordersOf(key, range))
  }

  /** Pieces that came or went. */
  settle(signatures: Signatures): readonly Piece[] {
    if (this.#come.length + this.#gone.length > FEW) this.#sortAnew()
    else this.#exchange()
    const [come, gone] = [this.#sweep(signatures), this.pieces]
    const changed: Piece[] = []
    let at = 0
    this.pieces = come.map((piece) => {
      for (; at < gone.length && (gone[at] as Piece).first < piece.first; at++)
        changed.push(gone[at] as Piece)
      const old = gone[at]
      if (old?.first === piece.first && old.last === piece.last && old.signature === piece.signature) {
        at++
        return old
      }
      changed.push(piece)
      return piece
    })
    changed.push(...gone.slice(at))
    return changed
  }

  #exchange(): void {
    for (const border of this.#come) this.#borders.splice(this.#placeOf(border), 0, border)
    for (const border of this.#gone) {
      let at = this.#placeOf(border)
      for (
        let each = this.#borders[at];
        each !== undefined && compare(each, border) === 0;
        each = this.#borders[++at]
      ) {
        if (each.key !== border.key) continue
        this.#borders.splice(at, 1)
        break
      }
    }
    this.#forget()
  }

  #sortAnew(): void {
    const gone = new Map<string, number>()
    for (const border of this.#gone) gone.set(textOf(border), (gone.get(textOf(border)) ?? 0) + 1)
    this.#borders = [...this.#borders, ...this.#come].filter((border) => {
      const left = gone.get(textOf(border)) ?? 0
      if (left > 0) gone.set(textOf(border), left - 1)
      return left === 0
    })
    this.#borders.sort(compare)
    this.#forget()
  }

  #forget(): void {
    this.#come = []
    this.#gone = []
  }

  #sweep(signatures: Signatures): readonly Piece[] {
    const pieces: Piece[] = []
    let open: Signature = signatures.empty
    for (const [index, border] of this.#borders.entries()) {
      open = border.opens ? signatures.add(open, border.key) : signatures.remove(open, border.key)
      const next = this.#borders[index + 1]
      if (next === undefined || next.at === border.at || open === signatures.empty) continue
      const before = pieces.at(-1)
      const isMore = before?.signature === open && before.last + 1n === border.at
      const first = isMore ? before.first : border.at
      if (isMore) pieces.pop()
      pieces.push({ first, last: next.at - 1n, signature: open })
    }
    return pieces
  }

  #placeOf(border: Border): number {
    let low = 0
    let high = this.#borders.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(this.#borders[middle] as Border, border) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

const bordersOf = (key: string, { first, last }: AddressRange): readonly Border[] => [
  { at: first, key, opens: true },
  { at: last + 1n, key, opens: false },
]

/** Where one ends and another begins, the end comes first. */
const compare = (a: Border, b: Border): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.opens) - Number(b.opens)

const textOf = ({ at, key, opens }: Border): string => `${at} ${opens} ${key}`
