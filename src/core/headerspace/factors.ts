// A set of packets as few products: who with whom on which services, each packet in exactly one of them.

import { maxOf } from '../model/address.ts'
import type { AddressSet } from '../model/addressSet.ts'
import type { PortRange } from '../model/ports.ts'
import { ALL, NONE, type Node } from './bdd.ts'
import type { CodedField, PacketSet, PacketSpace } from './packetSpace.ts'
import { readWords } from './spans.ts'

export interface ServiceFactor {
  readonly protocols: readonly PortRange[]
  /** Destination ports, or type × 256 + code for ICMP; null = all. */
  readonly service: readonly PortRange[] | null
  readonly sourcePorts: readonly PortRange[] | null
}

export interface Factor {
  readonly source: AddressSet
  readonly destination: AddressSet
  readonly services: readonly ServiceFactor[]
}

/** Addresses that can do the same stand together. */
export function factorsOf(space: PacketSpace, set: PacketSet): Factor[] {
  const { family } = space
  const [source, destination] = space.fields as readonly CodedField[] & readonly [CodedField, CodedField]
  const services = memoised((node) => serviceFactors(space, node))
  const addresses = (parts: readonly Span[]): AddressSet =>
    parts.map(([first, last]) => ({ family, first, last }))
  const destinations = memoised((node) =>
    partsOf(space, destination, node, maxOf(family)).map(({ next, spans }) => ({
      destination: addresses(spans),
      services: services(next),
    })),
  )
  return partsOf(space, source, set, maxOf(family)).flatMap(({ next, spans }) => {
    const from = addresses(spans)
    return destinations(next).map((each) => ({ source: from, ...each }))
  })
}

function serviceFactors(space: PacketSpace, set: Node): ServiceFactor[] {
  const [, , protocol, service, sourcePort] = space.fields as readonly CodedField[] &
    readonly [CodedField, CodedField, CodedField, CodedField, CodedField]
  const numbers = (field: CodedField, node: Node, maximum: number) =>
    partsOf(space, field, node, BigInt(maximum)).map(({ next, spans }) => ({
      next,
      ranges: spans.map(([first, last]) => ({ first: Number(first), last: Number(last) })),
    }))
  return numbers(protocol, set, 255).flatMap(({ next: afterProtocol, ranges: protocols }) =>
    numbers(service, afterProtocol, 65535).flatMap(({ next: afterService, ranges: ports }) =>
      numbers(sourcePort, afterService, 65535).map(({ ranges: sourcePorts }) => ({
        protocols,
        service: unlessAll(ports),
        sourcePorts: unlessAll(sourcePorts),
      })),
    ),
  )
}

const unlessAll = (ranges: readonly PortRange[]): readonly PortRange[] | null =>
  ranges[0]?.first === 0 && ranges[0].last === 65535 ? null : ranges

type Span = readonly [first: bigint, last: bigint]

interface Part {
  /** What remains to be asked. */
  readonly next: Node
  readonly spans: readonly Span[]
}

/** Values of a field, those together that leave the same to be asked. */
function partsOf(space: PacketSpace, field: CodedField, set: Node, maximum: bigint): Part[] {
  const nextOf = nextByClass(space, field, set)
  const { width, intervals } = field.classes
  const { classes, starts } = intervals
  const parts = new Map<Node, Span[]>()
  let open: Node = NONE
  let first = 0n
  const close = (last: bigint): void => {
    if (open === NONE) return
    const known = parts.get(open)
    if (known === undefined) parts.set(open, [[first, last]])
    else known.push([first, last])
  }
  for (let place = 0; place < classes.length; place++) {
    const next = nextOf[classes[place] as number] as Node
    if (next === open) continue
    const start = readWords(starts, place * width, width)
    close(start - 1n)
    open = next
    first = start
  }
  close(maximum)
  return [...parts].map(([next, spans]) => ({ next, spans }))
}

function nextByClass({ diagram }: PacketSpace, { base, bits, classes }: CodedField, set: Node): Int32Array {
  const nextOf = new Int32Array(classes.count)
  const walk = (node: Node, bit: number, code: number): void => {
    if (node === NONE || code >= classes.count) return
    if (node === ALL || diagram.variableOf(node) >= base + bits) {
      nextOf.fill(node, code, code + 2 ** (bits - bit))
      return
    }
    const isHere = diagram.variableOf(node) === base + bit
    walk(isHere ? diagram.lowOf(node) : node, bit + 1, code)
    walk(isHere ? diagram.highOf(node) : node, bit + 1, code + 2 ** (bits - bit - 1))
  }
  walk(set, 0, 0)
  return nextOf
}

function memoised<T>(compute: (node: Node) => T): (node: Node) => T {
  const known = new Map<Node, T>()
  return (node) => {
    const found = known.get(node) ?? compute(node)
    known.set(node, found)
    return found
  }
}
