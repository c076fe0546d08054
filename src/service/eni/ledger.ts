// What a call that makes many interfaces knows about the places it fills: read once, then kept up to date.

import type { SecurityGroupId, VpcId } from '../../core/model/ids.ts'
import type { VSwitch } from '../../core/model/network.ts'
import { macKey } from '../../core/model/resources.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { type AddressPool, addressPool } from './addresses.ts'
import { type AddressesOf, checkBinding, type Room, roomIn } from './bindings.ts'
import { macOf } from './mac.ts'

/** Holds as long as nobody else writes interfaces: for one call. */
export interface Ledger {
  pool(vSwitch: VSwitch): AddressPool
  /** A MAC address that nobody in the VPC has, taken from now on. */
  mac(eniId: string, vpcId: VpcId): string
  /** The groups, when one interface may have exactly these. */
  binding(groupIds: readonly SecurityGroupId[], vpcId: VpcId): readonly SecurityGroup[]
  /** Counts the interface as a member of each group; throws when one is full. */
  admit(groups: readonly SecurityGroup[], eni: AddressesOf): void
}

export function openLedger(call: Call): Ledger {
  const pool = remember((_: string, vSwitch: VSwitch) => addressPool(call.state, vSwitch))
  const macs = new Set<string>()
  const binding = remember((_: string, ids: readonly SecurityGroupId[], vpcId: VpcId) =>
    checkBinding(call, ids, vpcId),
  )
  const room = remember((_: string, group: SecurityGroup): Room => roomIn(call.state, group))
  return {
    pool: (vSwitch) => pool(vSwitch.id, vSwitch),
    mac(eniId, vpcId) {
      const isTaken = (one: string): boolean =>
        macs.has(macKey(vpcId, one)) || call.state.by('eni', 'mac', macKey(vpcId, one)).length > 0
      const mac = macOf(eniId, isTaken)
      macs.add(macKey(vpcId, mac))
      return mac
    },
    binding: (ids, vpcId) => binding(`${vpcId} ${ids.join(' ')}`, ids, vpcId),
    admit(groups, eni) {
      for (const group of groups) room(group.id, group).admit(eni)
    },
  }
}

function remember<A extends readonly unknown[], T>(make: (key: string, ...rest: A) => T) {
  const made = new Map<string, T>()
  return (key: string, ...rest: A): T => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key, ...rest)
    made.set(key, value)
    return value
  }
}
