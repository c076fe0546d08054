// A network interface as answers show it: changes are whole when their call answers, so nothing is ever pending.

import type { Eni } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { formatLocal } from '../../time.ts'
import { tagSet } from '../fields.ts'

export const eniView = (state: ResourceReader, eni: Eni): object => ({
  NetworkInterfaceId: eni.id,
  NetworkInterfaceName: eni.name,
  NetworkInterfaceDescription: eni.description,
  SubnetId: eni.vSwitchId,
  VpcId: eni.vpcId,
  GroupSet: eni.securityGroupIds,
  Primary: eni.kind === 'primary',
  MacAddress: eni.mac.toUpperCase(),
  State: 'AVAILABLE',
  NetworkInterfaceState: eni.instanceId === null ? 'AVAILABLE' : 'INUSE',
  PrivateIpAddressSet: addressViews(state, eni),
  Attachment: attachmentView(eni),
  Zone: eni.zone,
  CreatedTime: formatLocal(eni.createdAt),
  Ipv6AddressSet: eni.ipv6Addresses.map((Address, index) => ({
    Address,
    Primary: index === 0,
    AddressId: '',
    Description: '',
    IsWanIpBlocked: false,
    State: 'AVAILABLE',
  })),
  TagSet: tagSet(eni.tags),
  EniType: eni.kind === 'primary' ? 1 : 0,
  AttachType: 0,
  Business: 'cvm',
  CdcId: '',
  ResourceId: '',
  QosLevel: 'DEFAULT',
})

export const addressViews = (
  state: ResourceReader,
  eni: Eni,
  only: readonly string[] = [eni.primaryAddress, ...eni.secondaryAddresses],
): readonly object[] => {
  const eips = state.by('eip', 'eni', eni.id)
  return only.map((PrivateIpAddress) => {
    const eip = eips.find(({ association }) => association?.privateAddress === PrivateIpAddress)
    return {
      PrivateIpAddress,
      Primary: PrivateIpAddress === eni.primaryAddress,
      PublicIpAddress: eip?.address ?? '',
      AddressId: eip === undefined || eip.withInstance === true ? '' : eip.id,
      Description: '',
      IsWanIpBlocked: false,
      State: 'AVAILABLE',
      QosLevel: 'DEFAULT',
    }
  })
}

/** Null while no instance has it. */
const attachmentView = (eni: Eni): object | null =>
  eni.instanceId === null
    ? null
    : {
        InstanceId: eni.instanceId,
        DeviceIndex: eni.deviceIndex,
        InstanceAccountId: eni.accountId,
        AttachTime: formatLocal(eni.createdAt),
      }
