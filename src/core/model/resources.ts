// Every kind of resource, how it is indexed, and the one shape in which changes travel.

import type { AccessKey, Account, PolicySettings, RememberedAnswer } from './account.ts'
import { formatAddress, parseAddress } from './address.ts'
import type { BackupPolicy, RuleBackup } from './backup.ts'
import type { DiagnosticReport } from './diagnosticReport.ts'
import type { Disk } from './disk.ts'
import type { Host, JoinToken } from './host.ts'
import type { KeyPair } from './keyPair.ts'
import type { LimitSettings } from './limits.ts'
import type { PortList, PrefixList } from './lists.ts'
import { neighbourhoodKeys } from './neighbourhood.ts'
import type { Eip, Eni, Instance, Vpc, VSwitch } from './network.ts'
import type { NetworkAcl } from './networkAcl.ts'
import type { Plan, PolicyDocument, PolicyTest, TestSettings } from './policyDocument.ts'
import type { ProvisionalChange } from './provisional.ts'
import type { RamPolicy, RamRole, RoleSession } from './ram.ts'
import type { ResourceGroup } from './resourceGroup.ts'
import type { Rule } from './rule.ts'
import type { SecurityGroup } from './securityGroup.ts'

export interface Resources {
  account: Account
  accessKey: AccessKey
  rememberedAnswer: RememberedAnswer
  policySettings: PolicySettings
  limitSettings: LimitSettings
  resourceGroup: ResourceGroup
  vpc: Vpc
  vSwitch: VSwitch
  networkAcl: NetworkAcl
  securityGroup: SecurityGroup
  rule: Rule
  prefixList: PrefixList
  portList: PortList
  backupPolicy: BackupPolicy
  ruleBackup: RuleBackup
  eni: Eni
  instance: Instance
  eip: Eip
  host: Host
  joinToken: JoinToken
  disk: Disk
  keyPair: KeyPair
  ramPolicy: RamPolicy
  ramRole: RamRole
  roleSession: RoleSession
  diagnosticReport: DiagnosticReport
  policyDocument: PolicyDocument
  policyTest: PolicyTest
  testSettings: TestSettings
  plan: Plan
  provisional: ProvisionalChange
}

export type Kind = keyof Resources

/** Where a resource is found by something other than its id: index name → the keys of one resource. */
type Indexes = {
  readonly [K in Kind]: { readonly [index: string]: (resource: Resources[K]) => readonly string[] }
}

/** Key of the indexes `region`: what an account has in one region. */
export const regionKey = (one: { readonly accountId: string; readonly region: string }): string =>
  `${one.accountId} ${one.region}`

/** Key of the index of interfaces by their MAC address, which is unique in a VPC. */
export const macKey = (vpcId: string, mac: string): string => `${vpcId} ${mac}`
/** Key of the index of roles by their name, which is unique in an account. */
export const roleKey = (accountId: string, name: string): string => `${accountId} ${name}`

/** Texts that mean one address have one key. */
function addressKey(text: string): string {
  const address = parseAddress(text)
  return address === undefined ? text : formatAddress(address)
}

