// How many private addresses one VPC may have in all.

import { fail } from '../../core/model/faults.ts'
import type { Eni } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { effectiveLimit } from '../limits.ts'

export function checkVpcRoom(state: ResourceReader, vpcId: string, added: number): void {
  const limit = effectiveLimit(state, 'addressesPerVpc')
  // Counting walks the whole VPC; most often its vSwitches together could not hold so many.
  if (capacityOf(state, vpcId) <= limit.maximum) return
  const current = state.by('eni', 'vpc', vpcId).reduce((sum, eni) => sum + privateCount(eni), 0)
  if (current + added > limit.maximum) fail({ name: 'tooManyAddressesInVpc', vpcId, current, limit })
}

const capacityOf = (state: ResourceReader, vpcId: string): number =>
  state
    .by('vSwitch', 'vpc', vpcId)
    .reduce((sum, { cidr }) => sum + 2 ** (32 - Number(cidr.slice(cidr.indexOf('/') + 1))), 0)

/** Its IPv4 addresses; a delegated block counts as one. */
export const privateCount = (eni: Pick<Eni, 'secondaryAddresses' | 'prefixes'>): number =>
  1 + eni.secondaryAddresses.length + eni.prefixes.filter((prefix) => !prefix.includes(':')).length

/** All of its addresses, IPv6 included. */
export const addressCount = (eni: Pick<Eni, 'secondaryAddresses' | 'ipv6Addresses' | 'prefixes'>): number =>
  1 + eni.secondaryAddresses.length + eni.ipv6Addresses.length + eni.prefixes.length
