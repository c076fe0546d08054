// All actions of Ecs, sorted by name.

import type { Action } from '../../action.ts'
import { AllocatePublicIpAddress } from './AllocatePublicIpAddress.ts'
import { ApplyAutoSnapshotPolicy } from './ApplyAutoSnapshotPolicy.ts'
import { AssignIpv6Addresses } from './AssignIpv6Addresses.ts'
import { AssignPrivateIpAddresses } from './AssignPrivateIpAddresses.ts'
import { AttachClassicLinkVpc } from './AttachClassicLinkVpc.ts'
import { AttachInstanceRamRole } from './AttachInstanceRamRole.ts'
import { AttachKeyPair } from './AttachKeyPair.ts'
import { AttachNetworkInterface } from './AttachNetworkInterface.ts'
import { AuthorizeSecurityGroup } from './AuthorizeSecurityGroup.ts'
import { AuthorizeSecurityGroupEgress } from './AuthorizeSecurityGroupEgress.ts'
import { CreateDiagnosticReport } from './CreateDiagnosticReport.ts'
import { CreateInstance } from './CreateInstance.ts'
import { CreateKeyPair } from './CreateKeyPair.ts'
import { CreateNetworkInterface } from './CreateNetworkInterface.ts'
import { CreatePortRangeList } from './CreatePortRangeList.ts'
import { CreatePrefixList } from './CreatePrefixList.ts'
import { CreateSecurityGroup } from './CreateSecurityGroup.ts'
import { DeleteInstance } from './DeleteInstance.ts'
import { DeleteInstances } from './DeleteInstances.ts'
import { DeleteKeyPairs } from './DeleteKeyPairs.ts'
import { DeleteNetworkInterface } from './DeleteNetworkInterface.ts'
import { DeletePortRangeList } from './DeletePortRangeList.ts'
import { DeletePrefixList } from './DeletePrefixList.ts'
import { DeleteSecurityGroup } from './DeleteSecurityGroup.ts'
import { DescribeAvailableResource } from './DescribeAvailableResource.ts'
import { DescribeClassicLinkInstances } from './DescribeClassicLinkInstances.ts'
import { DescribeDiagnosticMetricSets } from './DescribeDiagnosticMetricSets.ts'
import { DescribeDiagnosticMetrics } from './DescribeDiagnosticMetrics.ts'
import { DescribeDiagnosticReportAttributes } from './DescribeDiagnosticReportAttributes.ts'
import { DescribeDiagnosticReports } from './DescribeDiagnosticReports.ts'
import { DescribeDisks } from './DescribeDisks.ts'
import { DescribeImageSupportInstanceTypes } from './DescribeImageSupportInstanceTypes.ts'
import { DescribeImages } from './DescribeImages.ts'
import { DescribeInstanceAttachmentAttributes } from './DescribeInstanceAttachmentAttributes.ts'
import { DescribeInstanceAttribute } from './DescribeInstanceAttribute.ts'
import { DescribeInstanceAutoRenewAttribute } from './DescribeInstanceAutoRenewAttribute.ts'
import { DescribeInstanceMaintenanceAttributes } from './DescribeInstanceMaintenanceAttributes.ts'
import { DescribeInstanceRamRole } from './DescribeInstanceRamRole.ts'
import { DescribeInstanceStatus } from './DescribeInstanceStatus.ts'
import { DescribeInstances } from './DescribeInstances.ts'
import { DescribeInstanceTypes } from './DescribeInstanceTypes.ts'
import { DescribeKeyPairs } from './DescribeKeyPairs.ts'
import { DescribeNetworkInterfaceAttribute } from './DescribeNetworkInterfaceAttribute.ts'
import { DescribeNetworkInterfaces } from './DescribeNetworkInterfaces.ts'
import { DescribePortRangeListAssociations } from './DescribePortRangeListAssociations.ts'
import { DescribePortRangeListEntries } from './DescribePortRangeListEntries.ts'
import { DescribePortRangeLists } from './DescribePortRangeLists.ts'
import { DescribePrefixListAssociations } from './DescribePrefixListAssociations.ts'
import { DescribePrefixListAttributes } from './DescribePrefixListAttributes.ts'
import { DescribePrefixLists } from './DescribePrefixLists.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeSecurityGroupAttribute } from './DescribeSecurityGroupAttribute.ts'
import { DescribeSecurityGroupReferences } from './DescribeSecurityGroupReferences.ts'
import { DescribeSecurityGroups } from './DescribeSecurityGroups.ts'
import { DescribeUserData } from './DescribeUserData.ts'
import { DescribeZones } from './DescribeZones.ts'
import { DetachClassicLinkVpc } from './DetachClassicLinkVpc.ts'
import { DetachInstanceRamRole } from './DetachInstanceRamRole.ts'
import { DetachKeyPair } from './DetachKeyPair.ts'
import { DetachNetworkInterface } from './DetachNetworkInterface.ts'
import { ImportKeyPair } from './ImportKeyPair.ts'
import { JoinResourceGroup } from './JoinResourceGroup.ts'
import { JoinSecurityGroup } from './JoinSecurityGroup.ts'
import { LeaveSecurityGroup } from './LeaveSecurityGroup.ts'
import { ListTagResources } from './ListTagResources.ts'
import { ModifyDiskAttribute } from './ModifyDiskAttribute.ts'
import { ModifyDiskSpec } from './ModifyDiskSpec.ts'
import { ModifyInstanceAttribute } from './ModifyInstanceAttribute.ts'
import { ModifyInstanceAutoReleaseTime } from './ModifyInstanceAutoReleaseTime.ts'
import { ModifyInstanceChargeType } from './ModifyInstanceChargeType.ts'
import { ModifyInstanceDeployment } from './ModifyInstanceDeployment.ts'
import { ModifyInstanceMetadataOptions } from './ModifyInstanceMetadataOptions.ts'
import { ModifyInstanceNetworkSpec } from './ModifyInstanceNetworkSpec.ts'
import { ModifyInstanceSpec } from './ModifyInstanceSpec.ts'
import { ModifyInstanceVpcAttribute } from './ModifyInstanceVpcAttribute.ts'
import { ModifyNetworkInterfaceAttribute } from './ModifyNetworkInterfaceAttribute.ts'
import { ModifyPortRangeList } from './ModifyPortRangeList.ts'
import { ModifyPrefixList } from './ModifyPrefixList.ts'
import { ModifyPrepayInstanceSpec } from './ModifyPrepayInstanceSpec.ts'
import { ModifySecurityGroupAttribute } from './ModifySecurityGroupAttribute.ts'
import { ModifySecurityGroupEgressRule } from './ModifySecurityGroupEgressRule.ts'
import { ModifySecurityGroupPolicy } from './ModifySecurityGroupPolicy.ts'
import { ModifySecurityGroupRule } from './ModifySecurityGroupRule.ts'
import { RebootInstance } from './RebootInstance.ts'
import { RebootInstances } from './RebootInstances.ts'
import { ReplaceSystemDisk } from './ReplaceSystemDisk.ts'
import { ResizeDisk } from './ResizeDisk.ts'
import { RevokeSecurityGroup } from './RevokeSecurityGroup.ts'
import { RevokeSecurityGroupEgress } from './RevokeSecurityGroupEgress.ts'
import { RunInstances } from './RunInstances.ts'
import { StartInstance } from './StartInstance.ts'
import { StartInstances } from './StartInstances.ts'
import { StopInstance } from './StopInstance.ts'
import { StopInstances } from './StopInstances.ts'
import { TagResources } from './TagResources.ts'
import { UnassignIpv6Addresses } from './UnassignIpv6Addresses.ts'
import { UnassignPrivateIpAddresses } from './UnassignPrivateIpAddresses.ts'
import { UntagResources } from './UntagResources.ts'

