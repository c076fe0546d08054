// The classic network of a region comes into being with its first instance (semantics K).

import { classicNetwork, classicNetworkId, classicVSwitch } from '../../core/model/classic.ts'
import type { VSwitch } from '../../core/model/network.ts'
import type { Nic } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'

/** Where a NIC of an instance in this zone gets its place. */
export function classicPlace(call: Call, nic: Nic, region: string, zone: string): VSwitch {
  if (call.state.get('vpc', classicNetworkId(region)) === undefined) {
    call.state.put('vpc', classicNetwork(region, call.now))
    call.state.put('vSwitch', classicVSwitch('intranet', region, call.now))
    call.state.put('vSwitch', classicVSwitch('internet', region, call.now))
  }
  return { ...classicVSwitch(nic, region, call.now), zone }
}
