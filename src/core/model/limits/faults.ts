// Which limit stands behind a fault, so that a refusal can say where to raise it.

import type { Fault, FaultName } from '../faults.ts'
import { LIMIT_NAMES, LIMITS, type LimitName } from '../limits.ts'

const LIMIT_OF_FAULT: { readonly [N in FaultName]?: LimitName } = {
  tooManyAclEntries: 'networkAclEntries',
  tooManyBackupPolicies: 'backupPoliciesPerAccount',
  tooManyAddressesInVpc: 'addressesPerVpc',
  tooManyEips: 'eipsPerAccount',
  tooManyEntries: 'openListEntries',
  tooManyExpandedRules: 'expandedRulesPerGroup',
  tooManyGroupPeers: 'groupReferencesPerBasicGroup',
  tooManyGroups: 'groupsPerEni',
  tooManyGroupsInProject: 'groupsPerProject',
  tooManyGroupsInRegion: 'groupsPerRegion',
  tooManyKeyPairs: 'keyPairsPerRegion',
  tooManyLinks: 'linksPerVpc',
  tooManyListUsers: 'groupsPerPrefixList',
  tooManyNetworkAcls: 'networkAclsPerVpc',
  tooManyOpenLists: 'openListsPerRegion',
  tooManyPortLists: 'portListsPerRegion',
  tooManyPrefixLists: 'prefixListsPerRegion',
  tooManyRamPolicies: 'ramPoliciesPerAccount',
  tooManyRoles: 'rolesPerAccount',
  tooManyRules: 'rulesPerEni',
  tooManyRulesInDirection: 'rulesPerDirection',
  tooManyRulesOnEni: 'rulesPerEni',
  tooManySecondaryCidrs: 'secondaryCidrsPerVpc',
  tooManyTags: 'tagsPerResource',
  tooManyUserCidrs: 'userCidrsPerVpc',
  tooManyVSwitches: 'vSwitchesPerVpc',
  rowBeyondLimit: 'rulesPerImport',
  fileTooLong: 'rulesPerImport',
}

/** A fault that may rest on one of several limits carries the one that it met. */
export function limitBehind(fault: Fault): LimitName | undefined {
  const fixed = LIMIT_OF_FAULT[fault.name]
  if (fixed !== undefined) return fixed
  if (fault.name === 'groupFull') return LIMIT_NAMES.find((name) => LIMITS[name].about === fault.limit.about)
  if (fault.name === 'tooManyIpv4' || fault.name === 'tooManyIpv6')
    return fault.attached ? undefined : fault.name === 'tooManyIpv4' ? 'ipv4PerFreeEni' : 'ipv6PerFreeEni'
  return undefined
}
