// Our own handle on SQLite's write-ahead log: syncs it beside the event loop, and lets it grow in large steps.

import { closeSync, fdatasync, fstatSync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'

/** Settles when what was written to an open file is on the disk. */
export type SyncFile = (file: number) => Promise<void>

/** Zeros behind the last frame end the log for SQLite: their salt is wrong. */
const STEP = Buffer.alloc(1024 * 1024)

export class WalFile {
  readonly #path: string
  readonly #syncFile: SyncFile
  /** It stays the same file until the database is closed. */
  #file: number | null = null
  #size = 0

  constructor(database: string, syncFile: SyncFile = promisify(fdatasync)) {
    this.#path = `${database}-wal`
    this.#syncFile = syncFile
  }

  /** To be called after each commit. */
  sync(): Promise<void> {
    this.#file ??= openSync(this.#path, 'r+')
    this.#grow(this.#file)
    return this.#syncFile(this.#file)
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
  }

  /** A sync of a file that has just grown writes the file system's journal too, which costs half as much again. */
  #grow(file: number): void {
    const { size } = fstatSync(file)
    if (size > this.#size) this.#size = size + writeSync(file, STEP, 0, STEP.length, size)
  }
}
