// A vSwitch as the answers of DescribeVSwitches and DescribeVSwitchAttributes show it.

import type { VSwitch } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { freeAddressCount } from '../../../../service/eni/addresses.ts'
import { formatTime } from '../../time.ts'
import { vpcTags } from '../tags.ts'

export const vSwitchAnswer = (state: ResourceReader, vSwitch: VSwitch) => ({
  VSwitchId: vSwitch.id,
  VSwitchName: vSwitch.name,
  Description: vSwitch.description,
  VpcId: vSwitch.vpcId,
  ZoneId: vSwitch.zone,
  Status: 'Available',
  CidrBlock: vSwitch.cidr,
  AvailableIpAddressCount: freeAddressCount(state, vSwitch),
  EnabledIpv6: vSwitch.ipv6Cidr !== null,
  Ipv6CidrBlock: vSwitch.ipv6Cidr ?? '',
  IsDefault: vSwitch.isDefault,
  NetworkAclId: vSwitch.networkAclId ?? '',
  RouteTable: {
    RouteTableId: state.get('vpc', vSwitch.vpcId)?.routeTableId ?? '',
    RouteTableType: 'System',
  },
  ShareType: '',
  ResourceGroupId: vSwitch.resourceGroupId,
  Tags: vpcTags(vSwitch.tags),
  CreationTime: formatTime(vSwitch.createdAt),
})
