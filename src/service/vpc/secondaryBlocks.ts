// Further IPv4 blocks of a VPC, given to it and taken away again.

import { formatCidr, parseCidr, rangeOf, rangesOverlap, rangeWithin } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { Vpc } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { effectiveLimit } from '../limits.ts'
import { allowedBlock, SECONDARY_LENGTHS } from './blocks.ts'
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

export function unassociateBlock(call: Call, input: BlockOfVpc): void {
  const vpc = findVpc(call, input.vpcId, input.region)
  const cidr = canonical(input.cidr)
  if (!vpc.secondaryCidrs.includes(cidr)) fail({ name: 'cidrNotAssociated', cidr, vpcId: vpc.id })
  const vSwitch = call.state
    .by('vSwitch', 'vpc', vpc.id)
    .find((one) => rangeWithin(rangeIn(one.cidr), rangeIn(cidr)))
  if (vSwitch !== undefined) fail({ name: 'cidrInUse', cidr, vSwitchId: vSwitch.id })
  const secondaryCidrs = vpc.secondaryCidrs.filter((one) => one !== cidr)
  call.state.put('vpc', { ...vpc, secondaryCidrs })
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
