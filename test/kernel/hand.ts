// Hands inside an instance or on an outside host: one long-lived process there that opens and answers connections.

import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Command } from './agentProber.ts'

const PROBER = fileURLToPath(new URL('./agentProber.ts', import.meta.url))
const NODE = [process.execPath, '--disable-warning=ExperimentalWarning']
/** Long enough for any answer here, short enough for many that never come. */
const PATIENCE_MS = 400

/** Speaks to one prober (agentProber.ts). */
export class Hand {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: string) => void>()
  #last = 0

  /** `enter` runs a command in the right place, its input and output being ours. */
  constructor(
    [command, ...args]: readonly [string, ...string[]],
    environment: NodeJS.ProcessEnv = process.env,
  ) {
    this.#child = spawn(command, [...args, ...NODE, PROBER], {
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: this.#child.stdout as NonNullable<ChildProcess['stdout']> })
    lines.on('line', (line) => {
      const { id, answer } = JSON.parse(line) as { readonly id: number; readonly answer: string }
      this.#waiting.get(id)?.(answer)
      this.#waiting.delete(id)
    })
    this.#child.stdin?.on('error', () => {})
  }

  static inNamespace(namespace: string): Hand {
    return new Hand(['ip', 'netns', 'exec', namespace])
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  listen(port: number): Promise<string> {
    return this.#ask({ do: 'listen', port })
  }

  /** The client's address as the server saw it, or `blocked`. */
  tcp(host: string, port: number, timeout = PATIENCE_MS): Promise<string> {
    return this.#ask({ do: 'tcp', host, port, timeout })
  }

  /** The same from one of several addresses. */
  tcpFrom(from: string, host: string, port: number, timeout = PATIENCE_MS): Promise<string> {
    return this.#ask({ do: 'tcp', host, port, timeout, from })
  }

  udp(host: string, port: number, timeout = PATIENCE_MS): Promise<string> {
    return this.#ask({ do: 'udp', host, port, timeout })
  }

  ping(host: string, timeout = PATIENCE_MS): Promise<string> {
    return this.#ask({ do: 'ping', host, timeout })
  }

  open(session: string, host: string, port: number, from?: string): Promise<string> {
    return this.#ask({ do: 'open', session, host, port, ...(from === undefined ? {} : { from }) })
  }

  exchange(session: string, timeout = PATIENCE_MS): Promise<string> {
    return this.#ask({ do: 'exchange', session, timeout })
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }

  #ask(command: Command): Promise<string> {
    const id = ++this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#child.stdin?.write(`${JSON.stringify({ id, command })}\n`)
    })
  }
}
