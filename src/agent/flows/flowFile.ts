// Flows as JSON lines on this host: the file is put aside when it is full, and the oldest one goes.

import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs'
import type { Flow } from '../../feed/client.ts'

const FULL_BYTES = 16 * 1024 * 1024
/** Beside the one that is written. */
const KEPT = 3

export class FlowFile {
  readonly #file: string
  readonly #fullBytes: number

  constructor(file: string, fullBytes: number = FULL_BYTES) {
    this.#file = file
    this.#fullBytes = fullBytes
  }

  append(flows: readonly Flow[]): void {
    if (existsSync(this.#file) && statSync(this.#file).size >= this.#fullBytes) this.#turn()
    appendFileSync(this.#file, flows.map((flow) => `${JSON.stringify(flow)}\n`).join(''), { mode: 0o600 })
  }

  #turn(): void {
    for (let number = KEPT - 1; number >= 1; number--) {
      if (existsSync(`${this.#file}.${number}`))
        renameSync(`${this.#file}.${number}`, `${this.#file}.${number + 1}`)
    }
    renameSync(this.#file, `${this.#file}.1`)
  }
}
