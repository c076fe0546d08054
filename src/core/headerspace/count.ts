// How many packets a set holds, exactly: the weights of classes, summed along the diagram.

import { maxOf } from '../model/address.ts'
import { ALL, NONE, type Node } from './bdd.ts'
import type { CodedField, PacketSet, PacketSpace } from './packetSpace.ts'

const PORTS = 65536n

/** Packets differ in addresses, protocol and, where the protocol has them, ports or ICMP type and code. */
export function packetCounter(space: PacketSpace): (set: PacketSet) => bigint {
  const { diagram, kinds } = space
  const weigh = weigher(space)
  return (set) => {
    const withPorts = weigh(diagram.and(set, kinds.ports))
    // What a protocol does not have takes every value in the diagram and none in a packet.
    const icmp = weigh(diagram.and(set, kinds.icmp)) / PORTS
    const others = diagram.difference(diagram.difference(set, kinds.ports), kinds.icmp)
    return withPorts + icmp + weigh(others) / (PORTS * PORTS)
  }
}

function weigher(space: PacketSpace): (set: PacketSet) => bigint {
  const { diagram, fields } = space
  const sums = fields.map((field) => prefixSums(field.classes.weights(sizeOf(field, space))))
  const memo = new Map<number, bigint>()
  const weigh = (place: number, node: Node): bigint => {
    if (node === NONE) return 0n
    const field = fields[place]
    if (field === undefined) return 1n
    const key = node * fields.length + place
    const known = memo.get(key)
    if (known !== undefined) return known
    const total = along(field, sums[place] as readonly bigint[], place, node, 0, 0)
    memo.set(key, total)
    return total
  }
  const along = (
    field: CodedField,
    sum: readonly bigint[],
    place: number,
    node: Node,
    bit: number,
    code: number,
  ): bigint => {
    if (node === NONE) return 0n
    const span = 2 ** (field.bits - bit)
    if (node === ALL || diagram.variableOf(node) >= field.base + field.bits) {
      const share = at(sum, code + span) - at(sum, code)
      return share === 0n ? 0n : share * weigh(place + 1, node)
    }
    const isHere = diagram.variableOf(node) === field.base + bit
    const low = isHere ? diagram.lowOf(node) : node
    const high = isHere ? diagram.highOf(node) : node
    return (
      along(field, sum, place, low, bit + 1, code) + along(field, sum, place, high, bit + 1, code + span / 2)
    )
  }
  return (set) => weigh(0, set)
}

function sizeOf({ name }: CodedField, { family }: PacketSpace): bigint {
  if (name === 'protocol') return 256n
  return name === 'source' || name === 'destination' ? maxOf(family) + 1n : PORTS
}

function prefixSums(weights: readonly bigint[]): bigint[] {
  const sums = [0n]
  for (const weight of weights) sums.push((sums.at(-1) as bigint) + weight)
  return sums
}

/** Codes that no class has weigh nothing. */
const at = (sums: readonly bigint[], code: number): bigint => sums[Math.min(code, sums.length - 1)] as bigint
