// Branded identifiers, so that the id of one kind of resource cannot stand where another is meant.

declare const brand: unique symbol
type Id<Kind extends string> = string & { readonly [brand]: Kind }

export type AccountId = Id<'account'>
export type AccessKeyId = Id<'accessKey'>
export type VpcId = Id<'vpc'>
export type VSwitchId = Id<'vSwitch'>
export type SecurityGroupId = Id<'securityGroup'>
export type RuleId = Id<'rule'>
export type EniId = Id<'eni'>
export type InstanceId = Id<'instance'>
export type DiskId = Id<'disk'>
export type EipId = Id<'eip'>
export type NetworkAclId = Id<'networkAcl'>
export type NetworkAclEntryId = Id<'networkAclEntry'>
export type PrefixListId = Id<'prefixList'>
export type PortListId = Id<'portList'>
export type DiagnosticReportId = Id<'diagnosticReport'>
export type ResourceGroupId = Id<'resourceGroup'>
export type BackupPolicyId = Id<'backupPolicy'>
export type RuleBackupId = Id<'ruleBackup'>
export type HostId = Id<'host'>
export type KeyPairId = Id<'keyPair'>
export type RamRoleId = Id<'ramRole'>
export type RamPolicyId = Id<'ramPolicy'>
export type JoinTokenId = Id<'joinToken'>

/** Asserts that a string is an id of the kind asked for; the one place where brands are made. */
export const asId = <T extends Id<string>>(text: string): T => text as T
