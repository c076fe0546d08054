// All actions of Vpc, sorted by name.

import type { Action } from '../../action.ts'
import { AllocateEipAddress } from './AllocateEipAddress.ts'
import { AssociateEipAddress } from './AssociateEipAddress.ts'
import { AssociateEipAddressBatch } from './AssociateEipAddressBatch.ts'
import { AssociateNetworkAcl } from './AssociateNetworkAcl.ts'
import { AssociateVpcCidrBlock } from './AssociateVpcCidrBlock.ts'
import { CopyNetworkAclEntries } from './CopyNetworkAclEntries.ts'
import { CreateDefaultVpc } from './CreateDefaultVpc.ts'
import { CreateDefaultVSwitch } from './CreateDefaultVSwitch.ts'
import { CreateNetworkAcl } from './CreateNetworkAcl.ts'
import { CreateVpc } from './CreateVpc.ts'
import { CreateVSwitch } from './CreateVSwitch.ts'
import { DeleteNetworkAcl } from './DeleteNetworkAcl.ts'
import { DeleteVpc } from './DeleteVpc.ts'
import { DeleteVSwitch } from './DeleteVSwitch.ts'
import { DeletionProtection } from './DeletionProtection.ts'
import { DescribeEipAddresses } from './DescribeEipAddresses.ts'
import { DescribeEipGatewayInfo } from './DescribeEipGatewayInfo.ts'
import { DescribeEipMonitorData } from './DescribeEipMonitorData.ts'
import { DescribeHighDefinitionMonitorLogAttribute } from './DescribeHighDefinitionMonitorLogAttribute.ts'
import { DescribeNetworkAclAttributes } from './DescribeNetworkAclAttributes.ts'
import { DescribeNetworkAcls } from './DescribeNetworkAcls.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeRouteEntryList } from './DescribeRouteEntryList.ts'
import { DescribeRouteTableList } from './DescribeRouteTableList.ts'
import { DescribeRouteTables } from './DescribeRouteTables.ts'
import { DescribeVpcAttribute } from './DescribeVpcAttribute.ts'
import { DescribeVpcs } from './DescribeVpcs.ts'
import { DescribeVRouters } from './DescribeVRouters.ts'
import { DescribeVSwitchAttributes } from './DescribeVSwitchAttributes.ts'
import { DescribeVSwitches } from './DescribeVSwitches.ts'
import { DescribeZones } from './DescribeZones.ts'
import { DisableVpcClassicLink } from './DisableVpcClassicLink.ts'
import { EnableVpcClassicLink } from './EnableVpcClassicLink.ts'
import { ListTagResources } from './ListTagResources.ts'
import { ModifyEipAddressAttribute } from './ModifyEipAddressAttribute.ts'
import { ModifyEipForwardMode } from './ModifyEipForwardMode.ts'
import { ModifyNetworkAclAttributes } from './ModifyNetworkAclAttributes.ts'
import { ModifyRouteTableAttributes } from './ModifyRouteTableAttributes.ts'
import { ModifyVpcAttribute } from './ModifyVpcAttribute.ts'
import { ModifyVSwitchAttribute } from './ModifyVSwitchAttribute.ts'
import { MoveResourceGroup } from './MoveResourceGroup.ts'
import { ReleaseEipAddress } from './ReleaseEipAddress.ts'
import { SetHighDefinitionMonitorLogStatus } from './SetHighDefinitionMonitorLogStatus.ts'
import { TagResources } from './TagResources.ts'
import { UnassociateEipAddress } from './UnassociateEipAddress.ts'
import { UnassociateNetworkAcl } from './UnassociateNetworkAcl.ts'
import { UnassociateVpcCidrBlock } from './UnassociateVpcCidrBlock.ts'
import { UnTagResources } from './UnTagResources.ts'
import { UpdateNetworkAclEntries } from './UpdateNetworkAclEntries.ts'

export const VPC_ACTIONS: readonly Action[] = [
  AllocateEipAddress,
  AssociateEipAddress,
  AssociateEipAddressBatch,
  AssociateNetworkAcl,
  AssociateVpcCidrBlock,
  CopyNetworkAclEntries,
  CreateDefaultVSwitch,
  CreateDefaultVpc,
  CreateNetworkAcl,
  CreateVSwitch,
  CreateVpc,
  DeleteNetworkAcl,
  DeleteVSwitch,
  DeleteVpc,
  DeletionProtection,
  DescribeEipAddresses,
  DescribeEipGatewayInfo,
  DescribeEipMonitorData,
  DescribeHighDefinitionMonitorLogAttribute,
  DescribeNetworkAclAttributes,
  DescribeNetworkAcls,
  DescribeRegions,
  DescribeRouteEntryList,
  DescribeRouteTableList,
  DescribeRouteTables,
  DescribeVRouters,
  DescribeVSwitchAttributes,
  DescribeVSwitches,
  DescribeVpcAttribute,
  DescribeVpcs,
  DescribeZones,
  DisableVpcClassicLink,
  EnableVpcClassicLink,
  ListTagResources,
  ModifyEipAddressAttribute,
  ModifyEipForwardMode,
  ModifyNetworkAclAttributes,
  ModifyRouteTableAttributes,
  ModifyVSwitchAttribute,
  ModifyVpcAttribute,
  MoveResourceGroup,
  ReleaseEipAddress,
  SetHighDefinitionMonitorLogStatus,
  TagResources,
  UnTagResources,
  UnassociateEipAddress,
  UnassociateNetworkAcl,
  UnassociateVpcCidrBlock,
  UpdateNetworkAclEntries,
]
