// Actions of the real cloud that belong to this domain, also those that are not there yet: what coverage is measured by.

export interface DocumentedGroup {
  readonly product: string
  readonly version: string
  readonly about: string
  readonly actions: readonly string[]
}

const names = (text: string): readonly string[] => text.trim().split(/\s+/)

export const DOCUMENTED: readonly DocumentedGroup[] = [
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Security groups',
    actions: names(`
      AuthorizeSecurityGroup AuthorizeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup
      DescribeSecurityGroupAttribute DescribeSecurityGroupReferences DescribeSecurityGroups JoinResourceGroup
      JoinSecurityGroup LeaveSecurityGroup ModifySecurityGroupAttribute ModifySecurityGroupEgressRule
      ModifySecurityGroupPolicy ModifySecurityGroupRule RevokeSecurityGroup RevokeSecurityGroupEgress`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Diagnosis',
    actions: names(`
      CreateDiagnosticReport DescribeDiagnosticMetricSets DescribeDiagnosticMetrics
      DescribeDiagnosticReportAttributes DescribeDiagnosticReports`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Elastic network interfaces',
    actions: names(`
      AssignIpv6Addresses AssignPrivateIpAddresses AttachNetworkInterface CreateNetworkInterface
      DeleteNetworkInterface DescribeNetworkInterfaceAttribute DescribeNetworkInterfaces DetachNetworkInterface
      ModifyNetworkInterfaceAttribute UnassignIpv6Addresses UnassignPrivateIpAddresses`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Instances',
    actions: names(`
      CreateInstance DeleteInstance DeleteInstances DescribeInstanceAttribute DescribeInstanceStatus
      DescribeInstances DescribeUserData ModifyInstanceAttribute ModifyInstanceMetadataOptions RebootInstance
      RebootInstances RunInstances StartInstance StartInstances StopInstance StopInstances`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'What stands around instances',
    actions: names(`
      AllocatePublicIpAddress ApplyAutoSnapshotPolicy AttachClassicLinkVpc DescribeAvailableResource
      DescribeClassicLinkInstances DescribeDisks DetachClassicLinkVpc
      DescribeImageSupportInstanceTypes DescribeImages DescribeInstanceAttachmentAttributes
      DescribeInstanceAutoRenewAttribute DescribeInstanceMaintenanceAttributes DescribeInstanceRamRole
      DescribeInstanceTypes DescribeRegions DescribeZones ModifyDiskAttribute ModifyDiskSpec
      ModifyInstanceAutoReleaseTime ModifyInstanceChargeType ModifyInstanceDeployment ModifyInstanceNetworkSpec
      ModifyInstanceSpec ModifyInstanceVpcAttribute ModifyPrepayInstanceSpec ReplaceSystemDisk ResizeDisk`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Prefix lists and port lists',
    actions: names(`
      CreatePortRangeList CreatePrefixList DeletePortRangeList DeletePrefixList
      DescribePortRangeListAssociations DescribePortRangeListEntries DescribePortRangeLists
      DescribePrefixListAssociations DescribePrefixListAttributes DescribePrefixLists ModifyPortRangeList
      ModifyPrefixList`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Key pairs and roles of instances',
    actions: names(`
      AttachInstanceRamRole AttachKeyPair CreateKeyPair DeleteKeyPairs DescribeKeyPairs DetachInstanceRamRole
      DetachKeyPair ImportKeyPair`),
  },
  {
    product: 'Ecs',
    version: '2014-05-26',
    about: 'Tags',
    actions: names('ListTagResources TagResources UntagResources'),
  },
  {
    product: 'Vpc',
    version: '2016-04-28',
    about: 'VPCs and vSwitches',
    actions: names(`
      AssociateVpcCidrBlock CreateDefaultVSwitch CreateDefaultVpc CreateVSwitch CreateVpc DeleteVSwitch DeleteVpc
      DeletionProtection DescribeRegions DescribeRouteEntryList DescribeRouteTableList DescribeRouteTables
      DescribeVRouters DescribeVSwitchAttributes DescribeVSwitches DescribeVpcAttribute DescribeVpcs DescribeZones
      DisableVpcClassicLink EnableVpcClassicLink ListTagResources ModifyRouteTableAttributes
      ModifyVSwitchAttribute ModifyVpcAttribute MoveResourceGroup TagResources UnTagResources
      UnassociateVpcCidrBlock`),
  },
  {
    product: 'Vpc',
    version: '2016-04-28',
    about: 'Network ACLs',
    actions: names(`
      AssociateNetworkAcl CopyNetworkAclEntries CreateNetworkAcl DeleteNetworkAcl DescribeNetworkAclAttributes
      DescribeNetworkAcls ModifyNetworkAclAttributes UnassociateNetworkAcl UpdateNetworkAclEntries`),
  },
  {
    product: 'Vpc',
    version: '2016-04-28',
    about: 'Elastic IP addresses',
    actions: names(`
      AllocateEipAddress AssociateEipAddress AssociateEipAddressBatch DescribeEipAddresses DescribeEipGatewayInfo
      DescribeEipMonitorData DescribeHighDefinitionMonitorLogAttribute ModifyEipAddressAttribute ModifyEipForwardMode ReleaseEipAddress
      SetHighDefinitionMonitorLogStatus UnassociateEipAddress`),
  },
  {
    product: 'Sts',
    version: '2015-04-01',
    about: 'Who calls',
    actions: names('AssumeRole AssumeRoleWithOIDC AssumeRoleWithSAML GetCallerIdentity'),
  },
  {
    product: 'Ram',
    version: '2015-05-01',
    about: 'Roles that can be put on',
    actions: names(`
      AttachPolicyToRole CreatePolicy CreateRole DeletePolicy DeleteRole DetachPolicyFromRole GetPolicy GetRole
      ListPolicies ListPoliciesForRole ListRoles UpdateRole`),
  },
  {
    product: 'ResourceManager',
    version: '2020-03-31',
    about: 'Resource groups',
    actions: names('GetResourceGroup ListResourceGroups'),
  },
  {
    product: 'Location',
    version: '2015-06-12',
    about: 'Where endpoints are',
    actions: names('DescribeEndpoints'),
  },
  {
    product: 'BssOpenApi',
    version: '2017-12-14',
    about: 'Kind of account, asked by Terraform',
    actions: names('QueryAvailableInstances'),
  },
  {
    product: 'Tag',
    version: '2018-08-28',
    about: 'Tags of newer products',
    actions: names('ListTagResources TagResources UntagResources'),
  },
]
