// Addresses and delegated blocks given to an interface and taken off it.

import { formatAddress, parseAddress } from '../../core/model/address.ts'
import { formatCidr, parseCidr } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { addressPool } from './addresses.ts'
import { type Allocated, allocate, checkRepeats, type Wishes } from './allocate.ts'
import { roomIn } from './bindings.ts'
import { findChangeableEni } from './find.ts'
import { type CapacityOf, checkRoom, roomOf } from './room.ts'
import { checkVpcRoom, privateCount } from './vpcRoom.ts'

interface Target {
  readonly eniId: string
  readonly region: string
}

/** What came to the interface, in the order asked for. */
export function assignAddresses(call: Call, input: Target & Wishes, capacityOf: CapacityOf): Allocated {
  const eni = findChangeableEni(call, input.eniId, input.region)
  const vSwitch =
    call.state.get('vSwitch', eni.vSwitchId) ?? fail({ name: 'vSwitchNotFound', vSwitchId: eni.vSwitchId })
  const { named, counted } = allocate(addressPool(call.state, vSwitch), input)
  const free = counted()
  const added: Allocated = {
    ipv4: [...named.ipv4, ...free.ipv4],
    ipv6: [...named.ipv6, ...free.ipv6],
    prefixes: [...named.prefixes, ...free.prefixes],
  }
  const grown: Eni = {
    ...eni,
    secondaryAddresses: [...eni.secondaryAddresses, ...added.ipv4],
    ipv6Addresses: [...eni.ipv6Addresses, ...added.ipv6],
    prefixes: [...eni.prefixes, ...added.prefixes],
  }
  checkRoom(grown, roomOf(call, eni, capacityOf))
  checkVpcRoom(call.state, eni.vpcId, privateCount(grown) - privateCount(eni))
  for (const groupId of eni.securityGroupIds) {
    const group = call.state.get('securityGroup', groupId)
    const count = added.ipv4.length + added.ipv6.length + added.prefixes.length
    if (group !== undefined) roomIn(call.state, group).grow(count)
  }
  call.state.put('eni', grown)
  return added
}

export interface Unassigned {
  readonly addresses: readonly string[]
  readonly prefixes: readonly string[]
}

/** Public addresses on them become free. */
export function unassignAddresses(call: Call, input: Target & Unassigned): void {
  const eni = findChangeableEni(call, input.eniId, input.region)
  checkRepeats([...input.addresses, ...input.prefixes])
  const addresses = new Set(input.addresses.map(canonicalAddress))
  const prefixes = new Set(input.prefixes.map(canonicalPrefix))
  checkRemovable(eni, addresses)
  checkHeld(eni, [...eni.secondaryAddresses, ...eni.ipv6Addresses], addresses)
  checkHeld(eni, eni.prefixes, prefixes)
  for (const eip of call.state.by('eip', 'eni', eni.id)) {
    if (eip.association !== null && addresses.has(eip.association.privateAddress)) {
      call.state.put('eip', { ...eip, association: null })
    }
  }
  call.state.put('eni', {
    ...eni,
    secondaryAddresses: eni.secondaryAddresses.filter((text) => !addresses.has(text)),
    ipv6Addresses: eni.ipv6Addresses.filter((text) => !addresses.has(text)),
    prefixes: eni.prefixes.filter((text) => !prefixes.has(text)),
  })
}

/** The primary IPv4 address is the interface's for life, and so is an IPv6 address made primary. */
function checkRemovable(eni: Eni, addresses: ReadonlySet<string>): void {
  const kept = [eni.primaryAddress, ...(eni.primaryIpv6 === true ? eni.ipv6Addresses.slice(0, 1) : [])]
  const wanted = kept.find((text) => addresses.has(text))
  if (wanted !== undefined) fail({ name: 'addressNotOnEni', address: wanted, eniId: eni.id })
}

function checkHeld(eni: Eni, held: readonly string[], wanted: ReadonlySet<string>): void {
  const missing = [...wanted].find((text) => !held.includes(text))
  if (missing !== undefined) fail({ name: 'addressNotOnEni', address: missing, eniId: eni.id })
}

/** As it is kept, however it is written. */
function canonicalAddress(text: string): string {
  const address = parseAddress(text)
  return address === undefined ? text : formatAddress(address)
}

function canonicalPrefix(text: string): string {
  const cidr = parseCidr(text)
  return cidr === undefined ? text : formatCidr(cidr)
}
