// Which limit stands behind a fault, so that a refusal can say where to raise it.

import type { FaultName } from '../faults.ts'
import type { LimitName } from '../limits.ts'

const LIMIT_OF_FAULT: { readonly [N in FaultName]?: LimitName } = {
  tooManyAclEntries: 'networkAclEntries',
  tooManyEips: 'eipsPerAccount',
  tooManyGroupPeers: 'groupReferencesPerBasicGroup',
  tooManyGroups: 'groupsPerEni',
  tooManyGroupsInRegion: 'groupsPerRegion',
  tooManyListUsers: 'groupsPerPrefixList',
  tooManyNetworkAcls: 'networkAclsPerVpc',
  tooManyPortLists: 'portListsPerRegion',
  tooManyPrefixLists: 'prefixListsPerRegion',
  tooManyRules: 'rulesPerEni',
  tooManyRulesOnEni: 'rulesPerEni',
  tooManySecondaryCidrs: 'secondaryCidrsPerVpc',
  tooManyTags: 'tagsPerResource',
  tooManyUserCidrs: 'userCidrsPerVpc',
  tooManyVSwitches: 'vSwitchesPerVpc',
  rowBeyondLimit: 'rulesPerImport',
  fileTooLong: 'rulesPerImport',
}

export const limitBehind = (fault: FaultName): LimitName | undefined => LIMIT_OF_FAULT[fault]
