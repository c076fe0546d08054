// An elastic IP address as the answer of DescribeEipAddresses shows it.

import type { Eip } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { formatTime } from '../../time.ts'
import { vpcTags } from '../tags.ts'
import { modeName } from './eipFields.ts'

export type EipTargetType = '' | 'EcsInstance' | 'NetworkInterface'

export const eipStatus = (eip: Eip): 'Available' | 'InUse' =>
  eip.association === null ? 'Available' : 'InUse'

export const eipTarget = ({ association }: Eip): { id: string; type: EipTargetType } => {
  if (association === null) return { id: '', type: '' }
  return association.instanceId === null
    ? { id: association.eniId, type: 'NetworkInterface' }
    : { id: association.instanceId, type: 'EcsInstance' }
}

export const chargeTypeOf = (eip: Eip): 'PrePaid' | 'PostPaid' =>
  eip.prepaid === true ? 'PrePaid' : 'PostPaid'

export const eipAnswer = (state: ResourceReader, eip: Eip) => {
  const target = eipTarget(eip)
  const eni = eip.association === null ? undefined : state.get('eni', eip.association.eniId)
  return {
    AllocationId: eip.id,
    IpAddress: eip.address,
    Name: eip.name,
    Description: eip.description,
    RegionId: eip.region,
    Status: eipStatus(eip),
    InstanceId: target.id,
    InstanceType: target.type,
    InstanceRegionId: eip.association === null ? '' : eip.region,
    PrivateIpAddress: eip.association?.privateAddress ?? '',
    VpcId: eni?.vpcId ?? '',
    // A text, unlike most numbers.
    Bandwidth: eip.bandwidth,
    EipBandwidth: eip.bandwidth,
    InternetChargeType: eip.internetChargeType,
    ChargeType: chargeTypeOf(eip),
    ISP: eip.isp,
    Mode: modeName(eip.association?.mode),
    Netmode: 'public',
    BizType: 'Default',
    BusinessStatus: 'Normal',
    BandwidthPackageId: '',
    DeletionProtection: eip.deletionProtection === true,
    ExpiredTime: eip.prepaid === true ? '2099-12-31T15:59Z' : '',
    HDMonitorStatus: eip.monitorLog === undefined ? 'OFF' : 'ON',
    PublicIpAddressPoolId: '',
    SegmentInstanceId: '',
    // A number, unlike in the answers about network interfaces.
    ServiceManaged: 0,
    ServiceID: 0,
    Zone: '',
    OperationLocks: { LockReason: [] },
    SecurityProtectionTypes: { SecurityProtectionType: [] },
    ResourceGroupId: eip.resourceGroupId,
    Tags: vpcTags(eip.tags),
    AllocationTime: formatTime(eip.createdAt),
  }
}
