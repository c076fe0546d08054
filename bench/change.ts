// From a change of the state to the kernel: one rule, one member, everything; deltas beside the whole table each time.
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
import { measureManyRules } from './manyRules.ts'
import { median, ms, percentile } from './statistics.ts'
import { mustGo } from './teardown.ts'

const CHANGES = 100
const WHOLE_ROUNDS = 5
const PAUSE_MS = 20
const VPC = asId<VpcId>('vpc-a')

export async function run(): Promise<void> {
  await measure({ enis: 100, policies: 1, rulesPerPolicy: 1000, members: 6000 })
  await measure({ enis: 1000, policies: 20, rulesPerPolicy: 200, members: 6000 })
  await measureManyRules()
}

async function measure(shape: Shape): Promise<void> {
  const bench = await Bench.open(shape)
  try {
    console.log(
      `\n${shape.enis} ENIs, ${shape.rulesPerPolicy} rules on each, ${shape.policies} sets of groups, a group of ${shape.members}`,
    )
    const whole = await bench.times(WHOLE_ROUNDS, () => bench.wholeTable())
    const full = await bench.times(1, () => bench.apply([]))
    report('all of it, once (state → kernel)', full, whole)
    console.log(
      `  process ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB, the state and both ways in it`,
    )
    report('one rule added or removed', await bench.changes(bench.toggleRule()), whole)
    report('one rule with another port', await bench.changes(bench.changeRule()), whole)
    report('one member joins or leaves', await bench.changes(bench.toggleMember()), whole)
  } finally {
    await bench.close()
  }
}

function report(title: string, times: readonly number[], whole: readonly number[]): void {
  const ratio = median(whole) / median(times)
  console.log(
    `  ${title.padEnd(34)} p50 ${ms(median(times)).padStart(9)}   p99 ${ms(percentile(times, 0.99)).padStart(9)}   whole table ${ms(median(whole))}, ${ratio.toFixed(1)} times as long`,
  )
}

class Bench {
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

  static async open(shape: Shape): Promise<Bench> {
    const bench = new Bench(shape)
    // The first program start is nobody's change.
    await bench.#writer.read('list tables')
    return bench
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

  changes(next: (at: number) => Write): Promise<readonly number[]> {
    let at = 0
    return this.times(CHANGES, () => {
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
