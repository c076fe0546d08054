// What a router was last known to hold, on its way to the disk: at once where it is a line, soon where it is all of it.

import { nftables } from '../core/compile/nftables/backend.ts'
import { namesLoaded } from '../core/compile/nftables/delta.ts'
import type { Loaded } from '../core/compile/nftables/steps.ts'
import { LastGood, rulesetDirectory } from './lastGood.ts'

/** How long after a change the whole ruleset is written, when it has to be. */
const AFTER_MS = 100
/** And how long after it could not be written. */
const AGAIN_MS = 5000

export class Keeper {
  readonly #kept: LastGood
  /** Written also while a change is under way. */
  #standing: Loaded | null = null
  #timer: NodeJS.Timeout | null = null
  #failure: string | null = null

  constructor(dataDir: string, name: string) {
    this.#kept = new LastGood(rulesetDirectory(dataDir), name, () => this.soon())
  }

  /** Why what is in force cannot be kept for the next start of the host; null when it can. */
  get failure(): string | null {
    return this.#failure
  }

  /** The kernel is known to hold it. */
  holds(loaded: Loaded): void {
    this.#standing = loaded
  }

  /** See `LastGood`. */
  step(line: string): boolean {
    return this.#kept.step(line)
  }

  dropStep(): void {
    this.#orSayWhy(() => this.#kept.dropStep())
  }

  /** The next start of the host tries this one first: it is what was asked for. */
  attempt(ruleset: string): void {
    this.#orSayWhy(() => this.#kept.attempt(ruleset))
  }

  /** Not while changes come one after the other: what is kept in the end holds them all. */
  soon(afterMs = AFTER_MS): void {
    this.#kept.close()
    if (this.#timer === null) this.#timer = setTimeout(() => this.#keep(), afterMs)
  }

  /** What waits is written; nothing is known from here on. */
  close(): void {
    if (this.#timer !== null) this.#keep()
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#kept.close()
    this.#standing = null
  }

  #keep(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const standing = this.#standing
    if (standing === null) return
    this.#orSayWhy(() => this.#kept.whole(nftables.render(namesLoaded(standing))))
    if (this.#failure !== null) this.soon(AGAIN_MS)
  }

  /** A disk that is full must not keep the kernel from being told. */
  #orSayWhy(keep: () => void): void {
    try {
      keep()
      this.#failure = null
    } catch (error) {
      this.#failure = (error as Error).message
    }
  }
}

/** In the words of a failure: enforced, but the next start of the host would bring back something older. */
export function notKept(policies: readonly { readonly keepFailure: string | null }[]): string | null {
  const reason = policies.map(({ keepFailure }) => keepFailure).find((each) => each !== null) ?? null
  return reason === null ? null : `what is in force cannot be kept on disk: ${reason}`
}
