// Connection tracking and address translation, as far as verdicts depend on them.

import { type Address, formatAddress } from '../../model/address.ts'
import type { Packet } from '../../model/packet.ts'

interface Tuple {
  readonly source: Address
  readonly destination: Address
  readonly rest: string
}

interface Connection {
  readonly zone: number
  readonly original: Tuple
  reply: Tuple
  mark: number
  answered: boolean
}

export interface Tracked {
  readonly connection: Connection
  readonly direction: 'original' | 'reply'
  readonly state: 'new' | 'established'
  /** Not known before this packet: the only time that NAT is asked. */
  readonly fresh: boolean
}

export class Conntrack {
  readonly #connections = new Map<string, Connection>()

  /** Undefined: conntrack will have nothing to do with it, which rules see as `invalid`. */
  track(packet: Packet, zone = 0): Tracked | undefined {
    const tuple = tupleOf(packet)
    const known = this.#connections.get(`${zone} ${keyOf(tuple)}`)
    if (known === undefined) {
      if (!opens(packet)) return undefined
      const connection = { zone, original: tuple, reply: replyTuple(packet), mark: 0, answered: false }
      return { connection, direction: 'original', state: 'new', fresh: true }
    }
    const direction = keyOf(known.original) === keyOf(tuple) ? 'original' : 'reply'
    if (direction === 'reply') known.answered = true
    return { connection: known, direction, state: known.answered ? 'established' : 'new', fresh: false }
  }

  /** Only what gets through is remembered. */
  confirm(tracked: Tracked | undefined): void {
    if (tracked === undefined) return
    const { connection } = tracked
    for (const tuple of [connection.original, connection.reply])
      this.#connections.set(`${connection.zone} ${keyOf(tuple)}`, connection)
  }
}

export function translatedDestination(packet: Packet, tracked: Tracked | undefined): Packet {
  if (tracked === undefined) return packet
  const { connection, direction } = tracked
  const destination = direction === 'original' ? connection.reply.source : connection.original.source
  return { ...packet, destination }
}

export function translatedSource(packet: Packet, tracked: Tracked | undefined): Packet {
  if (tracked === undefined) return packet
  const { connection, direction } = tracked
  const source = direction === 'original' ? connection.reply.destination : connection.original.destination
  return { ...packet, source }
}

const keyOf = ({ source, destination, rest }: Tuple): string =>
  `${formatAddress(source)} ${formatAddress(destination)} ${rest}`

/** Which ICMP message answers which (nf_conntrack_proto_icmp.c); no other opens a session. */
const ANSWERS = new Map([
  ['1 8', 0],
  ['1 13', 14],
  ['1 15', 16],
  ['1 17', 18],
  ['58 128', 129],
])

const opens = (packet: Packet): boolean =>
  packet.icmp === undefined || ANSWERS.has(`${packet.protocol} ${packet.icmp.type}`)

const tupleOf = (packet: Packet): Tuple => ({
  source: packet.source,
  destination: packet.destination,
  rest: `${packet.protocol} ${packet.icmp === undefined ? `${packet.sourcePort} ${packet.destinationPort}` : `${packet.icmp.type} ${packet.icmp.code}`}`,
})

function replyTuple(packet: Packet): Tuple {
  const type = packet.icmp && ANSWERS.get(`${packet.protocol} ${packet.icmp.type}`)
  const rest =
    packet.icmp === undefined
      ? `${packet.destinationPort} ${packet.sourcePort}`
      : `${type} ${packet.icmp.code}`
  return { source: packet.destination, destination: packet.source, rest: `${packet.protocol} ${rest}` }
}
