// Compiled plans of random worlds, interpreted, against the reference evaluator: packets, answers, changes, spoofing.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSpan, type RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket } from '../../src/core/model/packet.ts'
import { whyWord } from '../packets/table.ts'
import { randomWorlds } from '../random/world.ts'
import { CLAUSE_WORDS } from './judge.ts'
import { eniAt, Routers, routerInput } from './routers.ts'
import { answerTo, apart, judgeLive, judgeWorld, mixedWorlds } from './sessions.ts'

describe('compiled plans of random worlds', { timeout: 60_000 }, () => {
  test('P1 P3 P4 P5 P6 G1 G2 A1 W1: the same verdict for the same reason as the evaluator', () => {
    fc.assert(
      fc.property(mixedWorlds(50), ({ world, packets }) => {
        const routers = new Routers(world)
        const reference = judgeWorld(world)
        for (const packet of packets) {
          const expected = reference(packet)
          const why = expected.sides.map((side) => whyWord(side.why))
          const { verdict, comments } = routers.afresh().sendFrom(eniAt(world, packet), packet)
          const found = comments.filter((comment) => CLAUSE_WORDS.test(comment))
          expect(`${formatPacket(packet)} ${verdict} ${found}`).toBe(
            `${formatPacket(packet)} ${expected.action} ${why}`,
          )
        }
      }),
      { numRuns: 200 },
    )
  })

  test('C1 A1: answers to accepted packets meet network ACLs alone, answers to dropped ones are judged by themselves', () => {
    fc.assert(
      fc.property(mixedWorlds(15), ({ world, packets }) => {
        const reference = judgeWorld(world)
        const live = judgeLive(world)
        const routers = new Routers(world)
        for (const packet of packets) {
          const answer = answerTo(packet)
          const opened = routers.afresh().sendFrom(eniAt(world, packet), packet).verdict
          const { verdict } = routers.sendFrom(eniAt(world, answer), answer)
          const alone = answer.icmp === undefined ? reference(answer).action : 'drop'
          expect(`${formatPacket(packet)} answered: ${verdict}`).toBe(
            `${formatPacket(packet)} answered: ${opened === 'accept' ? live(packet, answer) : alone}`,
          )
        }
      }),
      { numRuns: 100 },
    )
  })

  test('C3 A1: after a change a session lives on exactly when the groups would accept its first packet now', () => {
    fc.assert(
      fc.property(mixedWorlds(20), mixedWorlds(20), fc.boolean(), (before, after, answersFirst) => {
        const routers = new Routers(before.world)
        const sessions = apart(before.packets).filter(
          (packet) => routers.sendFrom(eniAt(before.world, packet), packet).verdict === 'accept',
        )
        for (const each of sessions) routers.sendFrom(eniAt(before.world, answerTo(each)), answerTo(each))
        routers.replan(after.world, 2)
        const live = judgeLive(after.world)
        for (const packet of sessions) {
          const answer = answerTo(packet)
          for (const each of answersFirst ? [answer, packet] : [packet, answer]) {
            const { verdict } = routers.sendFrom(eniAt(after.world, each), each)
            expect(`${formatPacket(each)} ${verdict}`).toBe(`${formatPacket(each)} ${live(packet, each)}`)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('S2: nothing passes with another MAC, another address or from another port', () => {
    fc.assert(
      fc.property(randomWorlds(20), ({ world, packets }) => {
        const routers = new Routers(world)
        for (const packet of packets) {
          const sender = eniAt(world, packet)
          const other = world.get('eni', sender.id === 'eni-4' ? 'eni-5' : 'eni-4') as Eni
          expect(routers.sendFrom(other, packet).comments).toEqual(['spoofed'])
          expect(routers.sendFrom(sender, packet, other.mac).comments).toEqual(['spoofed'])
        }
      }),
      { numRuns: 20 },
    )
  })

  test('rows and pieces of one map never overlap, which nftables would refuse', () => {
    fc.assert(
      fc.property(randomWorlds(0), ({ world }) => {
        const plan = planRouter(routerInput(world, [...world.list('vpc')][0]?.id as Eni['vpcId']))
        expect(overlaps(plan)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('the same world gives the same plan, whatever the order of its ports', () => {
    fc.assert(
      fc.property(randomWorlds(0), ({ world }) => {
        const input = routerInput(world, [...world.list('vpc')][0]?.id as Eni['vpcId'])
        const turned = { ...input, ports: [...input.ports].reverse() }
        expect(planRouter(turned)).toEqual(planRouter(input))
        expect(planRouter({ ...input, epoch: 2 }).hash).not.toBe(planRouter(input).hash)
      }),
      { numRuns: 20 },
    )
  })
})

function overlaps(plan: RulesetPlan): string[] {
  return plan.tables.flatMap((table) =>
    table.sets
      .filter((set) => set.interval)
      .flatMap((set) =>
        set.elements.flatMap((a, index) =>
          set.elements
            .slice(index + 1)
            .filter((b) => a.key.every((part, at) => meet(part, b.key[at] as typeof part)))
            .map(
              () =>
                `${set.name}: ${JSON.stringify(a.key, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`,
            ),
        ),
      ),
  )
}

type Part = RulesetPlan['tables'][0]['sets'][0]['elements'][0]['key'][0]

function meet(a: Part, b: Part): boolean {
  const [first, second] = [a, b].map((part) => (isSpan(part) ? part : { first: part, last: part }))
  if (first === undefined || second === undefined) return false
  return first.first <= second.last && second.first <= first.last
}
