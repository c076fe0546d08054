// One member more or less in a group that 100 interfaces name: bytes to the agent, operations in the kernel and time, by group size.
import { spawnSync } from 'node:child_process'
import { NetlinkCarrier } from '../src/agent/netlinkCarrier.ts'
import { NftWriter } from '../src/agent/nftWriter.ts'
import type { NamedSet } from '../src/core/compile/nftables/ast.ts'
import { TABLE } from '../src/core/compile/nftables/names.ts'
import { batchOf } from '../src/core/compile/nftables/netlink/batch.ts'
import type { Eni } from '../src/core/model/network.ts'
import { BoundHost, inNamespaceOfItsOwn } from './boundHost.ts'
import { watchGenerations } from './generations.ts'
import { namespaceNamed } from './leftovers.ts'
import { must, worldOf } from './manyEnis.ts'
import { median, ms, percentile } from './statistics.ts'
import { mustGo } from './teardown.ts'

const SHAPE = { enis: 100, policies: 1, rulesPerPolicy: 1000 }
const SIZES = [60, 6000] as const
const CHANGES = 100
const PAUSE_MS = 30

interface Figures {
  readonly bytes: number
  readonly operations: number
  readonly kernelMs: readonly number[]
  /** Until all of it is in force: sessions of a member that left are judged again in a second transaction. */
  readonly wholeMs: readonly number[]
  /** Of these, members that left. */
  readonly leftMs: readonly number[]
  /** One element of a small set in the same moments, by a kept `nft` beside these tables and by netlink alone. */
  readonly bareMs: readonly number[]
  readonly netlinkMs: readonly number[]
}

export async function run(): Promise<void> {
  if (await inNamespaceOfItsOwn('member')) return
  console.log(
    `\none member more or less in a group named on ${SHAPE.enis} interfaces with ${SHAPE.rulesPerPolicy} rules each`,
  )
  const all: Figures[] = []
  for (const members of SIZES) {
    const figures = await measure(members)
    all.push(figures)
    const { bytes, operations, kernelMs, wholeMs, leftMs, bareMs, netlinkMs } = figures
    console.log(
      `  group of ${String(members).padStart(4)}: ${bytes} bytes to the agent, ${operations} element operation(s) beside the plan's mark; commit → kernel p50 ${ms(median(kernelMs))}, p99 ${ms(percentile(kernelMs, 0.99))}; one element by a bare nft p50 ${ms(median(bareMs))}, ratio ${(median(kernelMs) / median(bareMs)).toFixed(1)}; by netlink alone ${ms(median(netlinkMs))}, ratio ${(median(kernelMs) / median(netlinkMs)).toFixed(1)}`,
    )
    console.log(`    least tenth of them within ${ms(percentile(kernelMs, 0.1))}`)
    console.log(
      `    until sessions are judged again as well: p50 ${ms(median(wholeMs))}, p99 ${ms(percentile(wholeMs, 0.99))}; members that leave p50 ${ms(median(leftMs))}`,
    )
  }
  const [few, many] = all as [Figures, Figures]
  console.log(
    `  ratio ${SIZES[1]} / ${SIZES[0]}: bytes ${(many.bytes / few.bytes).toFixed(2)}, time ${(median(many.kernelMs) / median(few.kernelMs)).toFixed(2)}; p50 ≤ 3 ms`,
  )
}

async function measure(members: number): Promise<Figures> {
  const world = worldOf({ ...SHAPE, members })
  for (let at = 0; at < SHAPE.enis; at++) world.remove('instance', `i-${at}`)
  const host = await BoundHost.open(
    world,
    Array.from({ length: SHAPE.enis }, (_, at) => `eni-i-${at}`),
  )
  try {
    await host.boot()
    const bare = new NftWriter(null, host.dataDir)
    await bare.applyLine('add table inet bare; add set inet bare s { type ipv4_addr; }')
    const netlink = await bareNetlink(host.dataDir)
    const kernel = await watchGenerations()
    const member: Eni = must(world.tables.get('eni', `eni-m${members - 1}`))
    const [bytes, operations, kernelMs, wholeMs, leftMs, bareMs, netlinkMs]: number[][] = [
      ...[[], [], [], []],
      ...[[], [], []],
    ]
    for (let change = 0; change < CHANGES; change++) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      const begin = performance.now()
      await bare.applyLine(`${change % 2 === 0 ? 'add' : 'delete'} element inet bare s { 10.0.0.1 }`)
      bareMs?.push(performance.now() - begin)
      netlinkMs?.push(await netlink.change(change % 2 === 0))
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      const [sent, others] = [host.received, kernel.take()]
      if (others > 0) throw new Error('something else changed')
      const inForce = kernel.next()
      const { revision } = await host.server.store.transact((state) =>
        change % 2 === 0 ? state.remove('eni', member.id) : state.put('eni', member),
      )
      const committed = performance.now()
      const { at, elements } = await inForce
      kernelMs?.push(at - committed)
      operations?.push(elements)
      await host.server.enforced(revision)
      bytes?.push(host.received - sent)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      const whole = kernel.lastAt() - committed
      wholeMs?.push(whole)
      if (change % 2 === 0) leftMs?.push(whole)
    }
    await kernel.close()
    bare.close()
    await netlink.close()
    return {
      bytes: median(bytes ?? []),
      operations: median(operations ?? []),
      kernelMs: kernelMs ?? [],
      wholeMs: wholeMs ?? [],
      leftMs: leftMs ?? [],
      bareMs: bareMs ?? [],
      netlinkMs: netlinkMs ?? [],
    }
  } finally {
    await host.close()
  }
}

/** What the way from Node to the kernel costs by itself: in a network with nothing else in it. */
async function bareNetlink(directory: string) {
  const name = namespaceNamed('netlink')
  const carrier = new NetlinkCarrier(name)
  const close = mustGo(() => {
    carrier.close()
    spawnSync('ip', ['netns', 'del', name])
  })
  spawnSync('ip', ['netns', 'add', name])
  const nft = new NftWriter(name, directory)
  await nft.applyLine(`add table inet ${TABLE}; add set inet ${TABLE} s { type ipv4_addr; }`)
  nft.close()
  while (!carrier.ready()) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  const set: NamedSet = { name: 's', key: ['ipv4_addr'], elements: [] }
  return {
    async change(isAdded: boolean): Promise<number> {
      const begin = performance.now()
      const what = isAdded ? 'addElements' : 'deleteElements'
      await carrier.give(
        must(batchOf([{ do: what, family: 'inet', set, elements: [{ key: [1n] }] }]) ?? undefined),
      )
      return performance.now() - begin
    },
    close,
  }
}
