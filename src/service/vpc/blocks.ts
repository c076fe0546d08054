// Which address blocks VPCs and vSwitches may have, and where their IPv6 blocks come from.

import { widthOf } from '../../core/model/address.ts'
import type { AddressRange, Cidr } from '../../core/model/cidr.ts'
import { formatCidr, parseCidr, rangeOf, rangesOverlap } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import { ipv6BlocksOf } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'

// Today's page says 16 to 28; older ones begin at 8, and its own example and Terraform's tests still do.
export const VPC_LENGTHS = { shortest: 8, longest: 28 }
export const SECONDARY_LENGTHS = { shortest: 16, longest: 28 }
export const VSWITCH_LENGTHS = { shortest: 16, longest: 29 }

/** Kept for the cloud's own services (RFC 6598). */
export const SHARED_SPACE = rangeOf(must('100.64.0.0/10'))

/** The last two are no place for hosts in any network: a choice, the cloud's page is silent. */
const RESERVED: readonly AddressRange[] = [
  SHARED_SPACE,
  ...['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '0.0.0.0/8', '240.0.0.0/4'].map((text) =>
    rangeOf(must(text)),
  ),
]

const IPV6_POOL = must('2001:db8::/32')
const VPC_IPV6_LENGTH = 56
const VSWITCH_IPV6_LENGTH = 64

/** The block as read; throws when a network cannot have it. */
export function allowedBlock(text: string, lengths: typeof VPC_LENGTHS): Cidr {
  const cidr = text.includes('/') ? parseCidr(text) : undefined
  if (cidr === undefined || cidr.family !== 4 || rangeOf(cidr).first !== cidr.base) {
    return fail({ name: 'cidrNotAllowed', cidr: text, reason: 'malformed' })
  }
  if (cidr.length < lengths.shortest || cidr.length > lengths.longest) {
    return fail({ name: 'cidrNotAllowed', cidr: text, reason: 'length' })
  }
  return RESERVED.some((range) => rangesOverlap(range, rangeOf(cidr)))
    ? fail({ name: 'cidrNotAllowed', cidr: text, reason: 'reserved' })
    : cidr
}

/** A /56 that no VPC has: the one asked for, or the first free one. The very first block stays unused. */
export function vpcIpv6Block(state: ResourceReader, wanted: string | undefined): string {
  const taken = new Set([...state.list('vpc')].flatMap(ipv6BlocksOf))
  if (wanted !== undefined) {
    const block = formatCidr(parseIpv6Block(wanted))
    return taken.has(block) ? fail({ name: 'ipv6BlockTaken', cidr: block }) : block
  }
  let index = 1n
  while (taken.has(formatCidr(subnet(IPV6_POOL, VPC_IPV6_LENGTH, index)))) index++
  return formatCidr(subnet(IPV6_POOL, VPC_IPV6_LENGTH, index))
}

function parseIpv6Block(text: string): Cidr {
  const cidr = parseCidr(text)
  const fits = cidr?.family === 6 && cidr.length === VPC_IPV6_LENGTH && inPool(rangeOf(cidr))
  return fits ? cidr : fail({ name: 'cidrNotAllowed', cidr: text, reason: 'malformed' })
}

const inPool = (range: AddressRange): boolean => rangesOverlap(range, rangeOf(IPV6_POOL))

/** Number `index` (0 to 255) of the /64 blocks of a VPC. */
export const vSwitchIpv6Block = (vpcBlock: string, index: number): string =>
  formatCidr(subnet(must(vpcBlock), VSWITCH_IPV6_LENGTH, BigInt(index)))

/** Number `index` of the blocks of this length inside a bigger one. */
export function subnet(block: Cidr, length: number, index: bigint): Cidr {
  const base = rangeOf(block).first + (index << BigInt(widthOf(block.family) - length))
  return { family: block.family, base, length }
}

function must(text: string): Cidr {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  return cidr
}
