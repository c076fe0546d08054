// The store's end of the checkpoint thread: started when first asked, one step at a time.

import { Worker } from 'node:worker_threads'
import type { FromThread, OfFile, Step, ToThread } from './checkpointMessages.ts'

/** The thread could not be started, or has ended by itself: it does not come back. */
export class ThreadLostError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'ThreadLostError'
  }
}

/** Nothing but a connection to a database lives there. */
const MEMORY = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 }

export class CheckpointWorker {
  readonly #worker: Worker
  #lost: ThreadLostError | null = null
  #settle: ((answer: FromThread | ThreadLostError) => void) | null = null

  constructor({ path, inode }: OfFile) {
    try {
      this.#worker = new Worker(new URL('./checkpointThread.ts', import.meta.url), {
        workerData: { path, inode } satisfies OfFile,
        resourceLimits: MEMORY,
      })
    } catch (error) {
      throw new ThreadLostError(error)
    }
    this.#worker.on('message', (answer: FromThread) => this.#settle?.(answer))
    this.#worker.on('error', (error) => this.#lose(error))
    this.#worker.on('exit', (code) => this.#lose(`it ended with code ${code}`))
  }

  /** Gives the pages that are left in the log. */
  async ask(step: Step): Promise<number> {
    const answer = await new Promise<FromThread | ThreadLostError>((resolve) => {
      if (this.#lost !== null) return resolve(this.#lost)
      this.#settle = resolve
      this.#worker.ref()
      this.#post(step)
    })
    this.#settle = null
    // An idle thread keeps no process alive.
    this.#worker.unref()
    if (answer instanceof ThreadLostError) throw answer
    if ('failure' in answer) throw new Error(answer.failure)
    return answer.left
  }

  /** Its connection must be closed before the store's own, which takes the log away. */
  async close(): Promise<void> {
    if (this.#lost !== null) return
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve))
    this.#worker.ref()
    this.#post('close')
    await ended
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message)
  }

  #lose(reason: unknown): void {
    this.#lost ??= new ThreadLostError(reason)
    this.#settle?.(this.#lost)
  }
}
