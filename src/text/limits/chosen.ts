// Limits whose number we chose: their source is no document that could be quoted, but a reason, said in each language.

import type { LimitName } from '../../core/model/limits.ts'

export const CHOSEN = [
  'backupPoliciesPerAccount',
  'eipsPerAccount',
  'networkAclsPerVpc',
  'portListsPerRegion',
] as const satisfies readonly LimitName[]
export type Chosen = (typeof CHOSEN)[number]

export const isChosen = (name: string): name is Chosen => CHOSEN.some((one) => one === name)
