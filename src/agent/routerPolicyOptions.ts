// What the ruleset of one router has to be told.

import type { EpochSource } from './epochs.ts'
import type { Counting } from './hits/hitCounter.ts'
import type { Kernel } from './script.ts'

/** Asked before all tables are loaded anew, and their counters with them. */
export type BeforeReload = (counting: Counting) => Promise<void>

export interface RouterPolicyOptions {
  readonly kernel: Kernel
  /** Null: the machine's own. */
  readonly namespace: string | null
  readonly dataDir: string
  readonly epochs: EpochSource
  readonly beforeReload?: BeforeReload | undefined
  /** Somebody else has changed our tables. */
  readonly onForeign: () => void
}
