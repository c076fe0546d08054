// A stopped instance gets another vSwitch, private address or VPC: its primary interface moves, the rest stays.

import { fail } from '../../core/model/faults.ts'
import { asId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Eni, Instance, VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { openLedger } from '../eni/ledger.ts'
import { owned } from '../owned.ts'
import { findInstance } from './find.ts'

export interface InstanceMove {
  readonly instanceId: string
  readonly vSwitchId: string
  /** Undefined: a free one, or the present one when the vSwitch stays. */
  readonly privateAddress?: string | undefined
  /** Undefined: the present one. With another VPC the groups must be named. */
  readonly vpcId?: string | undefined
  readonly securityGroupIds: readonly string[]
}

export function moveInstance(call: Call, move: InstanceMove): void {
  const instance = findInstance(call, move.instanceId)
  const { id, state } = instance
  if (state !== 'stopped') fail({ name: 'instanceStateWrong', instanceId: id, state })
  const vSwitch = targetOf(call, instance, move)
  const primary =
    call.state.get('eni', instance.primaryEniId) ??
    fail({ name: 'eniNotFound', eniId: instance.primaryEniId })
  const leaves = vSwitch.vpcId !== instance.vpcId
  const others = call.state.by('eni', 'instance', id).filter((eni) => eni.id !== primary.id)
  const [other] = others
  if (leaves && other !== undefined) fail({ name: 'eniInOtherVpc', eniId: other.id, vpcId: vSwitch.vpcId })
  const moved = movedEni(call, primary, vSwitch, move)
  call.state.put('eni', moved)
  call.state.put('instance', { ...instance, vpcId: vSwitch.vpcId, vSwitchId: vSwitch.id })
  for (const eip of call.state.by('eip', 'eni', primary.id)) {
    if (eip.association === null) continue
    const association = { ...eip.association, privateAddress: moved.primaryAddress }
    if (eip.association.privateAddress === primary.primaryAddress)
      call.state.put('eip', { ...eip, association })
  }
}

function targetOf(call: Call, instance: Instance, move: InstanceMove): VSwitch {
  const { vSwitchId, vpcId = instance.vpcId } = move
  const vSwitch = owned(call, 'vSwitch', vSwitchId, instance.region)
  if (vSwitch === undefined || vSwitch.vpcId !== vpcId) return fail({ name: 'vSwitchNotFound', vSwitchId })
  return vSwitch.zone === instance.zone
    ? vSwitch
    : fail({ name: 'vSwitchInOtherZone', vSwitchId, zone: instance.zone })
}

/** Secondary addresses belong to the old vSwitch and go with it. */
function movedEni(call: Call, eni: Eni, vSwitch: VSwitch, move: InstanceMove): Eni {
  const stays = vSwitch.id === eni.vSwitchId
  const wanted = move.privateAddress ?? (stays ? eni.primaryAddress : undefined)
  const ledger = openLedger(call)
  const named = move.securityGroupIds.map((id) => asId<SecurityGroupId>(id))
  const groups = ledger.binding(named.length > 0 ? named : eni.securityGroupIds, vSwitch.vpcId)
  ledger.admit(
    groups.filter((group) => !eni.securityGroupIds.includes(group.id)),
    eni,
  )
  const pool = ledger.pool(vSwitch)
  const primaryAddress =
    wanted === eni.primaryAddress && stays ? wanted : wanted === undefined ? pool.next(4) : pool.claim(wanted)
  return {
    ...eni,
    ...(stays ? {} : { secondaryAddresses: [], ipv6Addresses: [], prefixes: [] }),
    vpcId: vSwitch.vpcId,
    vSwitchId: vSwitch.id,
    mac: vSwitch.vpcId === eni.vpcId ? eni.mac : ledger.mac(eni.id, vSwitch.vpcId),
    primaryAddress,
    securityGroupIds: groups.map((group) => group.id),
  }
}
