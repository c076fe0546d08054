// The two NICs of a classic instance (semantics K2): the intranet one is its primary ENI, the other comes and goes
// with the public address, and both are always members of the same groups.

import { asId, type EniId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Eip, Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { openLedger } from '../eni/ledger.ts'
import { classicPlace } from './network.ts'

/** The NIC that holds the public address itself: nothing is translated, so the address stands for itself. */
export function addInternetNic(call: Call, intranet: Eni, eip: Eip): Eip {
  const id = asId<EniId>(call.ids.next('eni', intranet.region))
  const nic: Eni = {
    ...intranet,
    id,
    kind: 'secondary',
    deviceIndex: 1,
    mac: openLedger(call).mac(id, intranet.vpcId),
    vSwitchId: classicPlace(call, 'internet', intranet.region, intranet.zone).id,
    primaryAddress: eip.address,
    nic: 'internet',
  }
  call.state.put('eni', nic)
  const association = { eniId: id, instanceId: nic.instanceId, privateAddress: eip.address }
  return { ...eip, association }
}

/** The groups of an ENI; for a classic NIC those of its twin as well. */
export function putGroups(call: Call, eni: Eni, securityGroupIds: readonly SecurityGroupId[]): void {
  for (const one of nicsOf(call, eni)) call.state.put('eni', { ...one, securityGroupIds })
}

const nicsOf = (call: Call, eni: Eni): readonly Eni[] =>
  eni.nic === undefined || eni.instanceId === null ? [eni] : call.state.by('eni', 'instance', eni.instanceId)
