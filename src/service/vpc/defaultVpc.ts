// The VPC and vSwitches that come into being when a call names none: one VPC per region, one vSwitch per zone.

import { fail } from '../../core/model/faults.ts'
import type { Vpc, VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { NO_NAMING } from '../owned.ts'
import { createVpc } from './createVpc.ts'
import { createVSwitch } from './createVSwitch.ts'

/** Alibaba's own default VPC is a /16 like this one, with a /20 per zone. */
const DEFAULT_VPC_BLOCK = '172.31.0.0/16'
const DEFAULT_VSWITCH_LENGTH = 20

export interface DefaultVpc {
  readonly region: string
  readonly resourceGroupId?: string | undefined
  /** Undefined: without IPv6. */
  readonly ipv6Cidr?: string | undefined
}

/** The caller's default VPC in the region; made when there is none. */
export const ensureDefaultVpc = (call: Call, region: string): Vpc =>
  defaultVpcOf(call, region) ?? makeDefaultVpc(call, { region })

export function createDefaultVpc(call: Call, input: DefaultVpc): Vpc {
  const existing = defaultVpcOf(call, input.region)
  return existing === undefined
    ? makeDefaultVpc(call, input)
    : fail({ name: 'defaultVpcExists', vpcId: existing.id })
}

/** The default vSwitch of a zone in the default VPC; made when there is none. */
export const ensureDefaultVSwitch = (call: Call, vpc: Vpc, zone: string): VSwitch =>
  defaultVSwitchOf(call, vpc, zone) ?? makeDefaultVSwitch(call, vpc, zone)

export function createDefaultVSwitch(
  call: Call,
  input: { readonly region: string; readonly zone: string; readonly ipv6Index?: number | undefined },
): VSwitch {
  const { region, zone, ipv6Index } = input
  const vpc = defaultVpcOf(call, region) ?? fail({ name: 'defaultVpcMissing', region })
  const existing = defaultVSwitchOf(call, vpc, zone)
  return existing === undefined
    ? makeDefaultVSwitch(call, vpc, zone, ipv6Index)
    : fail({ name: 'defaultVSwitchExists', vSwitchId: existing.id })
}

const defaultVpcOf = (call: Call, region: string): Vpc | undefined =>
  call.state.by('vpc', 'account', call.accountId).find((vpc) => vpc.isDefault && vpc.region === region)

const defaultVSwitchOf = (call: Call, vpc: Vpc, zone: string): VSwitch | undefined =>
  call.state.by('vSwitch', 'vpc', vpc.id).find((vSwitch) => vSwitch.isDefault && vSwitch.zone === zone)

const makeDefaultVpc = (call: Call, { region, resourceGroupId, ipv6Cidr }: DefaultVpc): Vpc =>
  createVpc(call, {
    ...NO_NAMING,
    resourceGroupId: resourceGroupId ?? '',
    region,
    cidr: DEFAULT_VPC_BLOCK,
    ipv6: ipv6Cidr !== undefined,
    ipv6Cidr,
    userCidrs: [],
    isDefault: true,
  })

const makeDefaultVSwitch = (call: Call, vpc: Vpc, zone: string, ipv6Index?: number): VSwitch =>
  createVSwitch(call, {
    ...NO_NAMING,
    resourceGroupId: vpc.resourceGroupId,
    vpcId: vpc.id,
    zone,
    cidr: DEFAULT_VSWITCH_LENGTH,
    ipv6Index,
    isDefault: true,
  })
