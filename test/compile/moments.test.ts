// Packets on their way while a delta comes in between any two of their looks: each fares as the old policy says or as the new one does.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { loadedAs } from '../../src/core/compile/nftables/delta.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'

import type { Loaded } from '../../src/core/compile/nftables/steps.ts'
import { type Packet, parsePacket } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { parseTable } from '../packets/parse.ts'
import { mutatedWorlds } from '../random/mutations.ts'
import { randomWorlds } from '../random/world.ts'
import { routerInput } from './routers.ts'
import { transition } from './transactions.ts'
import { nextPlan, type States, statesBetween, statesInOne, Tally, tryPackets, vpcOf } from './trips.ts'

const BASE = [
  'vpc vpc-1 10.0.0.0/16',
  'group sg-0 inner=drop egress=drop',
  'group sg-1 inner=drop egress=drop',
  'list pl-a 10.0.0.0/28',
  'list pl-b 10.0.0.0/27',
  'rule r8 sg-0 egress accept tcp 8 0.0.0.0/0 at 1',
  'rule r9 sg-1 ingress accept tcp 9 0.0.0.0/0 at 1',
  'eni eni-4 10.0.0.4 sg-0',
  'eni eni-6 10.0.0.6 sg-1',
]

const scenarios: readonly (readonly [title: string, before: readonly string[], after: readonly string[]])[] =
  [
    [
      'the same is said by rules with other classes',
      ['rule r1 sg-0 egress accept tcp 4 pl-a at 1', 'rule r2 sg-1 ingress accept tcp 4 pl-a at 1'],
      ['rule r3 sg-0 egress accept tcp 4 pl-b at 1', 'rule r4 sg-1 ingress accept tcp 4 pl-b at 1'],
    ],
    [
      'one side comes to accept as the other one ceases to',
      ['rule r1 sg-0 egress accept tcp 4 0.0.0.0/0 at 1'],
      ['rule r2 sg-1 ingress accept tcp 4 0.0.0.0/0 at 1'],
    ],
    [
      'a row among ranges becomes one of its own',
      [
        'rule r1 sg-0 egress accept all any 0.0.0.0/0 at 1',
        'rule r2 sg-1 ingress accept tcp 1-60000 pl-a at 1',
      ],
      ['rule r1 sg-0 egress accept all any 0.0.0.0/0 at 1', 'rule r3 sg-1 ingress accept tcp 4 pl-a at 1'],
    ],
    [
      'who drops now drops by another kind of row, and the default accepts',
      ['group sg-1 inner=drop ingress=accept', 'rule r1 sg-0 egress accept all any 0.0.0.0/0 at 1'].concat(
        'rule r2 sg-1 ingress drop tcp 1-60000 0.0.0.0/0 at 1',
      ),
      ['group sg-1 inner=drop ingress=accept', 'rule r1 sg-0 egress accept all any 0.0.0.0/0 at 1'].concat(
        'rule r3 sg-1 ingress drop tcp 4 0.0.0.0/0 at 1',
      ),
    ],
    [
      'a member goes to a group that may send what it may not receive',
      [
        'group sg-2 inner=drop egress=drop',
        'rule r1 sg-0 egress accept tcp 4 0.0.0.0/0 at 1',
        'rule r2 sg-1 ingress accept tcp 4 sg-2 at 1',
        'eni eni-5 10.0.0.5 sg-2',
      ],
      [
        'group sg-2 inner=drop egress=drop',
        'rule r1 sg-0 egress accept tcp 4 0.0.0.0/0 at 1',
        'rule r2 sg-1 ingress accept tcp 4 sg-2 at 1',
        'eni eni-5 10.0.0.5 sg-2',
        'eni eni-4 10.0.0.4 sg-2',
      ],
    ],
    [
      'an address goes to another interface',
      [
        'rule r1 sg-0 egress accept tcp 4 0.0.0.0/0 at 1',
        'rule r2 sg-1 ingress accept tcp 4 sg-2 at 1',
      ].concat('group sg-2 inner=drop egress=drop', 'eni eni-5 10.0.0.5 sg-2'),
      [
        'rule r1 sg-0 egress accept tcp 4 0.0.0.0/0 at 1',
        'rule r2 sg-1 ingress accept tcp 4 sg-2 at 1',
      ].concat('group sg-2 inner=drop egress=drop', 'eni eni-4 10.0.0.5 sg-2', 'eni eni-5 10.0.0.4 sg-0'),
    ],
  ]

