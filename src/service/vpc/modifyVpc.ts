// Attributes of a VPC changed; what is left out stays as it is.

import {
  type Cidr,
  formatCidr,
  parseCidr,
  rangeOf,
  rangesOverlap,
  rangeWithin,
} from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { Vpc } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { checkClassicLink } from '../classic/links.ts'
import { allowedBlock, VPC_LENGTHS, vpcIpv6Block } from './blocks.ts'
import { findVpc } from './findVpc.ts'

export interface VpcChange {
  readonly vpcId: string
  readonly region?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly cidr?: string | undefined
  readonly ipv6?: boolean | undefined
  /** The block to assign when IPv6 is turned on. */
  readonly ipv6Cidr?: string | undefined
  readonly dnsHostnames?: boolean | undefined
  readonly classicLink?: boolean | undefined
  readonly dnsServers?: readonly string[] | undefined
  readonly domainName?: string | undefined
  readonly multicast?: boolean | undefined
}

export function modifyVpc(call: Call, change: VpcChange): void {
  const vpc = findVpc(call, change.vpcId, change.region)
  const { name, description, dnsHostnames, classicLink, dnsServers, domainName, multicast } = change
  if (classicLink !== undefined) checkClassicLink(call, vpc, classicLink)
  const cidr = change.cidr === undefined ? vpc.cidr : resized(call, vpc, change.cidr)
  if (cidr !== vpc.cidr && vpc.classicLink === true) checkClassicLink(call, { ...vpc, cidr }, true)
  call.state.put('vpc', {
    ...vpc,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(dnsHostnames === undefined ? {} : { dnsHostnames }),
    ...(classicLink === undefined ? {} : { classicLink }),
    ...(dnsServers === undefined ? {} : { dnsServers }),
    ...(domainName === undefined ? {} : { domainName }),
    ...(multicast === undefined ? {} : { multicast }),
    cidr,
    ipv6Cidr: ipv6CidrOf(call, vpc, change),
  })
}

/** Larger or smaller, as long as every vSwitch stays inside. */
function resized(call: Call, vpc: Vpc, text: string): string {
  const block = allowedBlock(text, VPC_LENGTHS)
  const range = rangeOf(block)
  const others = vpc.secondaryCidrs.map(mustParse)
  const overlapped = others.find((other) => rangesOverlap(rangeOf(other), range))
  if (overlapped !== undefined) {
    fail({ name: 'cidrOverlapsBlock', cidr: text, other: formatCidr(overlapped) })
  }
  for (const vSwitch of call.state.by('vSwitch', 'vpc', vpc.id)) {
    const inside = rangeOf(mustParse(vSwitch.cidr))
    if ([block, ...others].some((one) => rangeWithin(inside, rangeOf(one)))) continue
    fail({ name: 'cidrInUse', cidr: vpc.cidr, vSwitchId: vSwitch.id })
  }
  return formatCidr(block)
}

function ipv6CidrOf(call: Call, vpc: Vpc, { ipv6, ipv6Cidr }: VpcChange): string | null {
  if (ipv6 === undefined && ipv6Cidr === undefined) return vpc.ipv6Cidr
  if (ipv6 !== false) return vpc.ipv6Cidr ?? vpcIpv6Block(call.state, ipv6Cidr)
  const user = call.state.by('vSwitch', 'vpc', vpc.id).find((vSwitch) => vSwitch.ipv6Cidr !== null)
  return user === undefined ? null : fail({ name: 'ipv6InUse', id: vpc.id, user: user.id })
}

function mustParse(text: string): Cidr {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  return cidr
}
