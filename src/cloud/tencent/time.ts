// Points in time as Tencent writes them: VPC answers in UTC+8 whatever the region, CVM answers in UTC.

const EIGHT_HOURS = 8 * 60 * 60 * 1000

/** `2026-11-21 20:00:00`, as VPC and security groups give it. */
export const formatLocal = (milliseconds: number): string =>
  new Date(milliseconds + EIGHT_HOURS).toISOString().slice(0, 19).replace('T', ' ')

/** `2026-11-21T12:00:00Z`, as CVM gives it. */
export const formatUtc = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

/** Undefined for everything but a real moment in the form of `formatLocal`. */
export function parseLocal(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined
  const milliseconds = Date.parse(`${text.replace(' ', 'T')}Z`) - EIGHT_HOURS
  return Number.isNaN(milliseconds) || formatLocal(milliseconds) !== text ? undefined : milliseconds
}
