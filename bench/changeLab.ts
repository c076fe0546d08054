// A state of many interfaces in one process, from which changes go to a router's kernel.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { Epochs } from '../src/agent/epochs.ts'
import { type HostLayout, layoutOf } from '../src/agent/layout.ts'
import { namesOf } from '../src/agent/names.ts'
import { NftWriter } from '../src/agent/nftWriter.ts'
import { RouterInputs } from '../src/agent/routerInput.ts'
import { RouterPolicy } from '../src/agent/routerPolicy.ts'
import { ROOT_KERNEL } from '../src/agent/script.ts'
import { planRouter } from '../src/core/compile/nftables/plan.ts'
import { renderTable } from '../src/core/compile/nftables/render.ts'
import { asId, type VpcId } from '../src/core/model/ids.ts'
import type { Write } from '../src/core/model/resources.ts'
import { LiveResolver } from '../src/core/policy/liveResolver.ts'
import { createResolver } from '../src/core/policy/resolve.ts'
import { HOST, type World } from '../test/kernel/agentWorld.ts'
import { namespaceNamed, newFolder } from './leftovers.ts'
import { must, type Shape, worldOf } from './manyEnis.ts'
import { mustGo } from './teardown.ts'

const CHANGES = 100
const PAUSE_MS = 20
const VPC = asId<VpcId>('vpc-a')

/** The world, what the agent makes of it, and a router's namespace that it keeps. */
export class ChangeLab {
  readonly #world: World
  readonly #shape: Shape
  readonly #directory = newFolder()
  readonly #namespace = namespaceNamed('change')
  readonly #resolver: LiveResolver
  readonly #inputs = new RouterInputs()
  readonly #layout: HostLayout
  readonly #policy: RouterPolicy
  readonly #writer: NftWriter
  readonly close: () => Promise<void>

  private constructor(shape: Shape) {
    this.#shape = shape
    this.#world = worldOf(shape)
    this.#layout = layoutOf(this.#world.tables, HOST, namesOf(this.#directory))
    this.#resolver = new LiveResolver(() => this.#world.tables)
    this.#resolver.restart()
    this.close = mustGo(() => this.#close())
    spawnSync('ip', ['netns', 'add', this.#namespace])
    const epochs = new Epochs(this.#directory)
    this.#policy = new RouterPolicy({
      ...{ kernel: ROOT_KERNEL, namespace: this.#namespace, dataDir: this.#directory, epochs },
      onForeign: () => {},
    })
    this.#writer = new NftWriter(this.#namespace, this.#directory)
  }

  static async open(shape: Shape): Promise<ChangeLab> {
    const lab = new ChangeLab(shape)
    // The first program start is nobody's change.
    await lab.#writer.read('list tables')
    return lab
  }

  /** As before there were deltas: everything resolved, planned, printed and loaded. */
  async wholeTable(): Promise<void> {
    const resolver = createResolver(this.#world.tables)
    const input = new RouterInputs().of(this.#world.tables, resolver, this.#layout, VPC)
    await this.#writer.apply(renderTable(planRouter({ ...input, epoch: 1 })))
  }

  async apply(writes: readonly Write[]): Promise<void> {
    this.#resolver.take(writes)
    await this.#policy.apply(this.#inputs.of(this.#world.tables, this.#resolver, this.#layout, VPC))
  }

  async times(rounds: number, work: () => Promise<void>): Promise<readonly number[]> {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
      // The kernel is still clearing up behind the last change, and the next one would wait for that.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    return times
  }

  changes(next: (at: number) => Write, count = CHANGES): Promise<readonly number[]> {
    let at = 0
    return this.times(count, () => {
      const write = next(at++)
      this.#world.tables.write(write)
      return this.apply([write])
    })
  }

  toggleRule(): (at: number) => Write {
    const rule = must(this.#world.tables.get('rule', 'sgr-7'))
    return (at) => ({ kind: 'rule', id: rule.id, body: at % 2 === 0 ? null : rule })
  }

  changeRule(): (at: number) => Write {
    const rule = must(this.#world.tables.get('rule', 'sgr-9'))
    return (at) => {
      const port = 30_000 + at
      return {
        kind: 'rule',
        id: rule.id,
        body: { ...rule, ports: { kind: 'ranges', ranges: [{ first: port, last: port }] } },
      }
    }
  }

  toggleMember(): (at: number) => Write {
    const eni = must(this.#world.tables.get('eni', `eni-m${this.#shape.members - 1}`))
    return (at) => ({ kind: 'eni', id: eni.id, body: at % 2 === 0 ? null : eni })
  }

  #close(): void {
    this.#policy.close()
    this.#writer.close()
    spawnSync('ip', ['netns', 'del', this.#namespace])
    rmSync(this.#directory, { recursive: true, force: true })
  }
}
