// What each account's rules let through and dropped in the last 24 hours, in steps of five minutes.

import type { HitRow } from '../../feed/hits.ts'

export const STEP_MS = 5 * 60_000
export const STEPS = 288

export interface Verdict {
  readonly accountId: string
  readonly action: 'accept' | 'drop'
}

/** Oldest first; the last step is the one that has begun. */
export interface Day {
  /** When the first step began; milliseconds since 1970. */
  readonly from: number
  readonly accepted: readonly number[]
  readonly dropped: readonly number[]
}

type Counts = [accepted: number, dropped: number]
/** Account → its steps: at most as many as a day has. */
export type KeptDay = Readonly<Record<string, readonly (readonly [step: number, ...Counts])[]>>

export class HitDay {
  readonly #accounts: Map<string, Map<number, Counts>>

  constructor(kept: KeptDay = {}) {
    this.#accounts = new Map(
      Object.entries(kept).map(([account, steps]) => [
        account,
        new Map(steps.map(([step, accepted, dropped]): [number, Counts] => [step, [accepted, dropped]])),
      ]),
    )
  }

  /** Counted when the host saw it: what comes late, after an absence, does not count as now. */
  count(
    { accountId, action }: Verdict,
    { lastHit }: Pick<HitRow, 'lastHit'>,
    hits: number,
    now: number,
  ): void {
    const step = stepOf(Math.min(lastHit, now))
    if (step <= stepOf(now) - STEPS) return
    const steps = this.#accounts.get(accountId) ?? new Map<number, Counts>()
    this.#accounts.set(accountId, steps)
    const counts = steps.get(step) ?? [0, 0]
    counts[action === 'accept' ? 0 : 1] += hits
    steps.set(step, counts)
  }

  of(accountId: string, now: number): Day {
    const steps = this.#accounts.get(accountId)
    const first = stepOf(now) - STEPS + 1
    const at = (which: 0 | 1) =>
      Array.from({ length: STEPS }, (_, place) => steps?.get(first + place)?.[which] ?? 0)
    return { from: first * STEP_MS, accepted: at(0), dropped: at(1) }
  }

  /** Forgets what is older than a day; asked for every few seconds while something is counted. */
  kept(now: number): KeptDay {
    for (const [accountId, steps] of this.#accounts) {
      forgetBefore(steps, stepOf(now) - STEPS)
      if (steps.size === 0) this.#accounts.delete(accountId)
    }
    return Object.fromEntries(
      [...this.#accounts].map(([account, steps]) => [
        account,
        [...steps].map(([step, counts]) => [step, ...counts] as const),
      ]),
    )
  }
}

const stepOf = (at: number): number => Math.floor(at / STEP_MS)

function forgetBefore(steps: Map<number, Counts>, last: number): void {
  for (const step of steps.keys()) if (step <= last) steps.delete(step)
}
