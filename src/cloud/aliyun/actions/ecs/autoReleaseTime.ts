// The time at which an instance goes by itself, as clients give it.

import { malformedOf, parsed, refuse } from '../../fields.ts'
import { parseTime } from '../../time.ts'

const MINUTE = 60_000
const EARLIEST = 30 * MINUTE

const MALFORMED = {
  status: 400,
  code: 'InvalidAutoReleaseTime.Malformed',
  message:
    'The specified parameter AutoReleaseTime is not valid: expected such as 2026-01-01T12:05:00Z, in 30 minutes at the earliest and in three years at the latest.',
}

export const autoReleaseTime = parsed(
  'When it is released by itself, such as 2026-01-01T12:05:00Z; 30 minutes to three years from now.',
  MALFORMED,
  parseTime,
)

/** Seconds are dropped. Undefined: never. */
export function releaseAt(time: number | undefined, now: number, chargeType: string): number | undefined {
  if (time === undefined) return undefined
  if (chargeType === 'PrePaid') refuse(malformedOf('AutoReleaseTime'))
  const minute = Math.floor(time / MINUTE) * MINUTE
  const latest = new Date(now)
  latest.setUTCFullYear(latest.getUTCFullYear() + 3)
  if (time < now + EARLIEST || time > latest.getTime()) refuse(MALFORMED)
  return minute
}
