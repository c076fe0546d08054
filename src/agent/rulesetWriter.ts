// Everything that changes the rules of one network, one after the other: small changes by netlink itself, all else by nft.

import { NetlinkCarrier } from './netlinkCarrier.ts'
import { NftWriter } from './nftWriter.ts'
import type { Transaction } from './transaction.ts'

export class RulesetWriter {
  readonly #nft: NftWriter
  readonly #carrier: NetlinkCarrier
  #queue: Promise<void> = Promise.resolve()
  /** Whose turn it is or will be. */
  #turns = 0

  constructor(namespace: string | null, directory: string) {
    this.#nft = new NftWriter(namespace, directory)
    this.#carrier = new NetlinkCarrier(namespace)
    // There by the time of the first small change.
    this.#carrier.ready()
  }

  /** Whether a process is one of ours. */
  owns(pid: number): boolean {
    return pid === this.#nft.pid || pid === this.#carrier.pid
  }

  /** All of `ruleset` in one transaction, or nothing of it and a `KernelError`. */
  apply(ruleset: string): Promise<void> {
    // So that it is there again for the next small change, where it was lost by the last one.
    this.#carrier.ready()
    return this.#inTurn(() => this.#nft.apply(ruleset))
  }

  /** The same for steps. Where nobody is waited for, it is on its way to the kernel when this returns. */
  give(transaction: Transaction): Promise<void> {
    return this.#inTurn(() => {
      const { batch } = transaction
      return batch !== null && this.#carrier.ready()
        ? this.#carrier.give(batch)
        : this.#nft.applyLine(transaction.line)
    })
  }

  /** What nft prints for a command that only reads. */
  read(command: string): Promise<string> {
    return this.#inTurn(() => this.#nft.read(command))
  }

  /** For ever: who still waits learns that there is no word. */
  close(): void {
    this.#nft.close()
    this.#carrier.close()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turns === 0 ? work() : this.#queue.then(work)
    const end = (): void => {
      this.#turns--
    }
    this.#turns++
    this.#queue = turn.then(end, end)
    return turn
  }
}
