// English words for what each limit counts: its own; and why we chose a number where no document has one.

import { LIMIT_NAMES, LIMITS, type LimitName } from '../../core/model/limits.ts'
import { CHOSEN, type Chosen } from './chosen.ts'

export const en = Object.fromEntries([
  ...LIMIT_NAMES.map((name) => [`limit.${name}`, LIMITS[name].about]),
  ...CHOSEN.map((name) => [`limitSource.${name}`, LIMITS[name].source]),
]) as Readonly<Record<`limit.${LimitName}` | `limitSource.${Chosen}`, string>>
