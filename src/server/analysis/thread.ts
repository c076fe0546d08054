// The server's end of one analysis thread: started when first asked, fed every change, ended when it takes too long.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { BESIDE_POLICY } from '../../core/model/besidePolicy.ts'
import { FaultError } from '../../core/model/faults.ts'
import { KINDS, type Kind, type Write } from '../../core/model/resources.ts'
import type { Store } from '../../store/store.ts'
import { QuestionError } from '../api/questionError.ts'
import type { FromThread, Refused, ToThread } from './messages.ts'
import type { AnswerOf, InputOf, QuestionName } from './questions/index.ts'

export interface AskOptions {
  /** Milliseconds from when the thread takes it up; then the answer is "undecided". */
  readonly budget: number
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (done: number, of: number) => void
}

export type Answered<T> =
  /** `revision`: of the state that was looked at. */
  | { readonly kind: 'answered'; readonly revision: number; readonly value: T }
  | { readonly kind: 'undecided'; readonly reason: 'time' | 'memory' | 'cancelled' | 'closed' }

interface Waiting {
  readonly name: string
  readonly input: unknown
  readonly options: AskOptions
  readonly resolve: (answered: Answered<unknown>) => void
  readonly reject: (error: Error) => void
}

interface Running extends Waiting {
  readonly id: number
  timer: NodeJS.Timeout | undefined
}

/** Secrets stay out, and what no question is about. */
const UNSENT: ReadonlySet<Kind> = new Set(BESIDE_POLICY)
/** Small enough that other calls do not wait for a piece to be copied. */
const PIECE = 250
/** How long the thread may go on behind its budget before it is ended from outside. */
const GRACE = 500
const MEMORY_MB = 4096

export class AnalysisThread {
  readonly #store: Store
  readonly #nice: number
  readonly #queue: Waiting[] = []
  #running: Running | null = null
  #worker: Worker | null = null
  #ready: Promise<void> | null = null
  #following = new AbortController()
  #sent = 0
  #onSent: (() => void) | null = null
  #lastId = 0
  #closed = false

  /** `nice`: as the system takes it for a process; whoever answers calls goes before a thread that works for minutes. */
  constructor(store: Store, nice = 0) {
    this.#store = store
    this.#nice = nice
  }

  /** Whatever was committed before this call is seen by the answer. */
  ask<N extends QuestionName>(
    name: N,
    input: InputOf<N>,
    options: AskOptions,
  ): Promise<Answered<AnswerOf<N>>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return resolve({ kind: 'undecided', reason: 'closed' })
      if (options.signal?.aborted) return resolve({ kind: 'undecided', reason: 'cancelled' })
      const waiting = { name, input, options, resolve: resolve as Waiting['resolve'], reject }
      options.signal?.addEventListener('abort', () => this.#cancel(waiting), { once: true })
      this.#queue.push(waiting)
      void this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { resolve } of this.#queue.splice(0)) resolve({ kind: 'undecided', reason: 'closed' })
    this.#end({ kind: 'undecided', reason: 'closed' })
  }

