// Points in time as Alibaba writes and reads them: UTC, without milliseconds.

/** `2018-12-12T07:28:38Z`. */
export function formatTime(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const known = FORMATTED.get(seconds)
  if (known !== undefined) return known
  const text = `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
  if (FORMATTED.size === REMEMBERED) FORMATTED.clear()
  FORMATTED.set(seconds, text)
  return text
}

/** Pages show the same moments again and again, and a request's time is most often that of the one before. */
const FORMATTED = new Map<number, string>()
const REMEMBERED = 1024

/** `2018-12-12T07:28Z`, as instances give their creation time. */
export const formatMinute = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 16)}Z`

/** Undefined for everything but a real moment in the form of `formatTime`. */
export function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined
  const milliseconds = Date.parse(text)
  // Date.parse takes 2024-02-31 for March 2nd: only what prints the same is a date.
  if (Number.isNaN(milliseconds) || formatTime(milliseconds) !== text) return undefined
  return milliseconds
}

/** Undefined for everything but a real moment in the form of `formatMinute`; seconds are taken as well. */
export const parseMinute = (text: string): number | undefined =>
  parseTime(text.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)Z$/, '$1:00Z'))
