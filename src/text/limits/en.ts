// English words for what each limit counts: its own.

import { LIMIT_NAMES, LIMITS, type LimitName } from '../../core/model/limits.ts'

export const en = Object.fromEntries(
  LIMIT_NAMES.map((name) => [`limit.${name}`, LIMITS[name].about]),
) as Readonly<Record<`limit.${LimitName}`, string>>
