// What tcpdump writes about a log group (pcap, link type NFLOG): read packet by packet, in whatever pieces it arrives.

export interface LoggedPacket {
  /** What the rule said that logged it. */
  readonly prefix: string
  /** Indexes of interfaces; 0 = none. */
  readonly iif: number
  readonly oif: number
  /** From the IP header on, cut off somewhere. */
  readonly bytes: Buffer
}

const FILE_HEADER = 24
const PACKET_HEADER = 16
const LITTLE_ENDIAN = 0xa1b2c3d4
const LINKTYPE_NFLOG = 239
/** Of linux/netfilter/nfnetlink_log.h. */
const FIELD = { iif: 4, oif: 5, payload: 9, prefix: 10 } as const

export class NflogReader {
  #rest: Buffer = Buffer.alloc(0)
  #hasHeader = false

  /** Throws when it is something else. */
  push(piece: Buffer): readonly LoggedPacket[] {
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    if (!this.#hasHeader) {
      if (this.#rest.length < FILE_HEADER) return []
      if (this.#rest.readUInt32LE(0) !== LITTLE_ENDIAN || this.#rest.readUInt32LE(20) !== LINKTYPE_NFLOG)
        throw new Error('this is no capture of a log group')
      this.#rest = this.#rest.subarray(FILE_HEADER)
      this.#hasHeader = true
    }
    const packets: LoggedPacket[] = []
    while (this.#rest.length >= PACKET_HEADER) {
      const end = PACKET_HEADER + this.#rest.readUInt32LE(8)
      if (this.#rest.length < end) break
      packets.push(packetIn(this.#rest.subarray(PACKET_HEADER, end)))
      this.#rest = this.#rest.subarray(end)
    }
    return packets
  }
}

/** Four bytes, then fields of length, type and value, each at a multiple of four. */
function packetIn(record: Buffer): LoggedPacket {
  const fields = new Map<number, Buffer>()
  for (let at = 4; at + 4 <= record.length; ) {
    const length = record.readUInt16LE(at)
    if (length < 4) break
    fields.set(record.readUInt16LE(at + 2) & 0x7fff, record.subarray(at + 4, at + length))
    at += (length + 3) & ~3
  }
  return {
    prefix: (fields.get(FIELD.prefix) ?? Buffer.alloc(0)).toString('latin1').replace(/\0.*$/s, ''),
    iif: fields.get(FIELD.iif)?.readUInt32BE(0) ?? 0,
    oif: fields.get(FIELD.oif)?.readUInt32BE(0) ?? 0,
    bytes: fields.get(FIELD.payload) ?? Buffer.alloc(0),
  }
}
