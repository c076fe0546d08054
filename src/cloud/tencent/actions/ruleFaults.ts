// What any action that writes rules can end in.

import type { FaultName } from '../../../core/model/faults.ts'

export const ruleFaults = [
  'groupNotFound',
  'groupManaged',
  'ruleRepeated',
  'ruleDuplicate',
  'tooManyRulesInDirection',
  'tooManyGroupPeers',
  'tooManyExpandedRules',
  'tooManyListUsers',
  'peerGroupNotFound',
  'prefixListNotFound',
  'portListNotFound',
] as const satisfies readonly FaultName[]
