// What each field of the nftables language is, for one packet on its way through an interpreted router.

import { type Address, sameAddress } from '../../model/address.ts'
import type { Packet } from '../../model/packet.ts'
import { hasPorts, ICMP, ICMPV6, TCP } from '../../model/protocol.ts'
import { MACHINE } from '../backend.ts'
import type { Field, Scalar } from './ast.ts'
import type { Tracked } from './conntrack.ts'

export interface State {
  readonly iif: string
  readonly etherSource: string
  packet: Packet
  oif: string | null
  mark: number
  /** In which connection tracking looks for it. */
  zone: number
  tracked: Tracked | undefined
}

/** Which number it is nobody asks. */
const SOME_INTERFACE = 1

/** Undefined where the packet has no such field. */
export const readField = (field: Field, state: State): Scalar | undefined =>
  readPacket(field, state) ?? readConnection(field, state.tracked)

function readPacket(field: Field, { packet, iif, oif, etherSource, mark }: State): Scalar | undefined {
  const { family } = packet.source
  const ports = hasPorts(packet.protocol)
  switch (field) {
    case 'iifname':
      return iif
    case 'oifname':
      return oif ?? undefined
    case 'iif':
      return iif === MACHINE ? 0 : SOME_INTERFACE
    case 'oif':
      return oif === null ? 0 : SOME_INTERFACE
    case 'ether saddr':
      return etherSource
    case 'ip saddr':
      return family === 4 ? packet.source.value : undefined
    case 'ip daddr':
      return family === 4 ? packet.destination.value : undefined
    case 'ip6 saddr':
      return family === 6 ? packet.source.value : undefined
    case 'ip6 daddr':
      return family === 6 ? packet.destination.value : undefined
    case 'ip6 hoplimit':
      return family === 6 ? 255 : undefined
    case 'meta mark':
      return mark
    case 'meta nfproto':
      return `ipv${family}`
    case 'meta l4proto':
      return packet.protocol
    case 'th sport':
      // The first two bytes, whatever the protocol calls them.
      return packet.icmp === undefined ? packet.sourcePort : packet.icmp.type * 256 + packet.icmp.code
    case 'th dport':
      // Of ICMP it is the checksum: whatever it is, no rule may depend on it.
      return packet.icmp === undefined ? packet.destinationPort : 0xbeef
    case 'udp sport':
    case 'tcp sport':
      return ports && isNamed(field, packet) ? packet.sourcePort : undefined
    case 'udp dport':
    case 'tcp dport':
      return ports && isNamed(field, packet) ? packet.destinationPort : undefined
    case 'tcp flags':
      // Packets that are judged here open something; what goes on is in conntrack.
      return packet.protocol === TCP ? 2 : undefined
    case 'icmp type':
      return packet.protocol === ICMP ? packet.icmp?.type : undefined
    case 'icmpv6 type':
      return packet.protocol === ICMPV6 ? packet.icmp?.type : undefined
    default:
      return undefined
  }
}

const isNamed = (field: Field, packet: Packet): boolean =>
  field.startsWith('tcp') === (packet.protocol === TCP)

function readConnection(field: Field, tracked: Tracked | undefined): Scalar | undefined {
  if (tracked === undefined) return field === 'ct state' ? 'invalid' : undefined
  const { connection, direction, state } = tracked
  const v4 = (address: Address): bigint | undefined => (address.family === 4 ? address.value : undefined)
  const v6 = (address: Address): bigint | undefined => (address.family === 6 ? address.value : undefined)
  switch (field) {
    case 'ct state':
      return state
    case 'ct direction':
      return direction
    case 'ct mark':
      return connection.mark
    case 'ct status':
      return sameAddress(connection.original.destination, connection.reply.source) ? 0 : 0x20
    case 'ct original ip saddr':
      return v4(connection.original.source)
    case 'ct original ip daddr':
      return v4(connection.original.destination)
    case 'ct original ip6 saddr':
      return v6(connection.original.source)
    case 'ct original ip6 daddr':
      return v6(connection.original.destination)
    case 'ct reply ip saddr':
      return v4(connection.reply.source)
    case 'ct reply ip daddr':
      return v4(connection.reply.destination)
    default:
      return undefined
  }
}