  async #next(): Promise<void> {
    if (this.#running !== null) return
    const waiting = this.#queue.shift()
    if (waiting === undefined) return
    const running: Running = { ...waiting, id: ++this.#lastId, timer: undefined }
    this.#running = running
    try {
      await this.#inStep()
      if (this.#running !== running) return
      const { name, input, options } = running
      this.#post({ kind: 'question', id: running.id, name, input, budget: options.budget })
    } catch (error) {
      this.#settle(running, () => running.reject(error as Error))
    }
  }

  /** Started, and sent all that the store holds now. */
  async #inStep(): Promise<void> {
    this.#ready ??= this.#start()
    try {
      await this.#ready
    } catch (error) {
      this.#ready = null
      throw error
    }
    const { revision } = this.#store
    while (this.#sent < revision && this.#worker !== null) {
      await new Promise<void>((resolve) => {
        this.#onSent = resolve
      })
    }
  }

  async #start(): Promise<void> {
    const worker = new Worker(new URL('./threadMain.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      workerData: { nice: this.#nice },
    })
    worker.unref()
    this.#worker = worker
    worker.on('message', (message: FromThread) => this.#take(message))
    worker.on('error', (error: Error & { code?: string }) => {
      if (this.#worker !== worker) return
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.#end(isMemory ? { kind: 'undecided', reason: 'memory' } : error)
    })
    const following = new AbortController()
    this.#following = following
    const { revision } = this.#store
    this.#sent = revision
    // Resources never change in place: what is listed now can be sent piece by piece.
    const writes = KINDS.filter((kind) => !UNSENT.has(kind)).flatMap((kind) =>
      [...this.#store.list(kind)].map((body) => ({ kind, id: body.id, body }) as Write),
    )
    for (let first = 0; first < writes.length; first += PIECE) {
      this.#post({ kind: 'snapshot', writes: writes.slice(first, first + PIECE) })
      await nextTurn()
      if (this.#worker !== worker) return
    }
    this.#post({ kind: 'state', revision, writes: [] })
    void this.#follow(worker, revision, following.signal)
  }

  async #follow(worker: Worker, from: number, signal: AbortSignal): Promise<void> {
    try {
      for await (const { revision, writes } of this.#store.watch(from, signal)) {
        if (this.#worker !== worker) return
        this.#post({ kind: 'state', revision, writes: writes.filter(({ kind }) => !UNSENT.has(kind)) })
        this.#sent = revision
        this.#onSent?.()
      }
    } catch (error) {
      // It fell so far behind that changes are forgotten: the next question starts anew.
      if (this.#worker === worker) this.#end(error as Error)
    }
  }

  #post(message: ToThread): void {
    this.#worker?.postMessage(message)
  }

  #take(message: FromThread): void {
    const running = this.#running
    if (running === null || running.id !== message.id) return
    switch (message.kind) {
      case 'begun':
        running.timer = setTimeout(
          () => this.#end({ kind: 'undecided', reason: 'time' }),
          running.options.budget + GRACE,
        )
        return
      case 'progress':
        running.options.onProgress?.(message.done, message.of)
        return
      case 'answer': {
        const { revision, value } = message
        this.#settle(running, () => running.resolve({ kind: 'answered', revision, value }))
        return
      }
      case 'refused':
        this.#settle(running, () => running.reject(errorOf(message.why)))
    }
  }

  #settle(running: Running, tell: () => void): void {
    clearTimeout(running.timer)
    if (this.#running === running) this.#running = null
    tell()
    void this.#next()
  }

  #cancel(waiting: Waiting): void {
    const place = this.#queue.indexOf(waiting)
    if (place !== -1) {
      this.#queue.splice(place, 1)
      waiting.resolve({ kind: 'undecided', reason: 'cancelled' })
    } else if (this.#running?.resolve === waiting.resolve) {
      this.#end({ kind: 'undecided', reason: 'cancelled' })
    }
  }

  /** A computation cannot be interrupted: its thread goes, and the next question starts another one. */
  #end(outcome: Answered<never> | Error): void {
    const [running, worker] = [this.#running, this.#worker]
    this.#following.abort()
    this.#worker = null
    this.#ready = null
    this.#running = null
    this.#onSent?.()
    void worker?.terminate()
    if (running === null) return
    clearTimeout(running.timer)
    if (outcome instanceof Error) running.reject(outcome)
    else running.resolve(outcome)
    void this.#next()
  }
}

function errorOf(why: Refused): Error {
  switch (why.kind) {
    case 'fault':
      return new FaultError(why.fault)
    case 'question':
      return new QuestionError(why.key, why.values)
    case 'error': {
      const error = new Error(why.message)
      if (why.stack !== undefined) error.stack = why.stack
      return error
    }
  }
}
