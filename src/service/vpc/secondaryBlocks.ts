// Further blocks of a VPC, given to it and taken away again.

import { formatCidr, parseCidr, rangeOf, rangesOverlap, rangeWithin } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { Vpc } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { effectiveLimit } from '../limits.ts'
import { allowedBlock, SECONDARY_LENGTHS, vpcIpv6Block } from './blocks.ts'
import { findVpc } from './findVpc.ts'

interface BlockOfVpc {
  readonly vpcId: string
  readonly region?: string | undefined
  readonly cidr: string
}

/** The block as it is kept. */
export function associateBlock(call: Call, input: BlockOfVpc): string {
  const vpc = findVpc(call, input.vpcId, input.region)
  const block = allowedBlock(input.cidr, SECONDARY_LENGTHS)
  const cidr = formatCidr(block)
  const other = blocksOf(vpc).find((one) => rangesOverlap(rangeIn(one), rangeOf(block)))
  if (other !== undefined) fail({ name: 'cidrOverlapsBlock', cidr, other })
  const current = vpc.secondaryCidrs.length
  const limit = effectiveLimit(call.state, 'secondaryCidrsPerVpc')
  if (current >= limit.maximum) fail({ name: 'tooManySecondaryCidrs', current, limit })
  call.state.put('vpc', { ...vpc, secondaryCidrs: [...vpc.secondaryCidrs, cidr] })
  return cidr
}

/** A VPC without IPv6 gets its first block. */
export function associateIpv6Block(
  call: Call,
  input: Omit<BlockOfVpc, 'cidr'> & { readonly cidr: string | undefined },
): string {
  const vpc = findVpc(call, input.vpcId, input.region)
  const cidr = vpcIpv6Block(call.state, input.cidr)
  if (vpc.ipv6Cidr === null) {
    call.state.put('vpc', { ...vpc, ipv6Cidr: cidr })
    return cidr
  }
  const { secondaryIpv6Cidrs = [] } = vpc
  const current = secondaryIpv6Cidrs.length
  const limit = effectiveLimit(call.state, 'secondaryCidrsPerVpc')
  if (current >= limit.maximum) fail({ name: 'tooManySecondaryCidrs', current, limit })
  call.state.put('vpc', { ...vpc, secondaryIpv6Cidrs: [...secondaryIpv6Cidrs, cidr] })
  return cidr
}

export function unassociateBlock(call: Call, input: BlockOfVpc): void {
  const vpc = findVpc(call, input.vpcId, input.region)
  const cidr = canonical(input.cidr)
  const { secondaryCidrs, secondaryIpv6Cidrs = [] } = vpc
  if (![...secondaryCidrs, ...secondaryIpv6Cidrs].includes(cidr))
    fail({ name: 'cidrNotAssociated', cidr, vpcId: vpc.id })
  const isWithin = (one: string | null): boolean => one !== null && rangeWithin(rangeIn(one), rangeIn(cidr))
  const vSwitch = call.state
    .by('vSwitch', 'vpc', vpc.id)
    .find((one) => isWithin(one.cidr) || isWithin(one.ipv6Cidr))
  if (vSwitch !== undefined) fail({ name: 'cidrInUse', cidr, vSwitchId: vSwitch.id })
  const others = (blocks: readonly string[]) => blocks.filter((one) => one !== cidr)
  const rest = others(secondaryIpv6Cidrs)
  const { secondaryIpv6Cidrs: _, ...plain } = vpc
  call.state.put('vpc', {
    ...plain,
    secondaryCidrs: others(secondaryCidrs),
    ...(rest.length === 0 ? {} : { secondaryIpv6Cidrs: rest }),
  })
}

const blocksOf = (vpc: Vpc): readonly string[] => [vpc.cidr, ...vpc.secondaryCidrs]

function rangeIn(text: string) {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  return rangeOf(cidr)
}

function canonical(text: string): string {
  const cidr = parseCidr(text)
  return cidr === undefined ? text : formatCidr(cidr)
}
