// All actions of vpc, sorted by name.

import type { Action } from '../../action.ts'
import { AddTemplateMember } from './AddTemplateMember.ts'
import { AssignPrivateIpAddresses } from './AssignPrivateIpAddresses.ts'
import { AssociateNetworkAclSubnets } from './AssociateNetworkAclSubnets.ts'
import { AssociateNetworkInterfaceSecurityGroups } from './AssociateNetworkInterfaceSecurityGroups.ts'
import { AttachNetworkInterface } from './AttachNetworkInterface.ts'
import { AttachSnapshotInstances } from './AttachSnapshotInstances.ts'
import { CloneSecurityGroup } from './CloneSecurityGroup.ts'
import { CreateAddressTemplate } from './CreateAddressTemplate.ts'
import { CreateAddressTemplateGroup } from './CreateAddressTemplateGroup.ts'
import { CreateAndAttachNetworkInterface } from './CreateAndAttachNetworkInterface.ts'
import { CreateDefaultSecurityGroup } from './CreateDefaultSecurityGroup.ts'
import { CreateDefaultVpc } from './CreateDefaultVpc.ts'
import { CreateNetworkAcl } from './CreateNetworkAcl.ts'
import { CreateNetworkAclEntries } from './CreateNetworkAclEntries.ts'
import { CreateNetworkAclQuintupleEntries } from './CreateNetworkAclQuintupleEntries.ts'
import { CreateNetworkInterface } from './CreateNetworkInterface.ts'
import { CreateSecurityGroup } from './CreateSecurityGroup.ts'
import { CreateSecurityGroupPolicies } from './CreateSecurityGroupPolicies.ts'
import { CreateSecurityGroupWithPolicies } from './CreateSecurityGroupWithPolicies.ts'
import { CreateServiceTemplate } from './CreateServiceTemplate.ts'
import { CreateServiceTemplateGroup } from './CreateServiceTemplateGroup.ts'
import { CreateSnapshotPolicies } from './CreateSnapshotPolicies.ts'
import { CreateSubnet } from './CreateSubnet.ts'
import { CreateVpc } from './CreateVpc.ts'
import { DeleteAddressTemplate } from './DeleteAddressTemplate.ts'
import { DeleteAddressTemplateGroup } from './DeleteAddressTemplateGroup.ts'
import { DeleteNetworkAcl } from './DeleteNetworkAcl.ts'
import { DeleteNetworkAclEntries } from './DeleteNetworkAclEntries.ts'
import { DeleteNetworkAclQuintupleEntries } from './DeleteNetworkAclQuintupleEntries.ts'
import { DeleteNetworkInterface } from './DeleteNetworkInterface.ts'
import { DeleteSecurityGroup } from './DeleteSecurityGroup.ts'
import { DeleteSecurityGroupPolicies } from './DeleteSecurityGroupPolicies.ts'
import { DeleteServiceTemplate } from './DeleteServiceTemplate.ts'
import { DeleteServiceTemplateGroup } from './DeleteServiceTemplateGroup.ts'
import { DeleteSnapshotPolicies } from './DeleteSnapshotPolicies.ts'
import { DeleteSubnet } from './DeleteSubnet.ts'
import { DeleteTemplateMember } from './DeleteTemplateMember.ts'
import { DeleteVpc } from './DeleteVpc.ts'
import { DescribeAddressTemplateGroups } from './DescribeAddressTemplateGroups.ts'
import { DescribeAddressTemplates } from './DescribeAddressTemplates.ts'
import { DescribeNetworkAclQuintupleEntries } from './DescribeNetworkAclQuintupleEntries.ts'
import { DescribeNetworkAcls } from './DescribeNetworkAcls.ts'
import { DescribeNetworkInterfaceLimit } from './DescribeNetworkInterfaceLimit.ts'
import { DescribeNetworkInterfaces } from './DescribeNetworkInterfaces.ts'
import { DescribeRouteTables } from './DescribeRouteTables.ts'
import { DescribeSecurityGroupAssociationStatistics } from './DescribeSecurityGroupAssociationStatistics.ts'
import { DescribeSecurityGroupExpandedPolicies } from './DescribeSecurityGroupExpandedPolicies.ts'
import { DescribeSecurityGroupLimits } from './DescribeSecurityGroupLimits.ts'
import { DescribeSecurityGroupPolicies } from './DescribeSecurityGroupPolicies.ts'
import { DescribeSecurityGroupReferences } from './DescribeSecurityGroupReferences.ts'
import { DescribeSecurityGroups } from './DescribeSecurityGroups.ts'
import { DescribeServiceTemplateGroups } from './DescribeServiceTemplateGroups.ts'
import { DescribeServiceTemplates } from './DescribeServiceTemplates.ts'
import { DescribeSgSnapshotFileContent } from './DescribeSgSnapshotFileContent.ts'
import { DescribeSnapshotAttachedInstances } from './DescribeSnapshotAttachedInstances.ts'
import { DescribeSnapshotFiles } from './DescribeSnapshotFiles.ts'
import { DescribeSnapshotPolicies } from './DescribeSnapshotPolicies.ts'
import { DescribeSubnets } from './DescribeSubnets.ts'
import { DescribeTemplateLimits } from './DescribeTemplateLimits.ts'
import { DescribeUsedIpAddress } from './DescribeUsedIpAddress.ts'
import { DescribeVpcLimits } from './DescribeVpcLimits.ts'
import { DescribeVpcs } from './DescribeVpcs.ts'
import { DescribeVpcTaskResult } from './DescribeVpcTaskResult.ts'
import { DetachNetworkInterface } from './DetachNetworkInterface.ts'
import { DetachSnapshotInstances } from './DetachSnapshotInstances.ts'
import { DisableSnapshotPolicies } from './DisableSnapshotPolicies.ts'
import { DisassociateNetworkAclSubnets } from './DisassociateNetworkAclSubnets.ts'
import { DisassociateNetworkInterfaceSecurityGroups } from './DisassociateNetworkInterfaceSecurityGroups.ts'
import { EnableSnapshotPolicies } from './EnableSnapshotPolicies.ts'
import { MigrateNetworkInterface } from './MigrateNetworkInterface.ts'
import { ModifyAddressTemplateAttribute } from './ModifyAddressTemplateAttribute.ts'
import { ModifyAddressTemplateGroupAttribute } from './ModifyAddressTemplateGroupAttribute.ts'
import { ModifyNetworkAclAttribute } from './ModifyNetworkAclAttribute.ts'
import { ModifyNetworkAclEntries } from './ModifyNetworkAclEntries.ts'
import { ModifyNetworkAclQuintupleEntries } from './ModifyNetworkAclQuintupleEntries.ts'
import { ModifyNetworkInterfaceAttribute } from './ModifyNetworkInterfaceAttribute.ts'
import { ModifyPrivateIpAddressesAttribute } from './ModifyPrivateIpAddressesAttribute.ts'
import { ModifySecurityGroupAttribute } from './ModifySecurityGroupAttribute.ts'
import { ModifySecurityGroupPolicies } from './ModifySecurityGroupPolicies.ts'
import { ModifyServiceTemplateAttribute } from './ModifyServiceTemplateAttribute.ts'
import { ModifyServiceTemplateGroupAttribute } from './ModifyServiceTemplateGroupAttribute.ts'
import { ModifySnapshotPolicies } from './ModifySnapshotPolicies.ts'
import { ModifySubnetAttribute } from './ModifySubnetAttribute.ts'
import { ModifyTemplateMember } from './ModifyTemplateMember.ts'
import { ModifyVpcAttribute } from './ModifyVpcAttribute.ts'
import { ReplaceSecurityGroupPolicies } from './ReplaceSecurityGroupPolicies.ts'
import { ReplaceSecurityGroupPolicy } from './ReplaceSecurityGroupPolicy.ts'
import { ResumeSnapshotInstance } from './ResumeSnapshotInstance.ts'
import { UnassignPrivateIpAddresses } from './UnassignPrivateIpAddresses.ts'

