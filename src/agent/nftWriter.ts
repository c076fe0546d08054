// One `nft` kept open inside a router's namespace, or in the machine's own: a transaction costs no new process.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enteringNetwork } from './names.ts'
import { KernelError } from './script.ts'

/** Printed by nft itself after each command; nothing else prints the second line. */
const SENTINEL = 'describe tcp dport'
const SENTINEL_START = 'payload expression, datatype inet_service'
const SENTINEL_END = '16 bits'

/** Whole rulesets take seconds on slow machines, a line never does. */
const FILE_TIMEOUT_MS = 30_000
const LINE_TIMEOUT_MS = 10_000
/** Beyond this nft reads a file faster. */
const LONGEST_LINE = 32_768

/** Nobody knows whether the kernel took it: nft ended, or said nothing for too long. */
export class NoWordError extends KernelError {}

interface Waiting {
  readonly resolve: (answer: string) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

export class NftWriter {
  /** Null: where we are, for which no rights over namespaces are needed. */
  readonly #namespace: string | null
  readonly #directory: string
  readonly #file: string
  #isClosed = false
  #child: ChildProcess | null = null
  #output = ''
  #waiting: Waiting | null = null
  #queue: Promise<unknown> = Promise.resolve()

  constructor(namespace: string | null, directory: string) {
    this.#namespace = namespace
    mkdirSync(directory, { recursive: true })
    this.#directory = directory
    this.#file = `${namespace ?? 'host'}.nft`
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** All of `ruleset` in one transaction, or nothing of it and a `KernelError`. */
  async apply(ruleset: string): Promise<void> {
    // A file read by `include` is one transaction like a line, without its limits and twice as fast.
    const complaint = await this.#inTurn(() => {
      writeFileSync(join(this.#directory, this.#file), ruleset)
      // From its own folder: in the name of a folder nft would read `*`, `?` and `[` as a pattern, and find nothing.
      return this.#ask(`include "./${this.#file}"`, FILE_TIMEOUT_MS)
    })
    if (complaint !== '') throw new KernelError('the kernel refused the ruleset', complaint)
  }

  /** The same for commands that stand on one line; a short line needs no file. */
  async applyLine(line: string): Promise<void> {
    if (line.length > LONGEST_LINE) return this.apply(`${line}\n`)
    const complaint = await this.#inTurn(() => this.#ask(line))
    if (complaint !== '') throw new KernelError('the kernel refused the ruleset', complaint)
  }

  /** What nft prints for a command that only reads. */
  async read(command: string): Promise<string> {
    const answer = await this.#inTurn(() => this.#ask(command))
    if (/^Error: /m.test(answer)) throw new KernelError(`\`nft ${command}\` failed`, answer)
    return answer
  }

  /** For ever: who still waits learns that there is no word. */
  close(): void {
    this.#isClosed = true
    this.#child?.kill('SIGKILL')
    this.#fail('closed')
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    this.#queue = turn.catch(() => {})
    return turn
  }

  #ask(command: string, patienceMs: number = LINE_TIMEOUT_MS): Promise<string> {
    if (this.#isClosed) return Promise.reject(this.#noWord('closed'))
    const child = this.#child ?? this.#start()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL')
        this.#fail(`no answer within ${patienceMs / 1000} s`)
      }, patienceMs)
      this.#waiting = { resolve, reject, timer }
      child.stdin?.write(`${command}\n${SENTINEL}\n`)
    })
  }

  #start(): ChildProcess {
    // `-s`: listings without counters, so that they change only when the ruleset does.
    // Errors in the same stream as answers, so that the sentinel stands behind both.
    const nft = ['sh', '-c', 'exec nft -s -i 2>&1'] as const
    const [command = '', ...args] = [...enteringNetwork(this.#namespace), ...nft]
    const child = spawn(command, args, { cwd: this.#directory, stdio: ['pipe', 'pipe', 'ignore'] })
    this.#child = child
    this.#output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (this.#child === child) this.#read(text)
    })
    child.stdin.on('error', () => {})
    child.on('error', (error) => this.#ended(child, error.message))
    child.on('close', (code, signal) => this.#ended(child, `nft ended with ${code ?? signal}`))
    return child
  }

  #read(text: string): void {
    this.#output += text
    const start = this.#output.lastIndexOf(SENTINEL_START)
    if (start < 0 || !this.#output.includes(SENTINEL_END, start)) return
    const answer = this.#output.slice(0, start).trim()
    this.#output = ''
    const waiting = this.#take()
    waiting?.resolve(answer)
  }

  #ended(child: ChildProcess, why: string): void {
    if (this.#child === child) this.#fail(why)
  }

  /** The next call starts a new nft. */
  #fail(why: string): void {
    this.#child = null
    this.#take()?.reject(this.#noWord(why))
  }

  #noWord(why: string): NoWordError {
    return new NoWordError(`nft in \`${this.#namespace ?? 'host'}\` is gone`, why)
  }

  #take(): Waiting | null {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting !== null) clearTimeout(waiting.timer)
    return waiting
  }
}
