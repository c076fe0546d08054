// Bytes of an IP packet → what a policy can see of it, and how long it is.

import type { Address, Family } from '../../core/model/address.ts'
import type { Packet } from '../../core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6 } from '../../core/model/protocol.ts'

export interface ReadPacket {
  readonly packet: Packet
  /** Of the whole packet, header included. */
  readonly length: number
}

const V6_HEADER = 40

/** Undefined when it is cut off too early, or no IP at all. */
export function readPacket(bytes: Buffer): ReadPacket | undefined {
  const version = (bytes[0] ?? 0) >> 4
  if (version === 4 && bytes.length >= 20) {
    const header = ((bytes[0] as number) & 15) * 4
    const isLater = (bytes.readUInt16BE(6) & 0x1fff) > 0
    const ends = { source: addressAt(bytes, 12, 4), destination: addressAt(bytes, 16, 4) }
    const packet = withTransport(bytes[9] as number, ends, isLater ? Buffer.alloc(0) : bytes.subarray(header))
    return { packet: isLater ? { ...packet, laterFragment: true } : packet, length: bytes.readUInt16BE(2) }
  }
  if (version === 6 && bytes.length >= V6_HEADER) {
    const ends = { source: addressAt(bytes, 8, 6), destination: addressAt(bytes, 24, 6) }
    const packet = withTransport(bytes[6] as number, ends, bytes.subarray(V6_HEADER))
    return { packet, length: V6_HEADER + bytes.readUInt16BE(4) }
  }
  return undefined
}

function addressAt(bytes: Buffer, at: number, family: Family): Address {
  const hex = bytes.subarray(at, at + (family === 4 ? 4 : 16)).toString('hex')
  return { family, value: BigInt(`0x${hex}`) }
}

function withTransport(protocol: number, ends: Pick<Packet, 'source' | 'destination'>, rest: Buffer): Packet {
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  const ported = hasPorts(protocol) && rest.length >= 4
  return {
    ...{ protocol, ...ends },
    sourcePort: ported ? rest.readUInt16BE(0) : 0,
    destinationPort: ported ? rest.readUInt16BE(2) : 0,
    ...(isIcmp && rest.length >= 2 ? { icmp: { type: rest[0] as number, code: rest[1] as number } } : {}),
  }
}
