// Random worlds in which classic instances are linked to VPCs: the evaluator and the interpreted routers agree about
// first packets, and about both ways of sessions once rules have changed (K3, C3).

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { loadedAs, namesLoaded } from '../../src/core/compile/nftables/delta.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import type { Loaded } from '../../src/core/compile/nftables/steps.ts'
import { portName } from '../../src/core/compile/ports.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet, reply } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { LINK_PACKETS, linkWorlds } from '../random/linkWorld.ts'
import { normalised } from './applyDelta.ts'
import { openAll, send } from './judge.ts'
import { Routers, routerInput } from './routers.ts'
import { tablesAfter, transition } from './transactions.ts'

const judged = (world: ResourceTables, packet: Packet) => {
  const { from, to } = endpointsOf(world, packet)
  return judgePath(world, packet, from, to).action
}

const anyone = { from: null } as const
const failing = (text: string, packet: Packet): string => `${text}\n${formatPacket(packet)}`

test('K3: first packets fare as the evaluator says', () => {
  let crossed = 0
  fc.assert(
    fc.property(linkWorlds({ mayBeGuarded: true }), ({ world, text }) => {
      const routers = new Routers(world)
      for (const packet of LINK_PACKETS) {
        const expected = judged(world, packet)
        const { verdict, oif } = send(world, routers.afresh(), packet, anyone)
        expect(verdict, failing(text, packet)).toBe(expected)
        if (expected === 'accept' && [...world.list('eni')].some((eni) => eni.linked && isPort(eni, oif)))
          crossed++
      }
    }),
    { numRuns: 150 },
  )
  expect(crossed).toBeGreaterThan(50)
})

test('K3, C3: of sessions that others opened both ways are judged again, whichever packet comes first', () => {
  let sessions = 0
  fc.assert(
    fc.property(linkWorlds({ mayBeGuarded: false }), fc.boolean(), ({ world, text }, isAnswerFirst) => {
      for (const packet of LINK_PACKETS) {
        const routers = new Routers(world, openAll)
        const { verdict, oif, packet: arrived } = send(world, routers, packet, anyone)
        const receiver = [...world.list('eni')].find((eni) => isPort(eni, oif))
        if (verdict === 'drop' || receiver === undefined) continue
        const answer = () => routers.sendFrom(receiver, reply(arrived)).verdict
        const again = () => send(world, routers, packet, anyone).verdict
        expect(answer(), failing(text, packet)).toBe('accept')
        sessions++
        routers.replan(world, 2)
        const fates = isAnswerFirst ? [answer(), again(), answer()] : [again(), answer(), again()]
        const expected = judged(world, packet)
        expect(fates, failing(text, packet)).toEqual([expected, expected, expected])
      }
    }),
    { numRuns: 8 },
  )
  expect(sessions).toBeGreaterThan(100)
})

test('K3: deltas lead from links to other links, as if those had been loaded afresh, and judge like the evaluator', () => {
  let steps = 0
  const worlds = linkWorlds({ mayBeGuarded: true })
  fc.assert(
    fc.property(worlds, worlds, worlds, (first, ...others) => {
      const memories = new Map<VpcId, PlanMemory>()
      const loaded = new Map<VpcId, Loaded>()
      for (const { id } of first.world.list('vpc')) {
        const memory = new PlanMemory()
        memories.set(id, memory)
        loaded.set(id, loadedAs(planRouter(routerInput(first.world, id), memory)))
      }
      // Each world has the same networks, in the same order.
      for (const { world, text } of others) {
        const inForce: RulesetPlan[] = []
        for (const [id, memory] of memories) {
          const before = loaded.get(id) as Loaded
          const to = step(before.plan, world, id, memory)
          const change = transition(before, to)
          const [, live] = tablesAfter(before, change)
          loaded.set(id, change.loaded)
          expect(normalised(live)).toEqual(normalised(namesLoaded(change.loaded).tables))
          const fresh = planRouter(routerInput(world, id, to.epoch))
          expect(normalised(to.tables)).toEqual(normalised(fresh.tables))
          inForce.push({ ...to, tables: live })
          if (change.loaded !== before) steps++
        }
        const routers = new Routers(world, () => inForce.shift() as RulesetPlan)
        for (const packet of LINK_PACKETS)
          expect(send(world, routers.afresh(), packet, anyone).verdict, failing(text, packet)).toBe(
            judged(world, packet),
          )
      }
    }),
    { numRuns: 30 },
  )
  expect(steps).toBeGreaterThan(60)
})

/** As the agent does it: the epoch moves on when something narrows. */
function step(from: RulesetPlan, world: ResourceTables, vpcId: VpcId, memory: PlanMemory): RulesetPlan {
  const input = routerInput(world, vpcId, from.epoch)
  const to = planRouter(input, memory)
  return narrows(from, to) ? planRouter({ ...input, epoch: from.epoch + 1 }, memory) : to
}

const isPort = ({ id }: Eni, oif: string | null): boolean => portName(id) === oif
