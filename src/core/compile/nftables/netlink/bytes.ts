// Netlink's way with bytes: messages and attributes with a length in front, padded to four (struct nlmsghdr, struct nlattr).

import type { TableFamily } from '../ast.ts'

export type Bytes = Uint8Array

/** Headers, and marks inside nftables, are in the machine's own order. */
export const native32 = (value: number): Bytes => new Uint8Array(Uint32Array.of(value).buffer)

/** Numbers of nftables' own attributes. */
export const big16 = (value: number): Bytes => Uint8Array.of(value >>> 8, value)
export const big32 = (value: number): Bytes => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)

export function bigNumber(value: bigint, length: number): Bytes {
  const bytes = new Uint8Array(length)
  let rest = value
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}

/** Of ASCII, with the zero at its end. */
export const zeroEnded = (text: string): Bytes => {
  const bytes = new Uint8Array(text.length + 1)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

export function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(lengthOf(parts))
  put(whole, 0, parts)
  return whole
}

function lengthOf(parts: readonly Bytes[]): number {
  let length = 0
  for (const part of parts) length += part.length
  return length
}

function put(bytes: Bytes, begin: number, parts: readonly Bytes[]): void {
  let at = begin
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
}

export const paddedTo4 = (bytes: Bytes): Bytes =>
  bytes.length % 4 === 0 ? bytes : joined([bytes, new Uint8Array(4 - (bytes.length % 4))])

const ATTRIBUTE_HEADER = 4
/** NLA_F_NESTED: its value is attributes. */
const NESTED = 0x8000

export const attribute = (type: number, value: Bytes): Bytes => withHeader(type, [value])

export const nest = (type: number, ...attributes: readonly Bytes[]): Bytes =>
  withHeader(type | NESTED, attributes)

function withHeader(type: number, parts: readonly Bytes[]): Bytes {
  const length = ATTRIBUTE_HEADER + lengthOf(parts)
  const bytes = new Uint8Array((length + 3) & ~3)
  put16(bytes, 0, length)
  put16(bytes, 2, type)
  put(bytes, ATTRIBUTE_HEADER, parts)
  return bytes
}

export const isLowFirst = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function put16(bytes: Bytes, at: number, value: number): void {
  bytes[isLowFirst ? at : at + 1] = value & 0xff
  bytes[isLowFirst ? at + 1 : at] = value >>> 8
}

function put32(bytes: Bytes, at: number, value: number): void {
  put16(bytes, isLowFirst ? at : at + 2, value & 0xffff)
  put16(bytes, isLowFirst ? at + 2 : at, value >>> 16)
}

/** The last of its fields, whose it is, stays 0: the kernel's to say. */
const MESSAGE_HEADER = 16
/** NLM_F_REQUEST */
const REQUEST = 1

export interface Header {
  readonly type: number
  readonly flags?: number
  readonly sequence: number
}

export const message = ({ type, flags = 0, sequence }: Header, ...body: readonly Bytes[]): Bytes => {
  const length = MESSAGE_HEADER + lengthOf(body)
  const bytes = new Uint8Array(length)
  put32(bytes, 0, length)
  put16(bytes, 4, type)
  put16(bytes, 6, REQUEST | flags)
  put32(bytes, 8, sequence)
  put(bytes, MESSAGE_HEADER, body)
  return bytes
}

/** NFPROTO_INET, NFPROTO_ARP */
export const FAMILIES: Readonly<Record<TableFamily, number>> = { inet: 1, arp: 3 }

/** struct nfgenmsg */
export const general = (family: number, resource: number): Bytes =>
  Uint8Array.of(family, 0, resource >>> 8, resource)
