// Goes after what the kernel says about foreign edits of our tables, one place at a time and never without a pause.

import type { RouterPolicy } from './routerPolicy.ts'

/** The gate in the machine's own network, beside the VPCs. */
export const GATE = 'bound interfaces'

type Watched = Pick<RouterPolicy, 'isGone' | 'drift'>

export class ForeignHands {
  readonly #watched: (name: string) => Watched | undefined
  readonly #monotonic: () => number
  readonly #found: (name: string, differences: readonly string[]) => void
  /** Places that are being looked at, and whether something came up meanwhile. */
  readonly #looking = new Map<string, boolean>()

  /** `found`: something there is not as we left it. */
  constructor(
    watched: (name: string) => Watched | undefined,
    monotonic: () => number,
    found: (name: string, differences: readonly string[]) => void,
  ) {
    this.#watched = watched
    this.#monotonic = monotonic
    this.#found = found
  }

  hear(name: string): void {
    const isLooking = this.#looking.has(name)
    this.#looking.set(name, isLooking)
    if (!isLooking) void this.#goAfter(name)
  }

  async #goAfter(name: string): Promise<void> {
    do {
      this.#looking.set(name, false)
      const start = this.#monotonic()
      const differences = await this.#differences(name)
      if (differences.length > 0)
        this.#found(
          name,
          differences.map((each) => `${name}: ${each}`),
        )
      // Somebody who edits without end gets half of our time at most.
      const took = this.#monotonic() - start
      if (this.#looking.get(name)) await new Promise((resolve) => setTimeout(resolve, took))
    } while (this.#looking.get(name))
    this.#looking.delete(name)
  }

  /** What cannot be looked at now, the regular look will find. */
  async #differences(name: string): Promise<readonly string[]> {
    const policy = this.#watched(name)
    if (policy === undefined) return []
    try {
      return (await policy.isGone()) ? ['our tables are gone'] : await policy.drift()
    } catch {
      return []
    }
  }
}
