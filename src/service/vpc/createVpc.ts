// A new VPC with its router and system route table.

import { formatCidr, parseCidr, rangeOf, rangesOverlap } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type VpcId } from '../../core/model/ids.ts'
import { USER_CIDRS_PER_VPC } from '../../core/model/limits/network.ts'
import type { Vpc } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { allowedBlock, SHARED_SPACE, VPC_LENGTHS, vpcIpv6Block } from './blocks.ts'

/** What a VPC gets when none is asked for (the example of Alibaba's page; the default is not documented). */
const UNASKED_BLOCK = '172.16.0.0/12'

export interface NewVpc extends Naming {
  readonly region: string
  readonly cidr?: string | undefined
  /** A /56 is assigned; `ipv6Cidr` asks for a certain one. */
  readonly ipv6: boolean
  readonly ipv6Cidr?: string | undefined
  readonly userCidrs: readonly string[]
  readonly isDefault?: boolean
  readonly dnsHostnames?: boolean | undefined
  readonly dnsServers?: readonly string[] | undefined
  readonly domainName?: string | undefined
  readonly multicast?: boolean | undefined
}

export function createVpc(call: Call, input: NewVpc): Vpc {
  checkResourceGroup(call, input.resourceGroupId)
  const vpc: Vpc = {
    id: asId<VpcId>(call.ids.next('vpc', input.region)),
    accountId: call.accountId,
    region: input.region,
    name: input.name,
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    cidr: formatCidr(allowedBlock(input.cidr ?? UNASKED_BLOCK, VPC_LENGTHS)),
    secondaryCidrs: [],
    ipv6Cidr: input.ipv6 ? vpcIpv6Block(call.state, input.ipv6Cidr) : null,
    userCidrs: checkUserCidrs(input.userCidrs),
    isDefault: input.isDefault ?? false,
    routerId: call.ids.next('vrt', input.region),
    routeTableId: call.ids.next('vtb', input.region),
    ...(input.dnsHostnames === undefined ? {} : { dnsHostnames: input.dnsHostnames }),
    ...(input.dnsServers === undefined ? {} : { dnsServers: input.dnsServers }),
    ...(input.domainName === undefined ? {} : { domainName: input.domainName }),
    ...(input.multicast === undefined ? {} : { multicast: input.multicast }),
  }
  call.state.put('vpc', vpc)
  return vpc
}

/** Addresses behind the VPC that are private although they do not look it (Alibaba "user CIDR block"). */
function checkUserCidrs(cidrs: readonly string[]): readonly string[] {
  if (cidrs.length > USER_CIDRS_PER_VPC.maximum) {
    fail({ name: 'tooManyUserCidrs', current: cidrs.length, limit: USER_CIDRS_PER_VPC })
  }
  for (const text of cidrs) {
    const cidr = text.includes('/') ? parseCidr(text) : undefined
    if (cidr?.family !== 4) fail({ name: 'userCidrNotAllowed', cidr: text, reason: 'malformed' })
    else if (rangesOverlap(rangeOf(cidr), SHARED_SPACE)) {
      fail({ name: 'userCidrNotAllowed', cidr: text, reason: 'reserved' })
    }
  }
  return cidrs
}
