// A real server for the tests of this folder: the command a user types, on a port and a data folder of its own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hand } from '../kernel/hand.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', MAIN]

export interface Credentials {
  readonly endpoint: string
  readonly caFile: string
  readonly api: { readonly token: string }
  /** The password stands there until it is taken out. */
  readonly console: { readonly user: string; readonly password?: string }
  readonly aliyun: {
    readonly accountId: string
    readonly accessKeyId: string
    readonly accessKeySecret: string
  }
  readonly tencent: {
    readonly appId: string
    readonly uin: string
    readonly secretId: string
    readonly secretKey: string
  }
}

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export class TestServer {
  readonly dataDir: string
  credentials!: Credentials
  output = ''
  #child: ChildProcess | undefined
  readonly #hands: Hand[] = []

  readonly #folder: string

  /** `folder` is removed as a whole by `remove`; data lies in a folder of its own below it. */
  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    this.dataDir = mkdtempSync(join(folder, 'data-'))
  }

  async start(environment: Record<string, string> = {}): Promise<void> {
    const port = this.credentials === undefined ? '0' : new URL(this.credentials.endpoint).port
    const env = {
      ...process.env,
      MENSHEN_LISTEN: `127.0.0.1:${port}`,
      MENSHEN_DATA: this.dataDir,
      LANG: 'C',
      ...environment,
    }
    const child = spawn(process.execPath, [...NODE_FLAGS, 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    this.output = ''
    await new Promise<void>((resolve, reject) => {
      const take = (chunk: Buffer) => {
        this.output += chunk.toString()
        if (/\bready\b/.test(this.output)) resolve()
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
      child.once('exit', (code) => reject(new Error(`server ended with ${code}:\n${this.output}`)))
    })
    this.credentials = JSON.parse(readFileSync(join(this.dataDir, 'credentials.json'), 'utf8')) as Credentials
  }

  get endpoint(): string {
    return this.credentials.endpoint
  }

  get mode(): string {
    return /enforcement\s+(.*)/.exec(this.output)?.[1] ?? ''
  }

  /** SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name)
  }

  /** Milliseconds until the process has ended. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return 0
    const started = performance.now()
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(signal)
    await ended
    return performance.now() - started
  }

  /** Waits until /healthz answers 200: the agent enforces. */
  async healthy(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const response = await fetch(`${this.credentials.endpoint}/healthz`).catch(() => undefined)
      if (response?.status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(
      `not healthy:\n${this.output}\n${readFileSync(join(this.dataDir, 'agent.log'), 'utf8').slice(-4000)}`,
    )
  }

  /** Runs `menshen …` in a folder and waits for it. */
  command(args: readonly string[], cwd?: string): CommandResult {
    const env = { ...process.env, MENSHEN_DATA: this.dataDir, LANG: 'C' }
    const done = spawnSync(process.execPath, [...NODE_FLAGS, ...args], {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      encoding: 'utf8',
      timeout: 30_000,
    })
    return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr }
  }

  /** A prober inside an instance, or outside with `--ip ADDRESS`. */
  hand(...where: readonly string[]): Hand {
    const enter = [process.execPath, ...NODE_FLAGS, 'exec', ...where, '--'] as const
    const hand = new Hand(enter, { ...process.env, MENSHEN_DATA: this.dataDir, LANG: 'C' })
    this.#hands.push(hand)
    return hand
  }

  /** Asks the own API, as the first Alibaba account unless another is named; throws unless it answers well. */
  async api(
    method: string,
    path: string,
    body?: object,
    { account }: { readonly account?: string } = {},
  ): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.credentials.endpoint}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.credentials.api.token}`,
        'content-type': 'application/json',
        ...(account === undefined ? {} : { 'x-menshen-account': account }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }

  async remove(): Promise<void> {
    for (const hand of this.#hands) hand.end()
    await this.stop()
    this.command(['down'])
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
