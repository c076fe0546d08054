// Small changes said to the kernel itself: they leave what nft leaves, all or nothing, and whoever gets no word knows that.

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { NetlinkCarrier } from '../../src/agent/netlinkCarrier.ts'
import { NoWordError } from '../../src/agent/nftWriter.ts'
import { dumpOf } from '../../src/agent/rulesetDump.ts'
import { KernelError } from '../../src/agent/script.ts'
import type { Element, KeyType, NamedSet, Part } from '../../src/core/compile/nftables/ast.ts'
import { loadedAs } from '../../src/core/compile/nftables/delta.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { type Batch, batchOf } from '../../src/core/compile/nftables/netlink/batch.ts'
import { judged } from '../../src/core/compile/nftables/netlink/foundDrift.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import { renderTable } from '../../src/core/compile/nftables/render.ts'
import { renderStepsLine } from '../../src/core/compile/nftables/renderDelta.ts'
import type { Step } from '../../src/core/compile/nftables/steps.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { routerInput } from '../compile/routers.ts'
import { transition } from '../compile/transactions.ts'
import { mutatedWorlds } from '../random/mutations.ts'
import { describeUnless } from '../skipReason.ts'
import { addNamespace, inside, newPrefix, removeNamespaces } from './labKernel.ts'
import { ordered } from './listings.ts'
import { reasonNotToRun } from './machine.ts'

const WORLDS = 20
const CHANGES = 6
const ROUNDS = 60
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))

type ElementStep = 'addElements' | 'deleteElements'
const elementStep = (what: ElementStep, set: NamedSet, elements: readonly Element[]): Step => ({
  ...{ do: what, family: 'inet', set, elements },
})

const vpcOf = (world: ResourceReader): VpcId => [...world.list('vpc')][0]?.id as VpcId

