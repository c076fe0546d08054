// The network interfaces that RunInstances asks for: top-level parameters or NetworkInterface.N, never both.

import { asId, type SecurityGroupId } from '../../../../core/model/ids.ts'
import type { EniWish } from '../../../../service/instance/run.ts'
import { type Decoded, refuse } from '../../fields.ts'
import type { runFields } from './runFields.ts'

type Parameters = Decoded<typeof runFields>
type Element = Parameters['NetworkInterface'][number]

export interface Interfaces {
  readonly primary: EniWish
  readonly secondaries: readonly EniWish[]
  readonly eniIds: readonly string[]
}

const refuseInterface = (message: string): never =>
  refuse({ status: 400, code: 'InvalidParam.NetworkInterface', message })
const refuseAmount = (message: string): never => refuse({ status: 403, code: 'InvalidParam.Amount', message })
const refuseConflict = (message: string): never =>
  refuse({ status: 400, code: 'InvalidParameter.Conflict', message })

export function interfacesOf(parameters: Parameters): Interfaces {
  const elements = parameters.NetworkInterface
  const primaries = elements.filter((element) => element.InstanceType === 'Primary')
  const others = elements.filter((element) => element.InstanceType === 'Secondary')
  const [first] = primaries
  if (primaries.length > 1) refuseInterface('Only one primary network interface can be specified.')
  if (first !== undefined) checkAlone(parameters, first)
  const primary = first === undefined ? topLevelWish(parameters) : wishOf(first)
  checkSecondaries(parameters, primary, others)
  checkIpv6(parameters, primary)
  const eniIds = others.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? [])
  const made = others.filter(({ NetworkInterfaceId }) => NetworkInterfaceId === undefined)
  return { primary, secondaries: made.map(wishOf), eniIds }
}

function checkAlone(parameters: Parameters, primary: Element): void {
  const { VSwitchId, PrivateIpAddress, SecurityGroupId, Ipv6AddressCount } = parameters
  const single = [VSwitchId, PrivateIpAddress, SecurityGroupId, Ipv6AddressCount]
  const many = [...parameters.SecurityGroupIds, ...parameters.Ipv6Address]
  if (single.some((value) => value !== undefined) || many.length > 0) {
    refuseInterface('With a primary network interface, its parameters cannot stand at the top as well.')
  }
  if (primary.NetworkInterfaceId !== undefined) {
    refuseInterface('An existing network interface can only be a secondary one.')
  }
}

function checkSecondaries(parameters: Parameters, primary: EniWish, others: readonly Element[]): void {
  if (others.some((one) => one.Ipv6Address.length > 0 || one.Ipv6AddressCount !== undefined)) {
    refuseInterface('IPv6 addresses can only be specified for the primary network interface.')
  }
  if (parameters.Amount === 1) return
  if (others.some((one) => one.NetworkInterfaceId !== undefined)) {
    refuseAmount('With NetworkInterfaceId only one instance can be created.')
  }
  if (others.length > 0 && primary.primaryAddress !== undefined) {
    refuseInterface('With a private address for several instances there can be no secondary interfaces.')
  }
}

function checkIpv6(parameters: Parameters, { ipv6Addresses = [], ipv6Count }: EniWish): void {
  if (ipv6Addresses.length === 0) return
  if (ipv6Count !== undefined) refuseConflict('Ipv6Address and Ipv6AddressCount exclude each other.')
  if (parameters.Amount > 1) refuseAmount('With Ipv6Address only one instance can be created.')
}

const topLevelWish = (parameters: Parameters): EniWish => ({
  vSwitchId: parameters.VSwitchId,
  securityGroupIds: groupsOf(parameters),
  primaryAddress: parameters.PrivateIpAddress,
  ipv6Addresses: parameters.Ipv6Address,
  ipv6Count: parameters.Ipv6AddressCount,
  name: '',
  description: '',
  deleteOnRelease: true,
})

const wishOf = (element: Element): EniWish => ({
  vSwitchId: element.VSwitchId,
  securityGroupIds: groupsOf(element),
  primaryAddress: element.PrimaryIpAddress,
  secondaryCount: element.SecondaryPrivateIpAddressCount,
  ipv6Addresses: element.Ipv6Address,
  ipv6Count: element.Ipv6AddressCount,
  name: element.NetworkInterfaceName ?? '',
  description: element.Description ?? '',
  deleteOnRelease: element.DeleteOnRelease,
  sourceDestCheck: element.SourceDestCheck,
  trafficMode: element.NetworkInterfaceTrafficMode,
  queueNumber: element.QueueNumber,
})

interface Groups {
  readonly SecurityGroupId: string | undefined
  readonly SecurityGroupIds: readonly string[]
}

function groupsOf({ SecurityGroupId, SecurityGroupIds }: Groups): readonly SecurityGroupId[] {
  if (SecurityGroupId !== undefined && SecurityGroupIds.length > 0) {
    refuseConflict('SecurityGroupId and SecurityGroupIds exclude each other.')
  }
  const ids = SecurityGroupId === undefined ? SecurityGroupIds : [SecurityGroupId]
  return ids.map((id) => asId<SecurityGroupId>(id))
}
