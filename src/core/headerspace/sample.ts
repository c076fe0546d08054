// One packet out of a set, the most familiar one that it holds.

import { type Address, type Family, parseAddress } from '../model/address.ts'
import type { Packet } from '../model/packet.ts'
import { hasPorts, ICMP, ICMPV6, TCP, UDP } from '../model/protocol.ts'
import { ALL, NONE, type Node } from './bdd.ts'
import { icmpService } from './box.ts'
import type { CodedField, PacketSet, PacketSpace } from './packetSpace.ts'
import { writeWords } from './spans.ts'

export interface Preferences {
  /** Tried in this order before any others. */
  readonly source?: readonly Address[]
  readonly destination?: readonly Address[]
}

const ECHO: { readonly [family in Family]: number } = { 4: icmpService(8, 0), 6: icmpService(128, 0) }
const FAMILIAR_PORTS = [443, 80, 22, 3389, 3306, 6379, 5432, 8080, 53] as const
const FAMILIAR_SOURCE_PORTS = [40000, 1024] as const

/** Documentation addresses (RFC 5737, RFC 3849) stand for the internet. */
const FAMILIAR_ADDRESSES = ['203.0.113.1', '10.0.0.1', '172.16.0.1', '192.168.0.1', '2001:db8::1'].flatMap(
  (text) => parseAddress(text) ?? [],
)

/** Undefined when the set is empty. */
export function samplePacket(
  space: PacketSpace,
  set: PacketSet,
  preferences: Preferences = {},
): Packet | undefined {
  if (set === NONE) return undefined
  const { family, fields } = space
  const [source, destination, protocol, service, sourcePort] = fields as readonly CodedField[] &
    readonly [CodedField, CodedField, CodedField, CodedField, CodedField]
  const choice = new Choice(space, set)
  const number = choice.numberOf(protocol, [TCP, UDP, family === 4 ? ICMP : ICMPV6])
  const isIcmp = number === ICMP || number === ICMPV6
  const port = choice.numberOf(service, isIcmp ? [ECHO[family]] : FAMILIAR_PORTS)
  const sender = choice.numberOf(sourcePort, FAMILIAR_SOURCE_PORTS)
  return {
    protocol: number,
    source: choice.addressOf(source, preferences.source ?? []),
    destination: choice.addressOf(destination, preferences.destination ?? []),
    sourcePort: hasPorts(number) ? sender : 0,
    destinationPort: hasPorts(number) ? port : 0,
    ...(isIcmp && { icmp: { type: port >>> 8, code: port & 255 } }),
  }
}

/** A set that becomes smaller with each field that is settled. */
class Choice {
  readonly #space: PacketSpace
  #left: Node

  constructor(space: PacketSpace, set: PacketSet) {
    this.#space = space
    this.#left = set
  }

  numberOf(field: CodedField, familiar: readonly number[]): number {
    const words = new Uint32Array(1)
    const chosen = familiar.find((value) => {
      words[0] = value
      return this.#take(field, field.classes.classAt(words))
    })
    return chosen ?? Number(this.#anyOf(field).first)
  }

  addressOf(field: CodedField, preferred: readonly Address[]): Address {
    const { family } = this.#space
    const words = new Uint32Array(field.classes.width)
    for (const address of [...preferred, ...FAMILIAR_ADDRESSES]) {
      if (address.family !== family) continue
      if (family === 4) words[0] = Number(address.value)
      else writeWords(address.value, words, 0)
      if (this.#take(field, field.classes.classAt(words))) return address
    }
    const { first, isWide } = this.#anyOf(field)
    // The first address of a block often means the block itself.
    return { family, value: isWide && first % 256n === 0n ? first + 1n : first }
  }

  /** Settles a field on one class; false when the set holds none of it. */
  #take(field: CodedField, code: number): boolean {
    const taken = this.#space.diagram.and(this.#left, this.#space.classSet(field, code))
    if (taken !== NONE) this.#left = taken
    return taken !== NONE
  }

  #anyOf(field: CodedField): { readonly first: bigint; readonly isWide: boolean } {
    const code = this.#anyCode(field)
    this.#take(field, code)
    return field.classes.firstOf(code)
  }

  #anyCode({ base, bits, classes }: CodedField): number {
    const { diagram } = this.#space
    let code = 0
    const wanted = (node: Node): Node => {
      // Down to the first branch of this field by any way that does not end in nothing.
      let at = node
      while (at !== ALL && diagram.variableOf(at) < base) {
        at = diagram.lowOf(at) === NONE ? diagram.highOf(at) : diagram.lowOf(at)
      }
      return at
    }
    let node = wanted(this.#left)
    for (let bit = 0; bit < bits; bit++) {
      let value = 0
      if (node !== ALL && diagram.variableOf(node) === base + bit) {
        value = diagram.lowOf(node) === NONE ? 1 : 0
        node = value === 1 ? diagram.highOf(node) : diagram.lowOf(node)
      }
      code = 2 * code + value
    }
    return Math.min(code, classes.count - 1)
  }
}
