// Exact sets of packets of one family: decision diagrams over the classes of five fields, not over header bits.

import type { Family } from '../model/address.ts'
import type { Packet } from '../model/packet.ts'
import { ICMP, ICMPV6, TCP, UDP } from '../model/protocol.ts'
import { acceptedByRows, type Changed, changedByRows } from './accepted.ts'
import { ALL, Bdd, NONE, type Node } from './bdd.ts'
import { eachBit, hasBit, wordsFor } from './bits.ts'
import { type Box, EVERYTHING } from './box.ts'
import { type BoxField, type BoxFields, boxFields, FIELDS, type Field } from './boxFields.ts'
import { columnsOf } from './columns.ts'
import type { FieldClasses } from './fieldClasses.ts'
import { type Matrix, matrixOf, type Stretch } from './matrix.ts'

/** A set of packets; only the space that made it can read it. Equal sets are equal. */
export type PacketSet = Node

/** One field as numbers of classes, and which variables of the diagram hold them. */
export interface CodedField {
  readonly name: Field
  readonly classes: FieldClasses
  readonly base: number
  readonly bits: number
}

/** Behind the boxes asked about: packets that have ports, packets of ICMP. */
const KINDS: readonly Box[] = [
  [TCP, UDP],
  [ICMP, ICMPV6],
].map((numbers) => ({ ...EVERYTHING, protocols: numbers.map((each) => ({ first: each, last: each })) }))

export interface Decision extends Stretch {
  /** For each box, by its place in the space: whether it accepts. */
  readonly accepts: Uint8Array
  /** Place of a box outside of whose addresses nothing is asked. */
  readonly within: number
}

/** Holds for the boxes it was made of and for all that unions, intersections and differences make of them. */
export class PacketSpace {
  readonly family: Family
  readonly fields: readonly CodedField[]
  readonly diagram: Bdd
  /** The same fields with the token of each box. */
  readonly parted: BoxFields
  readonly #boxCount: number
  readonly #sets: Int32Array
  readonly #tokens = new Map<string, Node>()
  #matrix: Matrix | undefined

  constructor(boxes: readonly Box[], family: Family, nodeLimit?: number) {
    this.family = family
    this.parted = boxFields([...boxes, ...KINDS], family)
    this.#boxCount = boxes.length
    this.diagram = new Bdd(nodeLimit, roomFor(boxes.length))
    this.#sets = new Int32Array(boxes.length + KINDS.length).fill(-1)
    let base = 0
    this.fields = FIELDS.map((name) => {
      const { classes } = this.parted[name]
      const field = { name, classes, base, bits: 32 - Math.clz32(classes.count - 1) }
      base += field.bits
      return field
    })
  }