const worldOf = (lines: readonly string[]): ResourceTables => {
  // Of two lines about one thing the later one holds.
  const named = new Map([...BASE, ...lines].map((line) => [line.split(' ').slice(0, 2).join(' '), line]))
  const order = ['vpc', 'group', 'list', 'rule', 'eni']
  const sorted = order.flatMap((kind) => [...named.values()].filter((line) => line.startsWith(`${kind} `)))
  return parseTable('moments', `${sorted.join('\n')}\n---\n`).world
}

const PACKETS = ['tcp 10.0.0.4:4 > 10.0.0.6:4', 'tcp 10.0.0.6:4 > 10.0.0.4:4', 'tcp 10.0.0.5:4 > 10.0.0.6:4']

describe('C3: packets on their way while rules change', { timeout: 600_000 }, () => {
  test.each(scenarios)('%s', (_, ...lines) => {
    const [first, next] = lines.map(worldOf) as [ResourceTables, ResourceTables]
    const tally = new Tally()
    const packets = PACKETS.map((text) => parsePacket(text) as Packet)
    const tryBoth = (statesOf: (loaded: Loaded, to: RulesetPlan) => States): void => {
      for (const [from, to] of [
        [first, next],
        [next, first],
      ] as const) {
        const memory = new PlanMemory()
        const loaded = loadedAs(planRouter(routerInput(from, vpcOf(from)), memory))
        const states = statesOf(loaded, nextPlan(loaded.plan, to, memory))
        for (const place of [from, to]) tryPackets(place, states, packets, tally)
      }
    }
    tryBoth((loaded, to) => statesBetween(loaded, transition(loaded, to)))
    expect(tally.ways).toBeGreaterThan(100)
    // And it would be seen: one transaction is not enough, though it is one.
    expect(() => tryBoth((loaded, to) => statesInOne(loaded.plan, to))).toThrow('before: ')
  })

  test('one to three things change', () => {
    const tally = new Tally()
    // Some draws change hardly anything that a packet would notice.
    for (let draws = 0; tally.differing <= 3 && draws < 5; draws++) {
      fc.assert(
        fc.property(mutatedWorlds(12, 3), fc.nat(2), ({ states: [first, ...others], packets }, skipped) => {
          const memory = new PlanMemory()
          let loaded = loadedAs(planRouter(routerInput(first, vpcOf(first)), memory))
          let before = first
          for (const world of others.slice(skipped)) {
            const change = transition(loaded, nextPlan(loaded.plan, world, memory))
            const states = statesBetween(loaded, change)
            loaded = change.loaded
            for (const place of [before, world]) tryPackets(place, states, packets, tally)
            before = world
          }
        }),
        { numRuns: 25 },
      )
    }
    expect(tally.differing).toBeGreaterThan(3)
    expect(tally.ways).toBeGreaterThan(10_000)
  })

  test('everything changes', () => {
    const tally = new Tally()
    fc.assert(
      fc.property(randomWorlds(8), randomWorlds(0), ({ world, packets }, { world: next }) => {
        const memory = new PlanMemory()
        const loaded = loadedAs(planRouter(routerInput(world, vpcOf(world)), memory))
        const states = statesBetween(loaded, transition(loaded, nextPlan(loaded.plan, next, memory)))
        for (const place of [world, next]) tryPackets(place, states, packets, tally)
      }),
      { numRuns: 12 },
    )
    expect(tally.differing).toBeGreaterThan(10)
    expect(tally.ways).toBeGreaterThan(10_000)
  })
})
