// How many private addresses one VPC may have in all.

import { fail } from '../../core/model/faults.ts'
import type { Eni } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { effectiveLimit } from '../limits.ts'

/** More than any interface can have: 50 IPv4 and 10 IPv6, with room to spare. */
const MOST_PER_ENI = 70

export function checkVpcRoom(state: ResourceReader, vpcId: string, added: number): void {
  const limit = effectiveLimit(state, 'addressesPerVpc')
  // Counting walks the VPC; most often there are so few interfaces that it need not be done.
  if (state.count('eni') * MOST_PER_ENI + added <= limit.maximum) return
  const enis = state.by('eni', 'vpc', vpcId)
  if (enis.length * MOST_PER_ENI + added <= limit.maximum) return
  const current = enis.reduce((sum, eni) => sum + addressCount(eni), 0)
  if (current + added > limit.maximum) fail({ name: 'tooManyAddressesInVpc', vpcId, current, limit })
}

/** A delegated block counts as one. */
export const addressCount = (eni: Pick<Eni, 'secondaryAddresses' | 'ipv6Addresses' | 'prefixes'>): number =>
  1 + eni.secondaryAddresses.length + eni.ipv6Addresses.length + eni.prefixes.length