describeUnless(reasonNotToRun(), `netlink in the kernel, MENSHEN_SEED=${SEED}`, () => {
  const prefix = newPrefix()
  const [spoken, printed] = [`${prefix}s`, `${prefix}p`]
  let carrier: NetlinkCarrier
  beforeAll(() => {
    addNamespace(spoken)
    addNamespace(printed)
    carrier = new NetlinkCarrier(spoken)
  })
  beforeEach(() => vi.waitUntil(() => carrier.ready(), { timeout: 20_000 }))
  afterAll(() => {
    carrier.close()
    removeNamespaces(prefix)
  })

  const load = (namespace: string, text: string): string => inside(namespace, 'nft', ['-f', '-'], text)
  const listing = (namespace: string): string => inside(namespace, 'nft', ['-n', '-j', 'list', 'ruleset'])
  const loadBoth = (text: string): void => {
    for (const namespace of [spoken, printed]) load(namespace, text)
  }
  const isSame = (what: string): void =>
    expect(ordered(listing(spoken)), what).toEqual(ordered(listing(printed)))
  let direct = 0
  /** By netlink there and by nft here; false where that is left to nft. */
  const both = async (steps: readonly Step[]): Promise<boolean> => {
    const line = renderStepsLine(steps)
    const batch = batchOf(steps)
    load(printed, `${line}\n`)
    if (batch === null) load(spoken, `${line}\n`)
    else {
      direct++
      await carrier.give(batch)
    }
    return batch !== null
  }

  const worlds = fc
    .sample(mutatedWorlds(0, CHANGES), { seed: SEED, numRuns: WORLDS })
    .map(({ states }, index) => [index, states] as const)
  test.each(worlds)('world %i: change by change', async (_, [first, ...others]) => {
    if (first === undefined) throw new Error('no world')
    const memory = new PlanMemory()
    let loaded = loadedAs(planRouter(routerInput(first, vpcOf(first)), memory))
    loadBoth(`flush ruleset\n${renderTable(loaded.plan)}`)
    for (const world of others) {
      const input = routerInput(world, vpcOf(world), loaded.plan.epoch)
      const same = planRouter(input, memory)
      const to = narrows(loaded.plan, same) ? planRouter({ ...input, epoch: input.epoch + 1 }, memory) : same
      const { delta, cleaning, loaded: clean } = transition(loaded, to)
      for (const steps of [...delta.transactions, ...(cleaning?.transactions ?? [])]) {
        await both(steps)
        isSame(renderStepsLine(steps))
      }
      loaded = clean
    }
  })
  test('that were enough of them', () => {
    expect(direct).toBeGreaterThan(40)
  })

  test.each(SETS)('elements of `$name` come and go', async (set) => {
    const kind = set.value === undefined ? 'set' : 'map'
    const more = `${set.interval ? 'flags interval; ' : ''}${set.counter ? 'counter; ' : ''}`
    const type = `${set.key.join(' . ')}${set.value === undefined ? '' : ` : ${set.value}`}`
    loadBoth(`flush ruleset
      add table inet menshen
      add chain inet menshen do_accept
      add ${kind} inet menshen ${set.name} { type ${type}; ${more} }
    `)
    const draws = fc.sample(fc.tuple(fc.nat(ALL - 1), fc.nat(2)), { seed: SEED, numRuns: ROUNDS })
    const there = new Set<number>()
    const elements = (list: readonly number[]): readonly Element[] => list.map((at) => elementOf(set, at))
    let spokenOf = 0
    let rounds = 0
    for (const [from, others] of draws) {
      const some = [from, (from + 1) % ALL, (from + 3) % ALL].slice(0, 1 + others)
      const gone = some.filter((at) => there.has(at))
      const come = some.filter((at) => !there.has(at))
      const steps: readonly Step[] = [
        ...(gone.length === 0 ? [] : [elementStep('deleteElements', set, elements(gone))]),
        ...(come.length === 0 ? [] : [elementStep('addElements', set, elements(come))]),
      ]
      if (await both(steps)) spokenOf++
      for (const at of gone) there.delete(at)
      for (const at of come) there.add(at)
      const table = { family: 'inet', name: 'menshen', chains: [] } as const
      const isRead = async (...list: readonly number[]): Promise<boolean> => {
        const plan = { tables: [{ ...table, sets: [{ ...set, elements: elements(list) }] }] }
        const { differences } = judged(plan, await dumpOf(spoken, plan.tables), new Map())
        return differences.every((each) => !each.includes('other elements'))
      }
      if (rounds++ % 6 === 0) {
        expect(await isRead(...there), `${[...there]}`).toBe(true)
        const [one = 0, ...others] = there
        const another = Array.from({ length: ALL }, (_, at) => at).find((at) => !there.has(at)) ?? one
        expect(await isRead(another, ...others), `${another} instead of ${one}`).toBe(another === one)
      }
      isSame(`${gone} gone, ${come} come, now ${[...there]}`)
    }
    expect(spokenOf).toBeGreaterThan(ROUNDS / 2)
  })

  const plan: NamedSet = { name: 'plan', key: ['mark'], elements: [] }
  const step = (what: ElementStep, ...marks: readonly number[]): Step =>
    elementStep(
      what,
      plan,
      marks.map((mark) => ({ key: [mark] })),
    )
  const batch = (...steps: readonly Step[]): Batch => {
    const made = batchOf(steps)
    if (made === null) throw new Error('left to nft')
    return made
  }
  const loadPlan = () => load(spoken, 'flush ruleset; table inet menshen { set plan { type mark; }; }\n')
  const marks = (): readonly string[] => listing(spoken).match(/"elem": \[[^\]]*\]/g) ?? []

  test('what the kernel refuses is named, and nothing of it is in force', async () => {
    loadPlan()
    const refused = carrier.give(batch(step('addElements', 1, 2), step('deleteElements', 3)))
    await expect(refused).rejects.toThrow(KernelError)
    await expect(refused).rejects.not.toThrow(NoWordError)
    await expect(refused).rejects.toThrow(
      'the kernel refused the ruleset: ENOENT: no such file or directory: `delete element inet menshen plan { 0x3 }`',
    )
    expect(marks()).toEqual([])
    load(spoken, 'flush ruleset\n')
    await expect(carrier.give(batch(step('addElements', 1)))).rejects.toThrow(
      'ENOENT: no such file or directory: `add element inet menshen plan { 0x1 }`',
    )
  })

  test('many refusals at once are one', async () => {
    loadPlan()
    const all = Array.from({ length: 500 }, (_, at) => at + 1)
    await expect(carrier.give(batch(step('deleteElements', ...all)))).rejects.toThrow('{ 0x1 }')
    await carrier.give(batch(step('addElements', ...all)))
    expect(marks()).toHaveLength(1)
  })

  test('whoever is killed gives no word, and the next one works', async () => {
    loadPlan()
    for (let round = 0; round < 10; round++) {
      const given = carrier.give(batch(step(round % 2 === 0 ? 'addElements' : 'deleteElements', 7)))
      const { pid = 0 } = carrier
      process.kill(pid, 'SIGSTOP')
      process.kill(pid, 'SIGKILL')
      // Whether it was done before that nobody knows.
      await given.catch((error: unknown) => expect(error).toBeInstanceOf(NoWordError))
      await vi.waitUntil(() => carrier.pid !== pid && carrier.ready(), { timeout: 20_000 })
      await carrier.give(batch({ do: 'flushSet', family: 'inet', set: plan }))
      if (round % 2 === 0) await carrier.give(batch(step('addElements', 7)))
      expect(marks()).toHaveLength(round % 2 === 0 ? 1 : 0)
    }
  })

  test('closed: who waits learns that there is no word, and no other comes', async () => {
    loadPlan()
    const other = new NetlinkCarrier(spoken)
    await expect.poll(() => other.ready(), { timeout: 20_000 }).toBe(true)
    process.kill(other.pid ?? 0, 'SIGSTOP')
    const given = other.give(batch(step('addElements', 9)))
    other.close()
    await expect(given).rejects.toThrow(NoWordError)
    expect(other.ready()).toBe(false)
    await expect(other.give(batch(step('addElements', 9)))).rejects.toThrow(NoWordError)
    expect(marks()).toEqual([])
  })

  test('where there is no such network none is ready', async () => {
    const nowhere = new NetlinkCarrier(`${prefix}nowhere`)
    expect(nowhere.ready()).toBe(false)
    await expect.poll(() => nowhere.pid, { timeout: 20_000 }).toBe(undefined)
    // Nor is it asked again at once.
    expect([nowhere.ready(), nowhere.pid]).toEqual([false, undefined])
    nowhere.close()
  })
})

