// How often the agent looks whether everything is as it left it, and how long it waits for itself.

const INTERVAL_MS = 1000
/** Looking may cost this share of one CPU at most … */
const SHARE = 0.1
/** … unless the machine is busy with other things, which must not keep us from looking. */
const LONGEST_MS = 1500

/** Milliseconds from the end of a look that took so long to the beginning of the next. */
export const pauseAfter = (tookMs: number, intervalMs: number = INTERVAL_MS): number =>
  Math.max(intervalMs, Math.min(tookMs / SHARE, Math.max(LONGEST_MS, tookMs)))

/** Settles with `work`, or when patience is at an end. */
export const patiently = (work: Promise<void>, ms: number): Promise<void> =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())])

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5000

/** Milliseconds until what failed so many times is tried again. */
export const retryAfter = (failures: number): number =>
  Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))
