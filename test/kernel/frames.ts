// Ethernet frames for packets of every protocol, with right checksums, and the way back.

import { formatAddress } from '../../src/core/model/address.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { ICMP, ICMPV6, TCP, UDP } from '../../src/core/model/protocol.ts'

/** SYN opens, SYN-ACK answers, ACK is somewhere in mid-stream, RST breaks off. */
export type Segment = 'syn' | 'synAck' | 'ack' | 'answerAck' | 'rst'

export interface FrameOptions {
  readonly from: string
  readonly to: string
  /** Comes back in the IPv4 identification or the IPv6 flow label, which routers leave alone. */
  readonly tag: number
  readonly segment?: Segment
}

export interface ReadFrame {
  readonly tag: number
  readonly source: string
  readonly destination: string
}

const SCTP = 132
const GRE = 47

export function frameOf(packet: Packet, options: FrameOptions): Buffer {
  const body = packet.laterFragment ? Buffer.alloc(16) : transport(packet, options.segment ?? 'syn')
  const isV4 = packet.source.family === 4
  const header = isV4
    ? ipv4Header(packet, body.length, options.tag)
    : ipv6Header(packet, body.length, options.tag)
  return Buffer.concat([
    macBytes(options.to),
    macBytes(options.from),
    word(isV4 ? 0x0800 : 0x86dd),
    header,
    body,
  ])
}

/** Undefined for anything that is no IP packet. */
export function readFrame(frame: Buffer): ReadFrame | undefined {
  const type = frame.readUInt16BE(12)
  const at = (from: number, to: number): string => formatAddress(addressAt(frame, from, to))
  if (type === 0x0800) return { tag: frame.readUInt16BE(18), source: at(26, 30), destination: at(30, 34) }
  if (type !== 0x86dd) return undefined
  return { tag: frame.readUInt32BE(14) & 0xfffff, source: at(22, 38), destination: at(38, 54) }
}

/** `who has <target>`, asked by <address> at <mac>. */
export function arpRequest(mac: string, address: string, target: string, from = mac): Buffer {
  const head = Buffer.from('0001080006040001', 'hex')
  return Buffer.concat([
    macBytes('ff:ff:ff:ff:ff:ff'),
    macBytes(from),
    word(0x0806),
    head,
    macBytes(mac),
    Buffer.from(address.split('.').map(Number)),
    Buffer.alloc(6),
    Buffer.from(target.split('.').map(Number)),
  ])
}

/** Whose ARP answer this is; undefined for any other frame. */
export function arpAnswerOf(frame: Buffer): string | undefined {
  if (frame.readUInt16BE(12) !== 0x0806 || frame.readUInt16BE(20) !== 2) return undefined
  return [...frame.subarray(28, 32)].join('.')
}

function ipv4Header(packet: Packet, length: number, tag: number): Buffer {
  const header = Buffer.alloc(20)
  header.writeUInt16BE(0x4500, 0)
  header.writeUInt16BE(20 + length, 2)
  header.writeUInt16BE(tag, 4)
  header.writeUInt16BE(packet.laterFragment ? 100 : 0, 6)
  header.writeUInt16BE((64 << 8) | packet.protocol, 8)
  addressBytes(packet.source).copy(header, 12)
  addressBytes(packet.destination).copy(header, 16)
  header.writeUInt16BE(checksum(header), 10)
  return header
}

function ipv6Header(packet: Packet, length: number, tag: number): Buffer {
  const isDiscovery = packet.icmp !== undefined && packet.icmp.type >= 130
  const head = Buffer.alloc(8)
  head.writeUInt32BE(0x6000_0000 | tag, 0)
  head.writeUInt16BE(length, 4)
  head.writeUInt16BE((packet.protocol << 8) | (isDiscovery ? 255 : 64), 6)
  return Buffer.concat([head, addressBytes(packet.source), addressBytes(packet.destination)])
}

function transport(packet: Packet, segment: Segment): Buffer {
  switch (packet.protocol) {
    case TCP:
      return summed(packet, tcp(packet, segment), 16)
    case UDP:
      return summed(packet, udp(packet), 6)
    case ICMP:
    case ICMPV6:
      return summed(packet, icmp(packet), 2)
    case SCTP:
      return sctpInit()
    case GRE:
      return Buffer.from('00000800', 'hex')
    default:
      return Buffer.alloc(16)
  }
}

/** Sequence numbers such that every segment fits behind the ones that conntrack has seen. */
function tcp(packet: Packet, segment: Segment): Buffer {
  const [seq, ack, flags] = {
    syn: [1000, 0, 0x02],
    synAck: [5000, 1001, 0x12],
    ack: [1001, 5001, 0x10],
    answerAck: [5001, 1001, 0x10],
    rst: [1001, 5001, 0x14],
  }[segment] as [number, number, number]
  const header = Buffer.alloc(20)
  header.writeUInt16BE(packet.sourcePort, 0)
  header.writeUInt16BE(packet.destinationPort, 2)
  header.writeUInt32BE(seq, 4)
  header.writeUInt32BE(ack, 8)
  header.writeUInt16BE(0x5000 | flags, 12)
  header.writeUInt16BE(8192, 14)
  return header
}

function udp(packet: Packet): Buffer {
  const datagram = Buffer.alloc(16)
  datagram.writeUInt16BE(packet.sourcePort, 0)
  datagram.writeUInt16BE(packet.destinationPort, 2)
  datagram.writeUInt16BE(datagram.length, 4)
  return datagram
}

/** Twenty bytes hold the fixed part of every type in use; neighbour discovery asks for its own destination. */
function icmp(packet: Packet): Buffer {
  const type = packet.icmp?.type ?? 0
  const isDiscovery = packet.protocol === ICMPV6 && (type === 135 || type === 136)
  const message = Buffer.alloc(isDiscovery ? 24 : 20)
  message.writeUInt8(type, 0)
  message.writeUInt8(packet.icmp?.code ?? 0, 1)
  if (isDiscovery) addressBytes(packet.source).copy(message, 8)
  else message.writeUInt16BE(7, 4)
  return message
}

/** conntrack refuses SCTP without a valid first chunk and CRC32c. */
function sctpInit(): Buffer {
  const body = Buffer.from(
    '9c40004d000000000000000001000014000000010000ffff000100010000000100',
    'hex',
  ).subarray(0, 32)
  body.writeUInt32LE(crc32c(body), 8)
  return body
}

function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0)
  }
  return ~crc >>> 0
}

function summed(packet: Packet, body: Buffer, at: number): Buffer {
  const pseudo = Buffer.alloc(8)
  pseudo.writeUInt32BE(body.length, 0)
  pseudo.writeUInt32BE(packet.protocol, 4)
  const addresses = [addressBytes(packet.source), addressBytes(packet.destination), pseudo]
  body.writeUInt16BE(checksum(Buffer.concat(packet.protocol === ICMP ? [body] : [...addresses, body])), at)
  return body
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff || 0xffff
}

const macBytes = (mac: string): Buffer => Buffer.from(mac.replaceAll(':', ''), 'hex')

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function addressBytes({ family, value }: Packet['source']): Buffer {
  return Buffer.from(value.toString(16).padStart(family === 4 ? 8 : 32, '0'), 'hex')
}

const addressAt = (frame: Buffer, from: number, to: number): Packet['source'] => ({
  family: to - from === 4 ? 4 : 6,
  value: BigInt(`0x${frame.subarray(from, to).toString('hex')}`),
})