/** So many different elements of each set: neighbours touch each other, none overlap. */
const ALL = 24

const row = ['mark', 'inet_proto', 'inet_service'] as const
const SETS: readonly NamedSet[] = [
  { name: 'cls4', key: ['ipv4_addr'], value: 'mark', elements: [] },
  { name: 'cls6', key: ['ipv6_addr'], value: 'mark', elements: [] },
  { name: 'cidr4', key: ['ipv4_addr'], value: 'mark', interval: true, elements: [] },
  { name: 'cidr6', key: ['ipv6_addr'], value: 'mark', interval: true, elements: [] },
  { name: 'inside4', key: ['ipv4_addr'], interval: true, elements: [] },
  { name: 'bind4', key: ['ifname', 'ether_addr', 'ipv4_addr'], elements: [] },
  { name: 'prefix6', key: ['ifname', 'ether_addr', 'ipv6_addr'], interval: true, elements: [] },
  { name: 'i_a_special_1', key: [...row], value: 'verdict', counter: true, elements: [] },
  { name: 'i_a_special', key: [...row], value: 'verdict', counter: true, interval: true, elements: [] },
  { name: 'i_a_ports', key: ['inet_proto', 'inet_service'], elements: [] },
  { name: 'eip_dnat', key: ['ipv4_addr'], value: 'ipv4_addr', elements: [] },
  { name: 'eg_o', key: ['ifname'], value: 'verdict', elements: [] },
  { name: 'to_sender', key: ['ifname', 'inet_proto'], elements: [] },
]

function elementOf({ key, value, interval, counter }: NamedSet, at: number): Element {
  const target = { do: 'goto', chain: 'do_accept' } as const
  const values = { verdict: at % 3 === 0 ? ({ do: 'drop' } as const) : target, mark: 5 + at, ipv4_addr: 9n }
  const isRange = (index: number): boolean => interval === true && index === key.length - 1
  return {
    key: key.map((type, index) => partOf(type, at, interval === true, isRange(index))),
    ...(value === undefined ? {} : { value: values[value as keyof typeof values] }),
    ...(counter ? { comment: `sgr-${at}` } : {}),
  }
}

function partOf(type: KeyType, at: number, isBox: boolean, isRange: boolean): Part {
  const span = <T extends number | bigint>(first: T, last: T): Part => ({ first, last })
  switch (type) {
    case 'ifname':
      return `tap${at}.0`
    case 'ether_addr':
      return `02:00:00:00:ab:${(at + 16).toString(16)}`
    case 'ipv4_addr': {
      const first = 0x0a000000n + BigInt(at) * 16n
      return isRange ? span(first, first + (at % 3 === 0 ? 0n : 15n)) : first
    }
    case 'ipv6_addr': {
      const first = (0xfd00n << 112n) + (BigInt(at) << 64n)
      return isRange ? span(first, first + (1n << 64n) - 1n) : first
    }
    case 'mark':
      return 0x71432500 + at
    case 'inet_proto':
      return isBox ? span(at % 2 === 0 ? 6 : 0, at % 2 === 0 ? 6 : 255) : at
    case 'inet_service':
      return isBox ? span(at * 10, at * 10 + (at % 4)) : 1000 + at
  }
}
