// The part of a VPC that classic instances can be linked to (K3): where it shares no address with their own network.

import { type Cidr, parseCidr, rangeOf, rangeWithin } from './cidr.ts'
import type { Eni, Vpc } from './network.ts'

/** As the cloud's documents have it: what of 10.0.0.0/8 is none of the classic network's, and the other private blocks. */
const LINKABLE = ['10.111.0.0/16', '172.16.0.0/12', '192.168.0.0/16']

/** Of its first block: secondary blocks are not reached by links. Undefined where nothing of it is. */
export function linkBlockOf({ cidr }: Pick<Vpc, 'cidr'>): Cidr | undefined {
  const block = parseCidr(cidr)
  if (block === undefined) return undefined
  for (const text of LINKABLE) {
    const part = parseCidr(text)
    if (part === undefined) continue
    if (rangeWithin(rangeOf(block), rangeOf(part))) return block
    if (rangeWithin(rangeOf(part), rangeOf(block))) return part
  }
  return undefined
}

/** It stands for a classic instance in the VPC that it is linked to, with the address of its intranet NIC. */
export const isLink = ({ linked }: Pick<Eni, 'linked'>): boolean => linked === true
