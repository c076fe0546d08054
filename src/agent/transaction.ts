// One transaction in the words of whoever carries it: netlink where it has words for all of it, nft's line for it and for the disk.

import { type Batch, batchOf } from '../core/compile/nftables/netlink/batch.ts'
import { renderStepsLine } from '../core/compile/nftables/renderDelta.ts'
import type { Step } from '../core/compile/nftables/steps.ts'

export class Transaction {
  readonly #steps: readonly Step[]
  #line: string | null = null
  #batch: Batch | null | undefined

  constructor(steps: readonly Step[]) {
    this.#steps = steps
  }

  get line(): string {
    this.#line ??= renderStepsLine(this.#steps)
    return this.#line
  }

  /** Null: nft has to do it. */
  get batch(): Batch | null {
    if (this.#batch === undefined) this.#batch = batchOf(this.#steps)
    return this.#batch
  }

  /** While somebody else works, so that nothing is left to do when it is this one's turn. */
  prepare(): void {
    void [this.line, this.batch]
  }
}