  /** The packets of one of the boxes. */
  box(place: number): PacketSet {
    const known = this.#sets[place] as number
    if (known !== -1) return known
    let set: Node = ALL
    for (const field of this.fields.toReversed()) {
      set = this.diagram.and(this.#tokenSet(field, this.parted[field.name], place), set)
    }
    this.#sets[place] = set
    return set
  }

  /** Packets whose protocol has ports, and packets of ICMP: see `Box.service`. */
  get kinds(): { readonly ports: PacketSet; readonly icmp: PacketSet } {
    return { ports: this.box(this.#boxCount), icmp: this.box(this.#boxCount + 1) }
  }

  /** The classes as rows of bits; undefined where they are too many. */
  get matrix(): Matrix | undefined {
    this.#matrix ??= matrixOf(this.parted)
    return this.#matrix
  }

  /** What the first match within a stretch of the boxes accepts of the box `within`. */
  accepted(decision: Decision): PacketSet {
    const { matrix } = this
    const set = matrix === undefined ? this.#folded(decision) : acceptedByRows(this, matrix, decision)
    return this.diagram.and(set, this.box(decision.within))
  }

  /** What two decisions about the same addresses (those of `before.within`) decide differently. */
  changed(before: Decision, after: Decision): Changed {
    const { set, boxes } =
      this.matrix === undefined
        ? this.#changedByFolding(before, after)
        : changedByRows(this, this.matrix, before, after)
    return { set: this.diagram.and(set, this.box(before.within)), boxes }
  }

  #changedByFolding(before: Decision, after: Decision): Changed {
    const boxes = new Uint32Array(wordsFor(this.#sets.length)).fill(0xffff_ffff)
    return { set: this.diagram.xor(this.#folded(before), this.#folded(after)), boxes }
  }

  #folded({ from, to, accepts }: Decision): PacketSet {
    let set: Node = NONE
    for (let place = to - 1; place >= from; place--) {
      const box = this.box(place)
      set = accepts[place] === 1 ? this.diagram.or(set, box) : this.diagram.difference(set, box)
    }
    return set
  }

  /**
   * For each place of the stretch the packets of `within` that it decides; `rest` = what nothing decides. `boxes`: which
   * of them can have any.
   */
  decided(
    { from, to }: Stretch,
    within: PacketSet,
    boxes?: Uint32Array,
  ): { readonly sets: Int32Array; readonly rest: PacketSet } {
    const sets = new Int32Array(to - from)
    let rest = within
    for (let place = from; place < to && rest !== NONE; place++) {
      if (boxes !== undefined && !hasBit(boxes, place)) continue
      const mine = this.diagram.and(this.box(place), rest)
      if (mine === NONE) continue
      sets[place - from] = mine
      rest = this.diagram.difference(rest, mine)
    }
    return { sets, rest }
  }

  /** Whether a packet of this space's family lies in the set. */
  has(set: PacketSet, packet: Packet): boolean {
    const columns = columnsOf([packet], this.family)
    let node = set
    for (const { name, base, bits, classes } of this.fields) {
      const code = classes.classAt(Uint32Array.from(columns[name]))
      while (node > ALL && this.diagram.variableOf(node) < base + bits) {
        const bit = bits - 1 - (this.diagram.variableOf(node) - base)
        node = ((code >>> bit) & 1) === 1 ? this.diagram.highOf(node) : this.diagram.lowOf(node)
      }
    }
    return node === ALL
  }

  /** Packets of any addresses that are like some packet of the set otherwise. */
  anyAddresses(set: PacketSet): PacketSet {
    const [, , protocol] = this.fields as readonly CodedField[] &
      readonly [CodedField, CodedField, CodedField]
    const known = new Map<Node, Node>()
    const project = (node: Node): Node => {
      if (node <= ALL || this.diagram.variableOf(node) >= protocol.base) return node
      const found =
        known.get(node) ??
        this.diagram.or(project(this.diagram.lowOf(node)), project(this.diagram.highOf(node)))
      known.set(node, found)
      return found
    }
    return project(set)
  }

  /** The packets of one class of one field. */
  classSet({ base, bits, classes }: CodedField, code: number): PacketSet {
    const last = code === classes.count - 1 ? 2 ** bits - 1 : code
    return this.diagram.numbers(base, bits, [[code, last]])
  }

  #tokenSet(field: CodedField, { tokenOf }: BoxField, place: number): Node {
    const token = tokenOf[place] as number
    const key = `${field.name} ${token}`
    const known = this.#tokens.get(key)
    if (known !== undefined) return known
    const set = this.diagram.numbers(field.base, field.bits, codeRanges(field, token))
    this.#tokens.set(key, set)
    return set
  }
}

/** Of nodes at first: small questions are many, and large ones would grow step by step. */
const roomFor = (boxes: number): number => 2 ** Math.min(16, Math.max(10, 36 - Math.clz32(boxes)))

function codeRanges({ classes, bits }: CodedField, token: number): readonly (readonly [number, number])[] {
  const members = classes.classesOf[token] as Uint32Array
  const ranges: [number, number][] = []
  eachBit(members, 0, members.length, (code) => {
    const before = ranges.at(-1)
    if (before !== undefined && before[1] === code - 1) before[1] = code
    else ranges.push([code, code])
  })
  const last = ranges.at(-1)
  // Codes that no class has behave like the last class, so that complements stay exact.
  if (last !== undefined && last[1] === classes.count - 1) last[1] = 2 ** bits - 1
  return ranges
}
