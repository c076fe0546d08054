// When the log goes into the file: as soon as it is long, by a thread beside the event loop; writers wait for the last bit.

import { closeSync, openSync } from 'node:fs'
import { copyLog, startLogAnew } from './checkpoint.ts'
import type { OfFile } from './checkpointMessages.ts'
import { CheckpointWorker, ThreadLostError } from './checkpointWorker.ts'
import type { Database } from './sqliteConnection.ts'
import { syncToDisk, type WalFile } from './walFile.ts'

export interface CheckpointOptions {
  /** The log is copied when it has so many pages. */
  readonly checkpointPages?: number | undefined
  readonly warn?: ((message: string) => void) | undefined
}

/** 32 MB, read at the next start in a tenth of a second. A fourth of it syncs four times as often, in everybody's way. */
const CHECKPOINT_PAGES = 8192
/** Writers that are quicker than the disk copies wait when the log is so many times longer. */
const LONGEST = 4
/** Looks at the log until it is that long, if each commit were a page: each costs two system calls. */
const LOOKS = 128
const RETRY_MS = 1000

interface Parts extends OfFile {
  /** The writer's connection. */
  readonly database: Database
  readonly wal: WalFile
}

export class Checkpoints {
  readonly #parts: Parts
  readonly #pages: number
  readonly #lookEvery: number
  readonly #warn: (message: string) => void
  /** Undefined: not needed yet. Null: there is none, and the event loop does its work. */
  #worker: CheckpointWorker | null | undefined
  #turns: Promise<unknown> = Promise.resolve()
  #copying: Promise<void> = Promise.resolve()
  #run: Promise<void> | null = null
  #commits = 0
  #failure: string | null = null
  #retry: NodeJS.Timeout | undefined
  /** The database itself. */
  #file: number | null = null

  constructor(parts: Parts, { checkpointPages = CHECKPOINT_PAGES, warn = () => {} }: CheckpointOptions = {}) {
    this.#parts = parts
    this.#pages = checkpointPages
    this.#lookEvery = Math.ceil(checkpointPages / LOOKS)
    this.#warn = warn
  }

  /** Nobody else writes meanwhile. */
  async commit(work: () => Promise<void>): Promise<void> {
    if (this.#run !== null && this.#isTooLong()) await this.#copying
    await this.#turn(work)
    if (++this.#commits % this.#lookEvery === 0) this.#look()
  }

  /** Throws when the log grows since it cannot be copied. */
  check(): void {
    if (this.#failure === null || !this.#isTooLong()) return
    throw new Error(`the log of \`${this.#parts.path}\` cannot be copied into it: ${this.#failure}`)
  }

  async close(): Promise<void> {
    while (this.#run !== null) await this.#run
    clearTimeout(this.#retry)
    await this.#worker?.close()
  }

  /** To be called when no connection is open any more: to close any handle on the file gives up its lock (POSIX). */
  release(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }

  #isTooLong(): boolean {
    return this.#parts.wal.reaches(LONGEST * this.#pages)
  }

  #turn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turns.then(work)
    this.#turns = done.catch(() => {})
    return done
  }

  #look(): void {
    if (this.#run === null && this.#retry === undefined && this.#parts.wal.reaches(this.#pages)) this.#begin()
  }

  #begin(): void {
    this.#run = this.#checkpoint().then(
      () => this.#ended(null),
      (error: Error) => this.#ended(error.message),
    )
  }

  async #checkpoint(): Promise<void> {
    try {
      if (this.#worker !== null) return await this.#inThread()
    } catch (error) {
      if (!(error instanceof ThreadLostError)) throw error
      this.#worker = null
      this.#warn(`no thread for checkpoints of the store: they hold up the event loop: ${error.message}`)
    }
    const { database } = this.#parts
    await this.#turn(async () => {
      const left = copyLog(database)
      if (left === 0) startLogAnew(database)
      this.#mustBeAnew(left)
    })
  }

  async #inThread(): Promise<void> {
    this.#worker ??= new CheckpointWorker(this.#parts)
    const worker = this.#worker
    // The second time what was written during the first: little is left for the step that holds writers up.
    const copied = worker
      .ask('copy')
      .then(() => worker.ask('copy'))
      // SQLite syncs the file in the step that holds writers up; all of 32 MB took them 130 to 180 ms there.
      .then(() => this.#syncFile())
    this.#copying = copied.then(nothing, nothing)
    await copied
    await this.#turn(async () => this.#mustBeAnew(await worker.ask('empty')))
  }

  #syncFile(): Promise<void> {
    this.#file ??= openSync(this.#parts.path, 'r+')
    return syncToDisk(this.#file)
  }

  #mustBeAnew(left: number): void {
    if (left > 0) throw new Error(`${left} pages of it are in use`)
    if (this.#parts.wal.reaches(this.#pages)) throw new Error('it does not start anew')
  }

  #ended(failure: string | null): void {
    const before = this.#failure
    this.#run = null
    this.#failure = failure
    if (failure === null) {
      this.#look()
      return
    }
    if (before === null) this.#warn(`the log of the store cannot be copied into its file: ${failure}`)
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#begin()
    }, RETRY_MS)
    this.#retry.unref()
  }
}

const nothing = (): void => {}
