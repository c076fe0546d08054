// Actions of the real cloud that belong to this domain, also those that are not there yet: what coverage is measured by.

import type { DocumentedGroup } from '../documentedActions.ts'

const names = (text: string): readonly string[] => text.trim().split(/\s+/)

export const DOCUMENTED: readonly DocumentedGroup[] = [
  {
    product: 'vpc',
    version: '2017-03-12',
    about: 'Security groups',
    actions: names(`
      CloneSecurityGroup CreateDefaultSecurityGroup CreateSecurityGroup CreateSecurityGroupPolicies
      CreateSecurityGroupWithPolicies DeleteSecurityGroup DeleteSecurityGroupPolicies
      DescribeSecurityGroupAssociationStatistics DescribeSecurityGroupExpandedPolicies
      DescribeSecurityGroupLimits DescribeSecurityGroupPolicies DescribeSecurityGroupReferences
      DescribeSecurityGroups ModifySecurityGroupAttribute ModifySecurityGroupPolicies
      ReplaceSecurityGroupPolicies ReplaceSecurityGroupPolicy`),
  },
  {
    product: 'vpc',
    version: '2017-03-12',
    about: 'Snapshots of security groups',
    actions: names(`
      AttachSnapshotInstances CreateSnapshotPolicies DeleteSnapshotPolicies DescribeSgSnapshotFileContent
      DescribeSnapshotAttachedInstances DescribeSnapshotFiles DescribeSnapshotPolicies DetachSnapshotInstances
      DisableSnapshotPolicies EnableSnapshotPolicies ModifySnapshotPolicies ResumeSnapshotInstance`),
  },
  {
    product: 'vpc',
    version: '2017-03-12',
    about: 'Parameter templates',
    actions: names(`
      AddTemplateMember CreateAddressTemplate CreateAddressTemplateGroup CreateServiceTemplate
      CreateServiceTemplateGroup DeleteAddressTemplate DeleteAddressTemplateGroup DeleteServiceTemplate
      DeleteServiceTemplateGroup DeleteTemplateMember DescribeAddressTemplateGroupInstances
      DescribeAddressTemplateGroups DescribeAddressTemplateInstances DescribeAddressTemplates
      DescribeServiceTemplateGroupInstances DescribeServiceTemplateGroups DescribeServiceTemplateInstances
      DescribeServiceTemplates DescribeTemplateLimits ModifyAddressTemplateAttribute
      ModifyAddressTemplateGroupAttribute ModifyServiceTemplateAttribute ModifyServiceTemplateGroupAttribute
      ModifyTemplateMember`),
  },
  {
    product: 'vpc',
    version: '2017-03-12',
    about: 'Elastic network interfaces',
    actions: names(`
      AssignPrivateIpAddresses AssociateNetworkInterfaceSecurityGroups AttachNetworkInterface
      CreateAndAttachNetworkInterface CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaceLimit
      DescribeNetworkInterfaces DetachNetworkInterface DisassociateNetworkInterfaceSecurityGroups
      MigrateNetworkInterface ModifyNetworkInterfaceAttribute ModifyPrivateIpAddressesAttribute
      UnassignPrivateIpAddresses`),
  },
  {
    product: 'vpc',
    version: '2017-03-12',
    about: 'VPCs and subnets',
    actions: names(`
      CreateDefaultVpc CreateSubnet CreateVpc DeleteSubnet DeleteVpc DescribeRouteTables DescribeSubnets
      DescribeUsedIpAddress DescribeVpcLimits DescribeVpcTaskResult DescribeVpcs ModifySubnetAttribute
      ModifyVpcAttribute`),
  },
  {
    product: 'vpc',
    version: '2017-03-12',
    about: 'Network ACLs',
    actions: names(`
      AssociateNetworkAclSubnets CreateNetworkAcl CreateNetworkAclEntries CreateNetworkAclQuintupleEntries
      DeleteNetworkAcl DeleteNetworkAclEntries DeleteNetworkAclQuintupleEntries
      DescribeNetworkAclQuintupleEntries DescribeNetworkAcls DisassociateNetworkAclSubnets
      ModifyNetworkAclAttribute ModifyNetworkAclEntries ModifyNetworkAclQuintupleEntries`),
  },
  {
    product: 'cvm',
    version: '2017-03-12',
    about: 'Instances',
    actions: names(`
      AssociateSecurityGroups DescribeInstances DescribeInstancesAttributes DescribeInstancesStatus
      DisassociateSecurityGroups ModifyInstancesAttribute RebootInstances RunInstances StartInstances
      StopInstances TerminateInstances`),
  },
  {
    product: 'cvm',
    version: '2017-03-12',
    about: 'What stands around instances',
    actions: names(
      'DescribeImages DescribeInstanceTypeConfigs DescribeRegions DescribeZoneInstanceConfigInfos DescribeZones',
    ),
  },
  {
    product: 'cvm',
    version: '2017-03-12',
    about: 'Key pairs',
    actions: names(`
      AssociateInstancesKeyPairs CreateKeyPair DeleteKeyPairs DescribeKeyPairs DisassociateInstancesKeyPairs
      ImportKeyPair ModifyKeyPairAttribute`),
  },
  {
    product: 'cbs',
    version: '2017-03-12',
    about: 'Disks, asked by Terraform',
    actions: names('DescribeDisks'),
  },
  {
    product: 'tag',
    version: '2018-08-13',
    about: 'Tags and projects',
    actions: names(`
      AddProject DescribeProjects DescribeResourceTagsByResourceIds DescribeTags GetResources GetTagValues GetTags
      ModifyResourceTags TagResources UnTagResources UpdateProject`),
  },
  {
    product: 'sts',
    version: '2018-08-13',
    about: 'Who calls',
    actions: names('AssumeRole GetCallerIdentity GetFederationToken'),
  },
  {
    product: 'region',
    version: '2022-06-27',
    about: 'Regions and zones of products',
    actions: names('DescribeProducts DescribeRegions DescribeZones'),
  },
  {
    product: 'antiddos',
    version: '2020-03-09',
    about: 'State of public addresses',
    actions: names('DescribeBasicDeviceStatus'),
  },
]
