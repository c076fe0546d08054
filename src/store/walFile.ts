// Our own handle on SQLite's write-ahead log: syncs it beside the event loop, lets it grow in large steps, knows its length.

import { closeSync, fdatasync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'

/** Settles when what was written to an open file is on the disk. */
export type SyncFile = (file: number) => Promise<void>

export const syncToDisk: SyncFile = promisify(fdatasync)

/** Zeros behind the last frame end the log for SQLite: their salt is wrong. */
const STEP = Buffer.alloc(1024 * 1024)
/** Commits of a few pages between two looks at its size: so many do not fill a step. */
const GROW_EVERY = 32

/** The log's header: magic number, version, page size, number of checkpoints, salt (8 bytes), checksum. */
const HEADER = { length: 32, pageSize: 8, salt: 16 } as const
/** A frame is a page behind a header of its own: page number, size of the database, salt, checksum. */
const FRAME = { header: 24, salt: 8 } as const
const SALT_LENGTH = 8

export class WalFile {
  readonly #path: string
  readonly #syncFile: SyncFile
  readonly #header = Buffer.alloc(HEADER.length)
  readonly #salt = Buffer.alloc(SALT_LENGTH)
  /** It stays the same file until the database is closed. */
  #file: number | null = null
  #size = 0
  #syncs = 0

  constructor(database: string, syncFile: SyncFile = syncToDisk) {
    this.#path = `${database}-wal`
    this.#syncFile = syncFile
  }

  /** To be called after each commit. */
  sync(): Promise<void> {
    this.#file ??= openSync(this.#path, 'r+')
    if (this.#syncs++ % GROW_EVERY === 0) this.#grow(this.#file)
    return this.#syncFile(this.#file)
  }

  /** Whether the log has so many pages: only frames written since it was last started anew have its salt. */
  reaches(pages: number): boolean {
    if (this.#file === null) return false
    readSync(this.#file, this.#header, 0, HEADER.length, 0)
    const frame = FRAME.header + this.#header.readUInt32BE(HEADER.pageSize)
    const place = HEADER.length + (pages - 1) * frame + FRAME.salt
    const read = readSync(this.#file, this.#salt, 0, SALT_LENGTH, place)
    return (
      read === SALT_LENGTH && this.#salt.equals(this.#header.subarray(HEADER.salt, HEADER.salt + SALT_LENGTH))
    )
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
  }

  /** A sync of a file that has just grown writes the file system's journal too, which costs half as much again. */
  #grow(file: number): void {
    const { size } = fstatSync(file)
    // Also when SQLite has cut it off.
    if (size !== this.#size) this.#size = size + writeSync(file, STEP, 0, STEP.length, size)
  }
}
