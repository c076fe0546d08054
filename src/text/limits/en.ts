// English words for what each limit counts: its own; and why we chose a number where no document has one.

import { LIMIT_NAMES, LIMITS, type LimitName } from '../../core/model/limits.ts'

/** Where the source is no document that could be quoted. */
export const CHOSEN = [
  'backupPoliciesPerAccount',
  'eipsPerAccount',
  'networkAclsPerVpc',
  'portListsPerRegion',
] as const satisfies readonly LimitName[]
type Chosen = (typeof CHOSEN)[number]

export const isChosen = (name: string): name is Chosen => CHOSEN.some((one) => one === name)

export const en = Object.fromEntries([
  ...LIMIT_NAMES.map((name) => [`limit.${name}`, LIMITS[name].about]),
  ...CHOSEN.map((name) => [`limitSource.${name}`, LIMITS[name].source]),
]) as Readonly<Record<`limit.${LimitName}` | `limitSource.${Chosen}`, string>>
