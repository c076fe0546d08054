// Deltas between random states, without a kernel: they lead to what would have been loaded afresh, and judge like it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { deltaBetween, loadedAs, namesLoaded } from '../../src/core/compile/nftables/delta.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { eniHas } from '../../src/core/policy/endpoint.ts'
import { whyWord } from '../packets/table.ts'
import { mutatedWorlds } from '../random/mutations.ts'
import { randomWorlds } from '../random/world.ts'
import { normalised } from './applyDelta.ts'
import { CLAUSE_WORDS } from './judge.ts'
import { eniAt, pluggedEnis, Routers, routerInput } from './routers.ts'
import { answerTo, apart, judgeLive, judgeWorld } from './sessions.ts'
import { tablesAfter, transition } from './transactions.ts'

const vpcOf = (world: ResourceReader): VpcId => [...world.list('vpc')][0]?.id as VpcId

/** The evaluator asks what groups say; who is plugged in nowhere is the routers' business. */
const isPlugged = (world: ResourceReader, packet: Packet): boolean =>
  [packet.source, packet.destination].every((address) =>
    pluggedEnis(world, vpcOf(world)).some((eni) => eniHas(eni, address)),
  )

/** As the agent does it: the epoch moves on when something narrows. */
function step(from: RulesetPlan, world: ResourceReader, memory: PlanMemory): RulesetPlan {
  const input = routerInput(world, vpcOf(world), from.epoch)
  const to = planRouter(input, memory)
  return narrows(from, to) ? planRouter({ ...input, epoch: from.epoch + 1 }, memory) : to
}

describe('deltas of random worlds', { timeout: 120_000 }, () => {
  test('the state after a delta is the state loaded afresh, whatever way led there', () => {
    let pairs = 0
    fc.assert(
      fc.property(mutatedWorlds(0, 4), ({ states }) => {
        const memory = new PlanMemory()
        const [first, ...others] = states
        let loaded = loadedAs(planRouter(routerInput(first, vpcOf(first)), memory))
        for (const world of others) {
          const to = step(loaded.plan, world, memory)
          const fresh = planRouter(routerInput(world, vpcOf(world), to.epoch))
          expect(normalised(to.tables)).toEqual(normalised(fresh.tables))
          const change = transition(loaded, to)
          const [, live] = tablesAfter(loaded, change)
          loaded = change.loaded
          expect(normalised(live)).toEqual(normalised(namesLoaded(loaded).tables))
          expect(normalised(namesLoaded({ ...loaded, versions: new Map() }).tables)).toEqual(
            normalised(fresh.tables),
          )
          // A state like the one before needs no steps at all.
          expect(deltaBetween(loaded, fresh)?.transactions).toEqual([])
          pairs++
        }
      }),
      { numRuns: 200 },
    )
    expect(pairs).toBeGreaterThanOrEqual(500)
  })

  test('so do deltas between worlds that have nothing to do with each other', () => {
    fc.assert(
      fc.property(randomWorlds(0), randomWorlds(0), randomWorlds(0), (a, b, c) => {
        const memory = new PlanMemory()
        let loaded = loadedAs(planRouter(routerInput(a.world, vpcOf(a.world)), memory))
        for (const { world } of [b, c, a]) {
          const to = step(loaded.plan, world, memory)
          const change = transition(loaded, to)
          const [, live] = tablesAfter(loaded, change)
          loaded = change.loaded
          expect(normalised(live)).toEqual(normalised(namesLoaded(loaded).tables))
        }
        const fresh = planRouter(routerInput(a.world, vpcOf(a.world), loaded.plan.epoch))
        expect(fresh.hash).toBe(loaded.plan.hash)
      }),
      { numRuns: 150 },
    )
  })

  test('P1 P3 P4 P5 P6 G1 G2 A1 W1: after deltas every packet fares as the evaluator says', () => {
    fc.assert(
      fc.property(mutatedWorlds(25, 3), ({ states, packets }) => {
        const memory = new PlanMemory()
        const [first, ...others] = states
        let loaded = loadedAs(planRouter(routerInput(first, vpcOf(first)), memory))
        for (const world of others) {
          const change = transition(loaded, step(loaded.plan, world, memory))
          const [inForce, clear] = tablesAfter(loaded, change)
          loaded = change.loaded
          const routers = [inForce, clear].map(
            (tables) => new Routers(world, () => ({ ...loaded.plan, tables })),
          )
          const reference = judgeWorld(world)
          for (const packet of packets.filter((each) => isPlugged(world, each))) {
            const expected = reference(packet)
            for (const each of routers) {
              const { verdict, comments } = each.afresh().sendFrom(eniAt(world, packet), packet)
              const found = comments.filter((comment) => CLAUSE_WORDS.test(comment))
              expect(`${formatPacket(packet)} ${verdict} ${found}`).toBe(
                `${formatPacket(packet)} ${expected.action} ${expected.sides.map((side) => whyWord(side.why))}`,
              )
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('C3 C5 A1: where the epoch stays, no session had to end; where it moves on, those end that must', () => {
    let stayed = 0
    let moved = 0
    fc.assert(
      fc.property(mutatedWorlds(25, 3), ({ states, packets }) => {
        const memory = new PlanMemory()
        const [first, ...others] = states
        const routers = new Routers(first)
        let plan = planRouter(routerInput(first, vpcOf(first)), memory)
        let sessions = apart(packets).filter(
          (packet) => routers.sendFrom(eniAt(first, packet), packet).verdict === 'accept',
        )
        for (const packet of sessions) routers.sendFrom(eniAt(first, answerTo(packet)), answerTo(packet))
        for (const world of others) {
          const to = step(plan, world, memory)
          if (to.epoch === plan.epoch) stayed++
          else moved++
          plan = to
          routers.replan(world, to.epoch)
          const live = judgeLive(world)
          for (const packet of sessions) {
            for (const each of [answerTo(packet), packet]) {
              const { verdict } = routers.sendFrom(eniAt(world, each), each)
              expect(`${formatPacket(each)} ${verdict}`).toBe(`${formatPacket(each)} ${live(packet, each)}`)
            }
          }
          sessions = sessions.filter(
            (packet) => live(packet, packet) === 'accept' && live(packet, answerTo(packet)) === 'accept',
          )
        }
      }),
      { numRuns: 200 },
    )
    // A judge that always says "narrower" would be right as well, and cost every session a walk at every change.
    expect(stayed).toBeGreaterThan(moved / 4)
    expect(moved).toBeGreaterThan(20)
  })
})