export const ECS_ACTIONS: readonly Action[] = [
  AllocatePublicIpAddress,
  ApplyAutoSnapshotPolicy,
  AssignIpv6Addresses,
  AssignPrivateIpAddresses,
  AttachClassicLinkVpc,
  AttachInstanceRamRole,
  AttachKeyPair,
  AttachNetworkInterface,
  AuthorizeSecurityGroup,
  AuthorizeSecurityGroupEgress,
  CreateDiagnosticReport,
  CreateInstance,
  CreateKeyPair,
  CreateNetworkInterface,
  CreatePortRangeList,
  CreatePrefixList,
  CreateSecurityGroup,
  DeleteInstance,
  DeleteInstances,
  DeleteKeyPairs,
  DeleteNetworkInterface,
  DeletePortRangeList,
  DeletePrefixList,
  DeleteSecurityGroup,
  DescribeAvailableResource,
  DescribeClassicLinkInstances,
  DescribeDiagnosticMetricSets,
  DescribeDiagnosticMetrics,
  DescribeDiagnosticReportAttributes,
  DescribeDiagnosticReports,
  DescribeDisks,
  DescribeImageSupportInstanceTypes,
  DescribeImages,
  DescribeInstanceAttachmentAttributes,
  DescribeInstanceAttribute,
  DescribeInstanceAutoRenewAttribute,
  DescribeInstanceMaintenanceAttributes,
  DescribeInstanceRamRole,
  DescribeInstanceStatus,
  DescribeInstanceTypes,
  DescribeInstances,
  DescribeKeyPairs,
  DescribeNetworkInterfaceAttribute,
  DescribeNetworkInterfaces,
  DescribePortRangeListAssociations,
  DescribePortRangeListEntries,
  DescribePortRangeLists,
  DescribePrefixListAssociations,
  DescribePrefixListAttributes,
  DescribePrefixLists,
  DescribeRegions,
  DescribeSecurityGroupAttribute,
  DescribeSecurityGroupReferences,
  DescribeSecurityGroups,
  DescribeUserData,
  DescribeZones,
  DetachClassicLinkVpc,
  DetachInstanceRamRole,
  DetachKeyPair,
  DetachNetworkInterface,
  ImportKeyPair,
  JoinResourceGroup,
  JoinSecurityGroup,
  LeaveSecurityGroup,
  ListTagResources,
  ModifyDiskAttribute,
  ModifyDiskSpec,
  ModifyInstanceAttribute,
  ModifyInstanceAutoReleaseTime,
  ModifyInstanceChargeType,
  ModifyInstanceDeployment,
  ModifyInstanceMetadataOptions,
  ModifyInstanceNetworkSpec,
  ModifyInstanceSpec,
  ModifyInstanceVpcAttribute,
  ModifyNetworkInterfaceAttribute,
  ModifyPortRangeList,
  ModifyPrefixList,
  ModifyPrepayInstanceSpec,
  ModifySecurityGroupAttribute,
  ModifySecurityGroupEgressRule,
  ModifySecurityGroupPolicy,
  ModifySecurityGroupRule,
  RebootInstance,
  RebootInstances,
  ReplaceSystemDisk,
  ResizeDisk,
  RevokeSecurityGroup,
  RevokeSecurityGroupEgress,
  RunInstances,
  StartInstance,
  StartInstances,
  StopInstance,
  StopInstances,
  TagResources,
  UnassignIpv6Addresses,
  UnassignPrivateIpAddresses,
  UntagResources,
]
