// Where long work is, on one line of stderr: on a terminal only, and only when it takes longer than a second.

import type { CommandContext } from './context.ts'

const QUIET_MS = 1000
const EVERY_MS = 100
const CLEAR = '\r\u001b[K'

export class Progress {
  readonly #stderr: CommandContext['stderr'] & { readonly isTTY?: boolean }
  readonly #now: () => number
  readonly #started: number
  #shownAt: number | null = null

  constructor({ stderr }: Pick<CommandContext, 'stderr'>, now: () => number = () => performance.now()) {
    this.#stderr = stderr
    this.#now = now
    this.#started = now()
  }

  /** `text` is made only when it is shown. */
  show(text: () => string): void {
    if (this.#stderr.isTTY !== true) return
    const now = this.#now()
    if (now - (this.#shownAt ?? this.#started) < (this.#shownAt === null ? QUIET_MS : EVERY_MS)) return
    this.#shownAt = now
    this.#stderr.write(`${CLEAR}${text()}`)
  }

  /** Before anything else is printed. */
  end(): void {
    if (this.#shownAt !== null) this.#stderr.write(CLEAR)
    this.#shownAt = null
  }
}
