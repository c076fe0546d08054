// How much there may be of everything (semantics L), by name; the numbers of networks stand in limits/network.ts.

import type { Limit } from './limits/limit.ts'
import {
  ADDRESSES_PER_BASIC_GROUP,
  EIPS_PER_ACCOUNT,
  ENIS_PER_ENTERPRISE_GROUP,
  GROUPS_PER_ENI,
  IPV4_PER_FREE_ENI,
  IPV6_PER_FREE_ENI,
  LINKS_PER_VPC,
  RULES_PER_ENI,
  SECONDARY_CIDRS_PER_VPC,
  USER_CIDRS_PER_VPC,
  VSWITCHES_PER_VPC,
} from './limits/network.ts'

import {
  BACKUP_POLICIES_PER_ACCOUNT,
  ENIS_PER_GROUP_IN_SEQUENCE,
  EXPANDED_RULES_PER_GROUP,
  GROUP_REFERENCES_IN_SEQUENCE,
  GROUPS_IN_SEQUENCE_PER_ENI,
  GROUPS_PER_PROJECT,
  OPEN_LIST_ENTRIES,
  OPEN_LISTS_PER_REGION,
  RULES_PER_DIRECTION,
  USERS_PER_OPEN_LIST,
} from './limits/sequence.ts'

const LIMITS_PAGE = 'Alibaba security group limits'
const MANUAL_2019 = 'ECS Security manual 2019'

export const LIMITS = {
  eipsPerAccount: EIPS_PER_ACCOUNT,
  enisPerEnterpriseGroup: ENIS_PER_ENTERPRISE_GROUP,
  backupPoliciesPerAccount: BACKUP_POLICIES_PER_ACCOUNT,
  enisPerGroupInSequence: ENIS_PER_GROUP_IN_SEQUENCE,
  expandedRulesPerGroup: EXPANDED_RULES_PER_GROUP,
  groupReferencesInSequence: GROUP_REFERENCES_IN_SEQUENCE,
  groupsInSequencePerEni: GROUPS_IN_SEQUENCE_PER_ENI,
  groupsPerEni: GROUPS_PER_ENI,
  groupsPerProject: GROUPS_PER_PROJECT,
  ipv4PerFreeEni: IPV4_PER_FREE_ENI,
  ipv6PerFreeEni: IPV6_PER_FREE_ENI,
  linksPerVpc: LINKS_PER_VPC,
  openListEntries: OPEN_LIST_ENTRIES,
  openListsPerRegion: OPEN_LISTS_PER_REGION,
  privateAddressesPerBasicGroup: ADDRESSES_PER_BASIC_GROUP,
  rulesPerDirection: RULES_PER_DIRECTION,
  rulesPerEni: RULES_PER_ENI,
  secondaryCidrsPerVpc: SECONDARY_CIDRS_PER_VPC,
  userCidrsPerVpc: USER_CIDRS_PER_VPC,
  usersPerOpenList: USERS_PER_OPEN_LIST,
  vSwitchesPerVpc: VSWITCHES_PER_VPC,
  groupsPerRegion: limit('security groups per region and account', 100, `${LIMITS_PAGE}: at least 100`),
  groupReferencesPerBasicGroup: limit('rules of one basic group that name another group', 20, LIMITS_PAGE),
  instancesPerClassicGroup: limit('instances in one classic security group', 1000, MANUAL_2019),
  rulesPerCall: limit('rules per call', 100, 'Alibaba AuthorizeSecurityGroup, RevokeSecurityGroup', false),
  rulesPerImport: limit(
    'rules per import',
    200,
    'Alibaba export and import of security group rules, 2024-03',
  ),
  peersPerForm: limit(
    'peers in one rule form',
    10,
    'ECS Security manual 2019: up to 10 authorization objects',
    false,
  ),
  prefixListsPerRegion: limit('prefix lists per region and account', 100, 'Alibaba ECS limits, prefix lists'),
  portListsPerRegion: limit(
    'port lists per region and account',
    100,
    'choice: as for prefix lists, the number is not documented',
  ),
  groupsPerPrefixList: limit(
    'resources associated with one prefix list',
    1000,
    'Alibaba ECS limits, prefix lists',
  ),
  listEntriesPerCall: limit(
    'entries of a list to add, or to remove, per call',
    200,
    'Alibaba ModifyPrefixList, ModifyPortRangeList',
    false,
  ),
  prefixListEntries: limit('entries of one prefix list', 200, 'Alibaba CreatePrefixList', false),
  portListEntries: limit('entries of one port list', 2000, 'Alibaba CreatePortRangeList', false),
  tagsPerResource: limit('tags of one resource', 20, 'Alibaba TagResources'),
  instancesPerCall: limit('instances per call', 100, 'Alibaba RunInstances', false),
  addressesPerVpc: limit('private addresses in one VPC', 300_000, 'Alibaba VPC limits'),
  keyPairsPerRegion: limit('key pairs per region and account', 500, 'Alibaba CreateKeyPair'),
  ramPoliciesPerAccount: limit('custom RAM policies per account', 1500, 'Alibaba RAM limits, 2021'),
  rolesPerAccount: limit('RAM roles per account', 1000, 'Alibaba RAM limits, 2021'),
  networkAclsPerVpc: limit(
    'network ACLs per VPC',
    200,
    'choice: as the console of Alibaba Cloud starts with',
  ),
  networkAclEntries: limit(
    'entries per direction of one network ACL',
    100,
    'Alibaba UpdateNetworkAclEntries',
  ),
  /** C2: the longest that an idle session is kept; per ENI it may be less. */
  sessionIdleSeconds: limit('seconds an idle session is kept', 910, MANUAL_2019, false),
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

export const LIMIT_NAMES = Object.keys(LIMITS).sort() as readonly LimitName[]

/** Numbers of the operator's own (one document, id `limits`). */
export interface LimitSettings {
  readonly id: 'limits'
  readonly overrides: { readonly [N in LimitName]?: number }
}

export const isAdjustable = (name: LimitName): boolean => LIMITS[name].adjustable

export type LimitEdition = 'modern' | 'manual'

/** A number of the operator's own stands in `overrides`; what is not adjustable cannot be overridden. */
export function limitOf(
  name: LimitName,
  overrides: LimitSettings['overrides'] = {},
  edition: LimitEdition = 'modern',
): number {
  const declared: Limit = LIMITS[name]
  const usual = edition === 'manual' ? (declared.inManual ?? declared.maximum) : declared.maximum
  return declared.adjustable ? (overrides[name] ?? usual) : usual
}

function limit(about: string, maximum: number, source: string, adjustable = true): Limit {
  return { about, maximum, source, adjustable }
}