export const INDEXES = {
  account: {},
  accessKey: { account: (key) => [key.accountId] },
  rememberedAnswer: {},
  policySettings: {},
  limitSettings: {},
  resourceGroup: { account: (group) => [group.accountId] },
  vpc: { account: (vpc) => [vpc.accountId] },
  vSwitch: {
    account: (vSwitch) => [vSwitch.accountId],
    vpc: (vSwitch) => [vSwitch.vpcId],
    networkAcl: (vSwitch) => (vSwitch.networkAclId === undefined ? [] : [vSwitch.networkAclId]),
  },
  networkAcl: {
    account: (acl) => [acl.accountId],
    vpc: (acl) => [acl.vpcId],
    prefixList: (acl) => [
      ...new Set(
        [...acl.ingress, ...acl.egress].flatMap(({ peer }) =>
          peer.kind === 'prefixList' ? [peer.listId] : [],
        ),
      ),
    ],
  },
  securityGroup: {
    account: (group) => [group.accountId],
    region: (group) => [regionKey(group)],
    vpc: (group) => (group.vpcId === null ? [] : [group.vpcId]),
  },
  rule: {
    group: (rule) => [rule.groupId],
    peerGroup: (rule) => (rule.peer.kind === 'group' ? [rule.peer.groupId] : []),
    prefixList: (rule) => (rule.peer.kind === 'prefixList' ? [rule.peer.listId] : []),
    portList: (rule) => (rule.ports.kind === 'list' ? [rule.ports.listId] : []),
  },
  prefixList: { account: (list) => [list.accountId], includes: (list) => list.includes ?? [] },
  portList: { account: (list) => [list.accountId], includes: (list) => list.includes ?? [] },
  backupPolicy: { account: (policy) => [policy.accountId], group: (policy) => policy.groupIds },
  ruleBackup: { policy: (backup) => [backup.policyId], group: (backup) => [backup.groupId] },
  eni: {
    account: (eni) => [eni.accountId],
    region: (eni) => [regionKey(eni)],
    group: (eni) => eni.securityGroupIds,
    vpc: (eni) => [eni.vpcId],
    vSwitch: (eni) => [eni.vSwitchId],
    instance: (eni) => (eni.instanceId === null ? [] : [eni.instanceId]),
    mac: (eni) => [macKey(eni.vpcId, eni.mac)],
    neighbourhood: neighbourhoodKeys,
    delegating: (eni) => (eni.prefixes.length === 0 ? [] : [eni.vSwitchId]),
    /** In canonical form; delegated blocks have an index of their own. */
    address: (eni) =>
      [...new Set([eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses])].map(addressKey),
    delegated: (eni) => (eni.prefixes.length === 0 ? [] : ['yes']),
  },
  instance: { account: (instance) => [instance.accountId], vpc: (instance) => [instance.vpcId] },
  eip: {
    account: (eip) => [eip.accountId],
    address: (eip) => [eip.address],
    eni: (eip) => (eip.association === null ? [] : [eip.association.eniId]),
  },
  host: {},
  joinToken: {},
  disk: {
    account: (disk) => [disk.accountId],
    instance: (disk) => (disk.instanceId === null ? [] : [disk.instanceId]),
  },
  keyPair: { account: (pair) => [pair.accountId] },
  ramPolicy: { account: (policy) => [policy.accountId] },
  ramRole: { account: (role) => [role.accountId], name: (role) => [roleKey(role.accountId, role.name)] },
  roleSession: { role: (session) => [session.roleId] },
  diagnosticReport: { account: (report) => [report.accountId] },
  policyDocument: { account: (document) => [document.accountId] },
  policyTest: { suite: (test) => [`${test.accountId} ${test.suite}`] },
  testSettings: {},
  plan: { account: (plan) => [plan.accountId] },
  provisional: { account: (change) => [change.accountId] },
} as const satisfies Indexes

export type IndexOf<K extends Kind> = keyof (typeof INDEXES)[K] & string

export const KINDS = Object.keys(INDEXES) as readonly Kind[]

/** One resource put (`body`) or removed (`null`). */
export type Write = {
  [K in Kind]: { readonly kind: K; readonly id: string; readonly body: Resources[K] | null }
}[Kind]

/** Everything that one transaction did; revisions count up by one without gaps. */
export interface Change {
  readonly revision: number
  readonly writes: readonly Write[]
}

/** Read side of any set of resources: the store, a transaction, an agent's replica, a test. */
export interface ResourceReader {
  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined
  /** In the order of their first appearance. */
  list<K extends Kind>(kind: K): Iterable<Resources[K]>
  /** Those whose index holds `key`; in the order of their first appearance. */
  by<K extends Kind>(kind: K, index: IndexOf<K>, key: string): readonly Resources[K][]
  count(kind: Kind): number
}
