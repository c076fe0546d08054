// Numbers of policy changes where only half of a connection's mark is ours: they come round, and old marks go before.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EPOCH_MASK, LAST_EPOCH } from '../core/compile/nftables/epochChains.ts'
import { KEPT, replaceFile } from '../wholeFile.ts'
import type { EpochSource } from './epochs.ts'
import { type Kernel, runScript } from './script.ts'

/** Noted ahead of use, so that most changes write no file, and none waits for one unless there was no time before. */
const BLOCK = 32

interface Noted {
  /** Changes ever counted on this machine, at most. */
  readonly ceiling: number
  /** The half round in which all marks were last cleared; -1 = never. */
  readonly cleared: number
}

/**
 * A session that slept through a whole round would carry the number of a policy that never saw it. So each half of the
 * numbers begins with all marks cleared: nobody can have a number of the other half once that one is used again.
 */
export class SharedEpochs implements EpochSource {
  readonly #file: string
  /** So many numbers belong to half a round. */
  readonly #half: number
  #count: number
  #noted: Noted

  constructor(dataDir: string, last: number = LAST_EPOCH) {
    this.#half = Math.floor(last / 2)
    this.#file = join(dataDir, 'gate-epochs.json')
    this.#noted = existsSync(this.#file)
      ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Noted)
      : { ceiling: 0, cleared: -1 }
    this.#count = this.#noted.ceiling
  }

  saw(epoch: number): void {
    // Only after the note was lost: the kernel then knows better.
    this.#count = Math.max(this.#count, epoch)
  }

  /** From 1 up to `last`, again and again; 0 is "never accepted". */
  next(): number {
    const half = this.#halfOf(this.#count + 1)
    if (half > this.#noted.cleared + 1 && this.#noted.cleared >= 0) {
      throw new Error('old session marks could not be cleared: no more changes until they are')
    }
    this.#count++
    if (this.#count > this.#noted.ceiling) this.#note({ ...this.#noted, ceiling: this.#count + BLOCK })
    return ((this.#count - 1) % (2 * this.#half)) + 1
  }

  /** Call after a change was applied: what the next ones need is prepared. */
  async afterChange(kernel: Kernel): Promise<void> {
    this.#noteAhead()
    await this.#clearWhenDue(kernel)
  }

  #noteAhead(): void {
    const before = this.#noted
    if (before.ceiling - this.#count > BLOCK / 2) return
    try {
      this.#note({ ...before, ceiling: this.#count + BLOCK })
    } catch {
      // This change is in force; one that cannot do without the note says so.
      this.#noted = before
    }
  }

  /** Sessions that lose their mark are judged once more, and that is all. */
  async #clearWhenDue(kernel: Kernel): Promise<void> {
    const half = this.#halfOf(this.#count)
    if (this.#count === 0 || this.#noted.cleared === half) return
    await runScript(kernel, 'cannot clear marks of sessions', EVERYBODY.flatMap(clearing))
    this.#note({ ...this.#noted, cleared: half })
  }

  #halfOf(count: number): number {
    return Math.floor((count - 1) / this.#half)
  }

  #note(noted: Noted): void {
    this.#noted = noted
    replaceFile(this.#file, `${JSON.stringify(noted)}\n`, KEPT)
  }
}

/** An update without any condition is refused. */
const EVERYBODY = ['-f ipv4 -s 0.0.0.0/0', '-f ipv6 -s ::/0']

/** To find none is a failure to conntrack, but not to us. */
const clearing = (whose: string): readonly string[] => [
  `found=$(conntrack -U ${whose} -m 0/${EPOCH_MASK} 2>&1 >/dev/null) ||`,
  `case $found in *' 0 flow entries'*) ;; *) echo "$found" >&2; exit 1 ;; esac`,
]
