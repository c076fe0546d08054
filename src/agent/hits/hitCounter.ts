// Reads the kernel's counters again and again, at the price of a small share of one CPU, and keeps the sums.

import type { RulesetPlan } from '../../core/compile/nftables/ast.ts'
import type { HitRow } from '../../feed/client.ts'
import type { Kernel } from '../script.ts'
import { type Ledger, OWN_NETWORK } from './ledger.ts'
import { readCounters } from './readCounters.ts'

/** One router whose rules count. */
export interface Counting {
  /** Null: the machine's own network. */
  readonly namespace: string | null
  readonly defaults: RulesetPlan['defaults']
}

export interface HitCounterOptions {
  readonly kernel: Kernel
  readonly ledger: Ledger
  readonly routers: () => readonly Counting[]
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly monotonic: () => number
  readonly onGrown: (rows: readonly HitRow[]) => void
  readonly onFailure: (reason: string) => void
  readonly intervalMs?: number
}

const INTERVAL_MS = 2000
/** Reading may cost this share of one CPU at most. */
const SHARE = 0.03

export class HitCounter {
  readonly #options: HitCounterOptions
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(options: HitCounterOptions) {
    this.#options = options
    this.#plan(this.#interval)
  }

  /** Reads all of them now. */
  read(): Promise<void> {
    return this.#inTurn(() => this.#read(this.#options.routers()))
  }

  /** Reads one router, before its tables are loaded anew and their counters with them. */
  async beforeReload(router: Counting): Promise<void> {
    await this.#inTurn(() => this.#read([router]))
  }

  /** Reads everything once more, so that what was counted until now is kept. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.read()
  }

  get #interval(): number {
    return this.#options.intervalMs ?? INTERVAL_MS
  }

  #plan(ms: number): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.#tick(), ms)
    this.#timer.unref()
  }

  async #tick(): Promise<void> {
    const start = this.#options.monotonic()
    await this.read()
    this.#plan(Math.max(this.#interval, (this.#options.monotonic() - start) / SHARE))
  }

  /** Never two at a time: an older reading would look like counters that were set back. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn.catch((error: Error) => this.#options.onFailure(error.message))
  }

  async #read(routers: readonly Counting[]): Promise<void> {
    const { kernel, ledger, now, onGrown } = this.#options
    const grown: HitRow[] = []
    ledger.forgetGone()
    for (const { namespace, defaults } of routers) {
      grown.push(
        ...ledger.take(namespace ?? OWN_NETWORK, await readCounters(kernel, namespace, defaults), now()),
      )
    }
    if (grown.length === 0) return
    ledger.save()
    onGrown(grown)
  }
}
