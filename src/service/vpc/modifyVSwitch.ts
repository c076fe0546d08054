// Attributes of a vSwitch changed; what is left out stays as it is.

import { fail } from '../../core/model/faults.ts'
import type { VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'
import { ipv6Block } from './createVSwitch.ts'
import { findVpc } from './findVpc.ts'

export interface VSwitchChange {
  readonly vSwitchId: string
  readonly region?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly ipv6?: boolean | undefined
  /** Which of the VPC's /64 blocks when IPv6 is turned on. */
  readonly ipv6Index?: number | undefined
  readonly broadcast?: boolean | undefined
}

export function modifyVSwitch(call: Call, change: VSwitchChange): void {
  const vSwitch =
    owned(call, 'vSwitch', change.vSwitchId, change.region) ??
    fail({ name: 'vSwitchNotFound', vSwitchId: change.vSwitchId })
  call.state.put('vSwitch', {
    ...vSwitch,
    name: change.name ?? vSwitch.name,
    description: change.description ?? vSwitch.description,
    ipv6Cidr: ipv6CidrOf(call, vSwitch, change),
    ...(change.broadcast === undefined ? {} : { broadcast: change.broadcast }),
  })
}

function ipv6CidrOf(call: Call, vSwitch: VSwitch, { ipv6, ipv6Index }: VSwitchChange): string | null {
  if (ipv6 === undefined && ipv6Index === undefined) return vSwitch.ipv6Cidr
  if (ipv6 === false) {
    return withoutIpv6(call, vSwitch)
  }
  if (ipv6Index === undefined && vSwitch.ipv6Cidr !== null) return vSwitch.ipv6Cidr
  const neighbours = call.state.by('vSwitch', 'vpc', vSwitch.vpcId).filter((one) => one.id !== vSwitch.id)
  const block = ipv6Block(findVpc(call, vSwitch.vpcId), neighbours, ipv6Index ?? 0)
  // Another block would leave the addresses in use outside.
  if (block !== vSwitch.ipv6Cidr) withoutIpv6(call, vSwitch)
  return block
}

function withoutIpv6(call: Call, vSwitch: VSwitch): null {
  const user = call.state
    .by('eni', 'vSwitch', vSwitch.id)
    .find((eni) => eni.ipv6Addresses.length > 0 || eni.prefixes.some((prefix) => prefix.includes(':')))
  return user === undefined ? null : fail({ name: 'ipv6InUse', id: vSwitch.id, user: user.id })
}
