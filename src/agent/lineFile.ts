// JSON lines on this machine: the file is put aside when it is full, and the oldest one goes.

import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs'

const FULL_BYTES = 16 * 1024 * 1024
/** Beside the one that is written. */
const KEPT = 3

export class LineFile {
  readonly file: string
  readonly #fullBytes: number

  constructor(file: string, fullBytes: number = FULL_BYTES) {
    this.file = file
    this.#fullBytes = fullBytes
  }

  append(lines: readonly object[]): void {
    if (existsSync(this.file) && statSync(this.file).size >= this.#fullBytes) this.#turn()
    appendFileSync(this.file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 })
  }

  #turn(): void {
    for (let number = KEPT - 1; number >= 1; number--) {
      if (existsSync(`${this.file}.${number}`))
        renameSync(`${this.file}.${number}`, `${this.file}.${number + 1}`)
    }
    renameSync(this.file, `${this.file}.1`)
  }
}
