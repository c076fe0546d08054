// A converger on this machine's kernel with a world behind it, and hands inside its instances.

import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Converger } from '../../src/agent/converge.ts'
import type { ConvergeOptions } from '../../src/agent/convergeOptions.ts'
import { tearDown } from '../../src/agent/localCloud.ts'
import { type Names, namesOf } from '../../src/agent/names.ts'
import { ROOT_KERNEL } from '../../src/agent/script.ts'
import type { Log, Status } from '../../src/agent/status.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import { HOST, World } from './agentWorld.ts'
import { Hand } from './hand.ts'

export const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} }

export class Lab {
  readonly dataDir: string
  readonly names: Names
  readonly world = new World()
  readonly warnings: string[] = []
  /** What was reported last: after each pass, not in the middle of one. */
  reported: Status | null = null
  /** What is asked before tables are loaded anew. */
  beforeReload: ConvergeOptions['beforeReload']
  converger: Converger
  readonly #flowLog: ConvergeOptions['flowLog']
  readonly #hands = new Map<string, Hand>()
  #settled: () => void = () => {}

  constructor(folder: string, name: string, flowLog?: ConvergeOptions['flowLog']) {
    this.#flowLog = flowLog
    this.dataDir = join(folder, name)
    mkdirSync(join(this.dataDir, 'local'), { recursive: true })
    this.names = namesOf(this.dataDir)
    this.converger = this.#converge()
    this.world.changed = (revision, writes) => this.converger.changed(revision, writes)
  }

  /** Runs `change` and waits until the kernel enforces it; gives the milliseconds that took. */
  async settle(change: () => void): Promise<number> {
    const start = performance.now()
    const settled = new Promise<void>((resolve) => {
      this.#settled = resolve
    })
    change()
    await settled
    return performance.now() - start
  }

  start(): Promise<number> {
    return this.settle(() => this.converger.restarted(this.world.revision))
  }

  /** As after a restart of the agent: a new one that knows nothing. */
  async restart(): Promise<number> {
    await this.converger.stop()
    this.converger = this.#converge()
    return this.start()
  }

  /** A process inside an instance or, for an address, on an outside host. */
  in(namespace: string): Hand {
    const known = this.#hands.get(namespace)
    if (known?.isAlive) return known
    const hand = Hand.inNamespace(this.names.prefix + namespace)
    this.#hands.set(namespace, hand)
    return hand
  }

  run(namespace: string, ...command: readonly string[]): string {
    const all = ['netns', 'exec', this.names.prefix + namespace, ...command]
    const { stdout, stderr } = spawnSync('ip', all, { encoding: 'utf8' })
    return stdout + stderr
  }

  nft(vpc: string, ...words: readonly string[]): string {
    return this.run(this.names.router(vpc as VpcId).slice(this.names.prefix.length), 'nft', ...words)
  }

  async end(): Promise<void> {
    for (const hand of this.#hands.values()) hand.end()
    await this.converger.stop()
    await tearDown({ dataDir: this.dataDir })
  }

  #converge(): Converger {
    return new Converger({
      state: () => this.world.tables,
      hostId: HOST,
      dataDir: this.dataDir,
      kernel: ROOT_KERNEL,
      flowLog: this.#flowLog,
      monotonic: () => performance.now(),
      log: { ...SILENT, warn: (fields) => void this.warnings.push(JSON.stringify(fields)) },
      beforeReload: async (counting) => this.beforeReload?.(counting),
      onStatus: (status) => {
        this.reported = status
        if (status.failure === null && status.enforcedRevision >= this.world.revision) this.#settled()
      },
    })
  }
}