export const VPC_ACTIONS: readonly Action[] = [
  AddTemplateMember,
  AssignPrivateIpAddresses,
  AssociateNetworkAclSubnets,
  AssociateNetworkInterfaceSecurityGroups,
  AttachNetworkInterface,
  AttachSnapshotInstances,
  CloneSecurityGroup,
  CreateAddressTemplate,
  CreateAddressTemplateGroup,
  CreateAndAttachNetworkInterface,
  CreateDefaultSecurityGroup,
  CreateDefaultVpc,
  CreateNetworkAcl,
  CreateNetworkAclEntries,
  CreateNetworkAclQuintupleEntries,
  CreateNetworkInterface,
  CreateSecurityGroup,
  CreateSecurityGroupPolicies,
  CreateSecurityGroupWithPolicies,
  CreateServiceTemplate,
  CreateServiceTemplateGroup,
  CreateSnapshotPolicies,
  CreateSubnet,
  CreateVpc,
  DeleteAddressTemplate,
  DeleteAddressTemplateGroup,
  DeleteNetworkAcl,
  DeleteNetworkAclEntries,
  DeleteNetworkAclQuintupleEntries,
  DeleteNetworkInterface,
  DeleteSecurityGroup,
  DeleteSecurityGroupPolicies,
  DeleteServiceTemplate,
  DeleteServiceTemplateGroup,
  DeleteSnapshotPolicies,
  DeleteSubnet,
  DeleteTemplateMember,
  DeleteVpc,
  DescribeAddressTemplateGroups,
  DescribeAddressTemplates,
  DescribeNetworkAclQuintupleEntries,
  DescribeNetworkAcls,
  DescribeNetworkInterfaceLimit,
  DescribeNetworkInterfaces,
  DescribeRouteTables,
  DescribeSecurityGroupAssociationStatistics,
  DescribeSecurityGroupExpandedPolicies,
  DescribeSecurityGroupLimits,
  DescribeSecurityGroupPolicies,
  DescribeSecurityGroupReferences,
  DescribeSecurityGroups,
  DescribeServiceTemplateGroups,
  DescribeServiceTemplates,
  DescribeSgSnapshotFileContent,
  DescribeSnapshotAttachedInstances,
  DescribeSnapshotFiles,
  DescribeSnapshotPolicies,
  DescribeSubnets,
  DescribeTemplateLimits,
  DescribeUsedIpAddress,
  DescribeVpcLimits,
  DescribeVpcTaskResult,
  DescribeVpcs,
  DetachNetworkInterface,
  DetachSnapshotInstances,
  DisableSnapshotPolicies,
  DisassociateNetworkAclSubnets,
  DisassociateNetworkInterfaceSecurityGroups,
  EnableSnapshotPolicies,
  MigrateNetworkInterface,
  ModifyAddressTemplateAttribute,
  ModifyAddressTemplateGroupAttribute,
  ModifyNetworkAclAttribute,
  ModifyNetworkAclEntries,
  ModifyNetworkAclQuintupleEntries,
  ModifyNetworkInterfaceAttribute,
  ModifyPrivateIpAddressesAttribute,
  ModifySecurityGroupAttribute,
  ModifySecurityGroupPolicies,
  ModifyServiceTemplateAttribute,
  ModifyServiceTemplateGroupAttribute,
  ModifySnapshotPolicies,
  ModifySubnetAttribute,
  ModifyTemplateMember,
  ModifyVpcAttribute,
  ReplaceSecurityGroupPolicies,
  ReplaceSecurityGroupPolicy,
  ResumeSnapshotInstance,
  UnassignPrivateIpAddresses,
]
