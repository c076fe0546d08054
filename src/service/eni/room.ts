// How many addresses one interface may have: alone, or as part of an instance of some type.

import { fail } from '../../core/model/faults.ts'
import type { Eni } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'

/** What an instance type bears; a delegated block counts as one address. */
export interface Capacity {
  readonly enis: number
  readonly ipv4PerEni: number
  readonly ipv6PerEni: number
}

/** Types are the cloud's own business; undefined: no such type, no bound. */
export type CapacityOf = (instanceType: string) => Capacity | undefined

export interface EniRoom {
  readonly attached: boolean
  readonly ipv4: number
  readonly ipv6: number
}

export const freeRoom = (state: ResourceReader): EniRoom => ({
  attached: false,
  ipv4: maximumOf(state, 'ipv4PerFreeEni'),
  ipv6: maximumOf(state, 'ipv6PerFreeEni'),
})

/** The room of an interface where it is now. */
export function roomOf(call: Call, eni: Eni, capacityOf: CapacityOf): EniRoom {
  const instance = eni.instanceId === null ? undefined : call.state.get('instance', eni.instanceId)
  const capacity = instance === undefined ? undefined : capacityOf(instance.instanceType)
  return capacity === undefined ? freeRoom(call.state) : roomWith(capacity)
}

export const roomWith = ({ ipv4PerEni, ipv6PerEni }: Capacity): EniRoom => ({
  attached: true,
  ipv4: ipv4PerEni,
  ipv6: ipv6PerEni,
})

export function checkRoom(eni: Eni, room: EniRoom): void {
  const blocks6 = eni.prefixes.filter((prefix) => prefix.includes(':')).length
  const wanted4 = 1 + eni.secondaryAddresses.length + eni.prefixes.length - blocks6
  const wanted6 = eni.ipv6Addresses.length + blocks6
  const { attached } = room
  if (wanted4 > room.ipv4) {
    fail({ name: 'tooManyIpv4', eniId: eni.id, attached, wanted: wanted4, maximum: room.ipv4 })
  }
  if (wanted6 > room.ipv6) {
    fail({ name: 'tooManyIpv6', eniId: eni.id, attached, wanted: wanted6, maximum: room.ipv6 })
  }
}
