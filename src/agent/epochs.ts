// Numbers of policy changes on this host, never given twice: sessions carry the one under which they were accepted.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEPT, replaceFile } from '../wholeFile.ts'

/** Noted ahead of use in blocks of this size, so that most changes write no file. */
const BLOCK = 1024

export interface EpochSource {
  /** The kernel holds this one. */
  saw(epoch: number): void
  next(): number
}

export class Epochs implements EpochSource {
  readonly #file: string
  #last: number
  #ceiling: number

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'agent-state.json')
    this.#ceiling = readCeiling(this.#file)
    // The kernel may hold any number up to here; what it does hold is not asked, for it may have been flushed.
    this.#last = this.#ceiling
  }

  saw(epoch: number): void {
    this.#last = Math.max(this.#last, epoch)
  }

  next(): number {
    this.#last++
    if (this.#last > this.#ceiling) {
      this.#ceiling = this.#last + BLOCK
      replaceFile(this.#file, `${JSON.stringify({ epochCeiling: this.#ceiling })}\n`, KEPT)
    }
    return this.#last
  }
}

function readCeiling(file: string): number {
  if (!existsSync(file)) return 0
  const { epochCeiling } = JSON.parse(readFileSync(file, 'utf8')) as { readonly epochCeiling: number }
  return epochCeiling
}
