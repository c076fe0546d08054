// Deltas in a kernel: after each the listing is that of the ruleset loaded afresh, and no packet meets half a change.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleaning as cleaningOf } from '../../src/core/compile/nftables/cleaning.ts'
import { loadedAs, namesLoaded } from '../../src/core/compile/nftables/delta.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import { drift, readback } from '../../src/core/compile/nftables/readback.ts'
import { renderTable } from '../../src/core/compile/nftables/render.ts'
import { renderSteps, renderStepsLine } from '../../src/core/compile/nftables/renderDelta.ts'
import type { Step } from '../../src/core/compile/nftables/steps.ts'
import { takenOver } from '../../src/core/compile/nftables/takeover.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { routerInput } from '../compile/routers.ts'
import { transition } from '../compile/transactions.ts'
import { mutatedWorlds } from '../random/mutations.ts'
import { sampleWorlds } from '../random/world.ts'
import { describeUnless } from '../skipReason.ts'
import { addNamespace, inside, newPrefix, removeNamespaces } from './labKernel.ts'
import { ordered } from './listings.ts'
import { reasonNotToRun } from './machine.ts'

const WORLDS = 24
const CHANGES = 5
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))

const vpcOf = (world: ResourceReader): VpcId => [...world.list('vpc')][0]?.id as VpcId

describeUnless(reasonNotToRun(), `deltas in the kernel, MENSHEN_SEED=${SEED}`, () => {
  const prefix = newPrefix()
  const [changed, fresh] = [`${prefix}c`, `${prefix}f`]
  beforeAll(() => {
    addNamespace(changed)
    addNamespace(fresh)
  })
  afterAll(() => removeNamespaces(prefix))

  const load = (namespace: string, text: string): string => inside(namespace, 'nft', ['-f', '-'], text)
  const listing = (namespace: string): string => inside(namespace, 'nft', ['-n', '-j', 'list', 'ruleset'])

  const drawn = fc
    .sample(mutatedWorlds(0, CHANGES), { seed: SEED, numRuns: WORLDS })
    .map(({ states }) => states)
  // Worlds that have nothing in common: whole maps are built anew, all kinds of things go at once.
  const unlike = sampleWorlds(SEED, 24, 0).map(({ world }) => world)
  let pairs = 0
  const walks = [...drawn, unlike.slice(0, 12), unlike.slice(12)]
  test.each(walks.map((each, index) => [index, each] as const))(
    'world %i: change by change',
    (_, [first, ...others]) => {
      if (first === undefined) throw new Error('no world')
      const memory = new PlanMemory()
      let loaded = loadedAs(planRouter(routerInput(first, vpcOf(first)), memory))
      load(changed, renderTable(loaded.plan))
      for (const [index, world] of others.entries()) {
        const input = routerInput(world, vpcOf(world), loaded.plan.epoch)
        const same = planRouter(input, memory)
        const to = narrows(loaded.plan, same)
          ? planRouter({ ...input, epoch: input.epoch + 1 }, memory)
          : same
        const { delta, cleaning, loaded: clean } = transition(loaded, to)
        // Both ways that the agent has: a line for nft -i, a file.
        const textOf = (steps: readonly Step[]): string =>
          index % 2 === 0 ? `${renderStepsLine(steps)}\n` : renderSteps(steps)
        const text = delta.transactions.map(textOf).join('\n')
        for (const steps of delta.transactions) load(changed, textOf(steps))
        expect(drift(namesLoaded(delta.loaded), readback(listing(changed))), text).toEqual([])
        // Whoever did the change knows what is left behind; another process finds out.
        const isOther = index % 3 === 0 && cleaning !== null
        const taken = isOther ? takenOver(to, listing(changed)) : delta.loaded
        if (taken === null) throw new Error('not taken over')
        const away = isOther ? cleaningOf(taken) : cleaning
        for (const steps of away?.transactions ?? []) load(changed, textOf(steps))
        loaded = away?.loaded ?? clean
        const found = listing(changed)
        expect(drift(namesLoaded(loaded), readback(found)), text).toEqual([])
        load(fresh, renderTable(to))
        expect(ordered(found), text).toEqual(ordered(listing(fresh)))
        pairs++
      }
    },
  )

  test('traps of nft: a range of one is written as a range, a value changes by delete and add, intervals in that order', () => {
    const map = (flags: string, type: string, elements: string): string =>
      `add map inet traps m { type ${type}; ${flags} elements = { ${elements} }; }`
    const table = 'table inet traps; delete table inet traps; add table inet traps; add chain inet traps c'
    const nft = (first: string, ...lines: readonly string[]): string => {
      load(fresh, `${table}; ${first}`)
      try {
        return load(fresh, lines.join('; '))
      } catch (error) {
        return (error as Error).message
      }
    }
    const rows = map(
      'flags interval;',
      'mark . inet_proto . inet_service : verdict',
      '1 . 6-6 . 80-80 : goto c',
    )
    const broad = rows.replace('80-80', '70-90')
    const cidrs = map('flags interval;', 'ipv4_addr : mark', '10.0.0.0/24 : 1')
    const hosts = map('', 'ipv4_addr : mark', '10.0.0.1 : 1')
    expect(nft(rows, 'delete element inet traps m { 1 . 6-6 . 80-80 }')).toBe('')
    // Disjoint rows never meet this one: what lies within a row that is there is refused.
    expect(nft(broad, 'add element inet traps m { 1 . 6-6 . 80-80 : goto c }')).toContain('File exists')
    expect(nft(hosts, 'add element inet traps m { 10.0.0.1 : 2 }')).toContain('File exists')
    expect(
      nft(hosts, 'delete element inet traps m { 10.0.0.1 }', 'add element inet traps m { 10.0.0.1 : 2 }'),
    ).toBe('')
    expect(nft(cidrs, 'delete element inet traps m { 10.0.0.0/25 }')).not.toBe('')
    expect(
      nft(
        cidrs,
        'delete element inet traps m { 10.0.0.0/24 }',
        'add element inet traps m { 10.0.0.0/25 : 1 }',
      ),
    ).toBe('')
  })

  test('that were enough of them', () => {
    expect(pairs).toBeGreaterThanOrEqual(60)
  })
})
