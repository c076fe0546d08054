// A network interface as the answers of Ecs show it.

import type { Eip, Eni } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { formatTime } from '../../time.ts'
import { ecsTags } from '../tags.ts'

export const eniStatus = (eni: Eni): 'Available' | 'InUse' =>
  eni.instanceId === null ? 'Available' : 'InUse'
export const eniType = (eni: Eni): 'Primary' | 'Secondary' =>
  eni.kind === 'primary' ? 'Primary' : 'Secondary'

/** K2: the NICs of a classic instance are no elastic interfaces; no call names or shows them. */
export const isElastic = (eni: Eni): boolean => eni.nic === undefined

/** All private IPv4 addresses, the primary one first. */
export const privateIps = (eni: Eni): readonly { readonly address: string; readonly primary: boolean }[] => [
  { address: eni.primaryAddress, primary: true },
  ...eni.secondaryAddresses.map((address) => ({ address, primary: false })),
]

export const ipv6Sets = (eni: Eni) => ({
  Ipv6Set: eni.ipv6Addresses.map((Ipv6Address, index) => ({
    Ipv6Address,
    Primary: index === 0 && eni.primaryIpv6 === true,
  })),
})

export const prefixSets = (eni: Eni) => ({
  Ipv4PrefixSets: { Ipv4PrefixSet: prefixes(eni, false).map((Ipv4Prefix) => ({ Ipv4Prefix })) },
  Ipv6PrefixSets: { Ipv6PrefixSet: prefixes(eni, true).map((Ipv6Prefix) => ({ Ipv6Prefix })) },
})

export const eniAnswer = (state: ResourceReader, eni: Eni) => {
  const eips = state.by('eip', 'eni', eni.id)
  const instanceId = eni.instanceId ?? ''
  return {
    NetworkInterfaceId: eni.id,
    NetworkInterfaceName: eni.name,
    Description: eni.description,
    Type: eniType(eni),
    Status: eniStatus(eni),
    InstanceId: instanceId,
    Attachment: {
      InstanceId: instanceId,
      DeviceIndex: eni.deviceIndex,
      NetworkCardIndex: 0,
      TrunkNetworkInterfaceId: '',
    },
    VpcId: eni.vpcId,
    VSwitchId: eni.vSwitchId,
    ZoneId: eni.zone,
    MacAddress: eni.mac,
    PrivateIpAddress: eni.primaryAddress,
    PrivateIpSets: {
      PrivateIpSet: privateIps(eni).map(({ address, primary }) => ({
        PrivateIpAddress: address,
        PrivateDnsName: '',
        Primary: primary,
        AssociatedPublicIp: publicIpOf(eips, address),
      })),
    },
    AssociatedPublicIp: publicIpOf(eips, eni.primaryAddress),
    Ipv6Sets: ipv6Sets(eni),
    ...prefixSets(eni),
    SecurityGroupIds: { SecurityGroupId: eni.securityGroupIds },
    DeleteOnRelease: eni.deleteOnRelease,
    SourceDestCheck: eni.sourceDestCheck,
    NetworkInterfaceTrafficMode: eni.trafficMode ?? 'Standard',
    QueueNumber: eni.queueNumber ?? 1,
    ServiceID: 0,
    ServiceManaged: eni.managed,
    ResourceGroupId: eni.resourceGroupId,
    Tags: ecsTags(eni.tags),
    CreationTime: formatTime(eni.createdAt),
  }
}

/** CreateNetworkInterface tells less: what an interface can only have once it is in use stays out. */
export function newEniAnswer(state: ResourceReader, eni: Eni) {
  const { Attachment, AssociatedPublicIp, InstanceId, CreationTime, ...rest } = eniAnswer(state, eni)
  return rest
}

function publicIpOf(eips: readonly Eip[], privateAddress: string) {
  const eip = eips.find((one) => one.association?.privateAddress === privateAddress)
  if (eip === undefined) return { AllocationId: '', PublicIpAddress: '' }
  return { AllocationId: eip.withInstance === true ? '' : eip.id, PublicIpAddress: eip.address }
}

const prefixes = (eni: Eni, v6: boolean): readonly string[] =>
  eni.prefixes.filter((prefix) => prefix.includes(':') === v6)
