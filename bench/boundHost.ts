// A host of its own: a network namespace in which a feed and a real agent run, and interfaces that are bound to ENIs.
//
// Runs inside that namespace (`inNamespaceOfItsOwn`), so that the agent's rules are nobody else's.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RunningAgent, startAgent } from '../src/agent/agentProcess.ts'
import { AgentServer } from '../test/kernel/agentServer.ts'
import type { World } from '../test/kernel/agentWorld.ts'
import { namespaceNamed, newFolder } from './leftovers.ts'
import { cpuMs } from './statistics.ts'
import { mustGo } from './teardown.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
/** As it is installed; without it, from the sources. */
const BUNDLE = fileURLToPath(new URL('../dist/menshen-agent.js', import.meta.url))
const PATIENCE_MS = 60_000
const INSIDE = 'MENSHEN_BENCH_INSIDE'

/** Runs this bench again inside a new namespace unless it is there already; true when that has been done. */
export async function inNamespaceOfItsOwn(bench: string): Promise<boolean> {
  if (process.env[INSIDE] !== undefined) return false
  if (process.getuid?.() !== 0) {
    console.log('benchmarks of the agent need root: left out')
    return true
  }
  const name = namespaceNamed(bench)
  const remove = mustGo(() => spawnSync('ip', ['netns', 'del', name]))
  spawnSync('ip', ['netns', 'add', name])
  spawnSync('ip', ['-n', name, 'link', 'set', 'lo', 'up'])
  const node = [process.execPath, ...process.execArgv, MAIN, bench]
  const child = spawn('ip', ['netns', 'exec', name, ...node], {
    env: { ...process.env, [INSIDE]: '1' },
    stdio: 'inherit',
  })
  const stop = mustGo(() => child.kill())
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  await stop()
  await remove()
  if (code !== 0) throw new Error(`${bench} ended with ${code}`)
  return true
}

export class BoundHost {
  readonly server: AgentServer
  readonly #folder: string
  #agent: RunningAgent | null = null
  readonly close: () => Promise<void>

  private constructor(server: AgentServer, folder: string) {
    this.server = server
    this.#folder = folder
    this.close = mustGo(() => this.#close())
  }

  /** An interface for each of these ENIs; none of them has to be there to be judged. */
  static async open(world: World, eniIds: readonly string[]): Promise<BoundHost> {
    const folder = newFolder()
    const server = await AgentServer.open(world, folder, 'kernel')
    const host = new BoundHost(server, folder)
    const ports = eniIds.map((eni, at) => ({ interface: `tap${at}`, eni, mac: 'eni' }))
    writeFileSync(join(folder, 'ports.json'), JSON.stringify({ ports, guards: [], machine: null }))
    return host
  }

  get dataDir(): string {
    return this.#folder
  }

  /** Bytes that the agent was sent so far. */
  get received(): number {
    return this.server.sent
  }

  /** From the start of the process until it enforces everything; nothing of ours is in the kernel before. */
  async boot(): Promise<number> {
    await this.stopAgent()
    spawnSync('nft', ['flush', 'ruleset'])
    rmSync(join(this.#folder, 'rulesets'), { recursive: true, force: true })
    const before = this.server.feed.hosts().length
    if (before > 0) this.server.feed.forget('local')
    const start = performance.now()
    this.#agent = await startAgent({
      dataDir: this.#folder,
      server: `http://127.0.0.1:${this.server.port}`,
      hostId: 'local',
      mode: 'kernel',
      ...(existsSync(BUNDLE) ? { entry: BUNDLE } : {}),
    })
    this.#agent.log.resume()
    await this.server.enforced(undefined, PATIENCE_MS)
    return performance.now() - start
  }

  /** Resident memory of the agent in MB, now and at its highest. */
  memory(): { readonly now: number; readonly highest: number } {
    const status = readFileSync(`/proc/${this.#agent?.pid}/status`, 'utf8')
    const mb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
    return { now: mb('VmRSS'), highest: mb('VmHWM') }
  }

  /** Since its start. */
  cpuMs(): number {
    return cpuMs(this.#agent?.pid ?? 0)
  }

  async stopAgent(): Promise<void> {
    this.#agent?.stop()
    await this.#agent?.ended
    this.#agent = null
  }

  async #close(): Promise<void> {
    await this.stopAgent()
    this.server.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
