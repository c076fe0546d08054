// A new vSwitch: a block of its VPC in one zone.

import { parseAddress } from '../../core/model/address.ts'
import {
  type Cidr,
  formatCidr,
  parseCidr,
  rangeContains,
  rangeOf,
  rangesOverlap,
  rangeWithin,
} from '../../core/model/cidr.ts'
import { isLink } from '../../core/model/classicLink.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type VSwitchId } from '../../core/model/ids.ts'
import { ipv6BlocksOf, type Vpc, type VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { effectiveLimit } from '../limits.ts'
import { type Naming, owned } from '../owned.ts'
import { allowedBlock, subnet, VSWITCH_LENGTHS, vSwitchIpv6Block } from './blocks.ts'

export interface NewVSwitch extends Naming {
  readonly vpcId: string
  readonly region?: string | undefined
  readonly zone: string
  /** A block, or the length of one to be found. */
  readonly cidr: string | number
  /** Which of the VPC's 256 /64 blocks; undefined leaves IPv6 off. */
  readonly ipv6Index?: number | undefined
  /** The VPC's block to take it from; undefined: its first. */
  readonly vpcIpv6Cidr?: string | undefined
  readonly isDefault?: boolean
}

export function createVSwitch(call: Call, input: NewVSwitch): VSwitch {
  const vpc =
    owned(call, 'vpc', input.vpcId, input.region) ?? fail({ name: 'vpcNotFound', vpcId: input.vpcId })
  const neighbours = call.state.by('vSwitch', 'vpc', vpc.id)
  const cidr = typeof input.cidr === 'number' ? freeBlock(vpc, neighbours, input.cidr) : input.cidr
  const block = allowedBlock(cidr, VSWITCH_LENGTHS)
  checkPlace(vpc, neighbours, block)
  checkLinks(call, vpc, block)
  const limit = effectiveLimit(call.state, 'vSwitchesPerVpc')
  if (neighbours.length >= limit.maximum)
    fail({ name: 'tooManyVSwitches', current: neighbours.length, limit })
  const vSwitch: VSwitch = {
    id: asId<VSwitchId>(call.ids.next('vsw', vpc.region)),
    accountId: call.accountId,
    region: vpc.region,
    name: input.name,
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    vpcId: vpc.id,
    zone: input.zone,
    cidr: formatCidr(block),
    ipv6Cidr:
      input.ipv6Index === undefined ? null : ipv6Block(vpc, neighbours, input.ipv6Index, input.vpcIpv6Cidr),
    isDefault: input.isDefault ?? false,
    ...(call.state.get('account', call.accountId)?.gatewayFirst ? { gatewayFirst: true } : {}),
  }
  call.state.put('vSwitch', vSwitch)
  return vSwitch
}

/** The first block of this length that overlaps no vSwitch of the VPC. */
function freeBlock(vpc: Vpc, neighbours: readonly VSwitch[], length: number): string {
  const block = parseCidr(vpc.cidr)
  if (block === undefined || length < block.length || length > VSWITCH_LENGTHS.longest) {
    return fail({ name: 'cidrNotAllowed', cidr: `/${length}`, reason: 'length' })
  }
  const taken = neighbours.map((neighbour) => parseCidr(neighbour.cidr)).filter((one) => one !== undefined)
  for (let index = 0; index < 2 ** (length - block.length); index++) {
    const candidate = subnet(block, length, BigInt(index))
    if (!taken.some((other) => rangesOverlap(rangeOf(other), rangeOf(candidate))))
      return formatCidr(candidate)
  }
  return fail({ name: 'vpcFull', vpcId: vpc.id })
}

function checkPlace(vpc: Vpc, neighbours: readonly VSwitch[], block: Cidr): void {
  const range = rangeOf(block)
  const blocks = [vpc.cidr, ...vpc.secondaryCidrs].map(parseCidr)
  if (!blocks.some((one) => one !== undefined && rangeWithin(range, rangeOf(one)))) {
    fail({ name: 'cidrOutsideVpc', cidr: formatCidr(block), vpcId: vpc.id })
  }
  for (const neighbour of neighbours) {
    const other = parseCidr(neighbour.cidr)
    if (other === undefined || !rangesOverlap(range, rangeOf(other))) continue
    fail({ name: 'cidrOverlaps', cidr: formatCidr(block), vSwitchId: neighbour.id })
  }
}

/** K3: what a linked instance brings along is nobody else's. */
function checkLinks(call: Call, vpc: Vpc, block: Cidr): void {
  if (vpc.classicLink !== true) return
  for (const eni of call.state.by('eni', 'vpc', vpc.id)) {
    const address = isLink(eni) ? parseAddress(eni.primaryAddress) : undefined
    if (address === undefined || !rangeContains(rangeOf(block), address)) continue
    fail({ name: 'cidrHoldsLink', cidr: formatCidr(block), instanceId: eni.instanceId ?? '' })
  }
}

/** A /64 of the VPC that none of the neighbours has. */
export function ipv6Block(vpc: Vpc, neighbours: readonly VSwitch[], index: number, from?: string): string {
  const blocks = ipv6BlocksOf(vpc)
  const whole = from === undefined ? blocks[0] : blocks.find((one) => one === from)
  const block = vSwitchIpv6Block(whole ?? fail({ name: 'ipv6Off', id: from ?? vpc.id }), index)
  const taken = neighbours.some((neighbour) => neighbour.ipv6Cidr === block)
  return taken ? fail({ name: 'ipv6BlockTaken', cidr: block }) : block
}
