// Many packets of one family as columns of numbers, the form in which they are classified.

import type { Family } from '../model/address.ts'
import type { Packet } from '../model/packet.ts'
import { icmpService } from './box.ts'
import { widthIn, writeWords } from './spans.ts'

export interface PacketColumns {
  readonly count: number
  /** IPv4: one word each; IPv6: four, high word first. */
  readonly source: Uint32Array
  readonly destination: Uint32Array
  readonly protocol: Uint8Array
  /** Destination port, or type × 256 + code of ICMP; anything for protocols that have neither. */
  readonly service: Uint16Array
  readonly sourcePort: Uint16Array
}

export function emptyColumns(count: number, family: Family): PacketColumns {
  const width = widthIn(family)
  return {
    count,
    source: new Uint32Array(count * width),
    destination: new Uint32Array(count * width),
    protocol: new Uint8Array(count),
    service: new Uint16Array(count),
    sourcePort: new Uint16Array(count),
  }
}

/** All of one family. */
export function columnsOf(packets: readonly Packet[], family: Family): PacketColumns {
  const columns = emptyColumns(packets.length, family)
  for (const [place, packet] of packets.entries()) {
    writeAddress(packet.source.value, family, columns.source, place)
    writeAddress(packet.destination.value, family, columns.destination, place)
    columns.protocol[place] = packet.protocol
    columns.sourcePort[place] = packet.sourcePort
    columns.service[place] =
      packet.icmp === undefined ? packet.destinationPort : icmpService(packet.icmp.type, packet.icmp.code)
  }
  return columns
}

function writeAddress(value: bigint, family: Family, into: Uint32Array, place: number): void {
  if (family === 4) into[place] = Number(value)
  else writeWords(value, into, 4 * place)
}
