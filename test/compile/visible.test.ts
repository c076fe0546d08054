// Random worlds in which everybody has public addresses of some kind: the evaluator and the interpreted routers agree
// about first packets, about answers, and about both once rules have changed (P10, C1, C3).

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { portName } from '../../src/core/compile/ports.ts'
import { formatPacket, type Packet, parsePacket, reply } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { parseWorld } from '../packets/parseWorld.ts'
import { type PublicWorld, packetsIn, publicWorlds } from '../random/publicWorld.ts'
import { asSent, openAll } from './judge.ts'
import { Routers } from './routers.ts'

const judged = (world: ResourceTables, packet: Packet): string => {
  const { from, to } = endpointsOf(world, packet)
  return judgePath(world, packet, from, to).action
}

const sent = (world: ResourceTables, routers: Routers, packet: Packet) => {
  const { from } = endpointsOf(world, packet)
  const eni = from.kind === 'eni' ? world.get('eni', from.eniId) : undefined
  return eni === undefined
    ? routers.sendFromOutside(packet)
    : routers.sendFrom(eni, asSent(world, eni, packet))
}

const failing = (world: PublicWorld, packet: Packet): string => `${world.text}\n${formatPacket(packet)}`

test('P10: first packets fare as the evaluator says', () => {
  const accepted = new Set<string>()
  fc.assert(
    fc.property(publicWorlds({ mayBeGuarded: true }), ({ world, text, modes }) => {
      const routers = new Routers(world)
      for (const packet of packetsIn(world)) {
        const expected = judged(world, packet)
        const { verdict } = sent(world, routers.afresh(), packet)
        expect(verdict, failing({ world, text, modes }, packet)).toBe(expected)
        if (expected === 'accept') accepted.add(modes.join(' '))
      }
    }),
    { numRuns: 120 },
  )
  expect(accepted.size).toBeGreaterThan(10)
})

test('P10, C3: of sessions that others opened both ways are judged again, whichever packet comes first', () => {
  let sessions = 0
  fc.assert(
    fc.property(
      publicWorlds({ mayBeGuarded: false }),
      fc.boolean(),
      ({ world, text, modes }, isAnswerFirst) => {
        for (const packet of packetsIn(world)) {
          const routers = new Routers(world, openAll as (plan: RulesetPlan) => RulesetPlan)
          const { verdict, oif, packet: arrived } = sent(world, routers, packet)
          const receiver = [...world.list('eni')].find((eni) => portName(eni.id) === oif)
          if (verdict === 'drop' || receiver === undefined) continue
          const answer = () => routers.sendFrom(receiver, reply(arrived)).verdict
          const again = () => sent(world, routers, packet).verdict
          expect(answer(), failing({ world, text, modes }, packet)).toBe('accept')
          sessions++
          routers.replan(world, 2)
          const fates = isAnswerFirst ? [answer(), again(), answer()] : [again(), answer(), again()]
          const expected = judged(world, packet)
          expect(fates, failing({ world, text, modes }, packet)).toEqual([expected, expected, expected])
        }
      },
    ),
    { numRuns: 25 },
  )
  expect(sessions).toBeGreaterThan(200)
})

test('S2: where an interface bears a public address, packets between private ones meet what they met before', () => {
  const met = (...lines: readonly string[]) => {
    const world = parseWorld('met', [
      'vpc vpc-1 10.0.0.0/16',
      'group sg-1 ingress=accept',
      ...['eni eni-1 10.0.0.1 sg-1', 'eni eni-2 10.0.0.2 sg-1', 'eni eni-3 10.0.0.3 sg-1'],
      ...['eip 198.51.100.1 eni-1', 'eip 198.51.100.9 eni-2'],
      ...lines,
    ])
    const routers = new Routers(world)
    const packet = parsePacket('tcp 10.0.0.1:40000 > 10.0.0.2:80') as Packet
    const out = parsePacket('tcp 10.0.0.1:40000 > 203.0.113.1:80') as Packet
    return [packet, reply(packet), packet, out].map((each) => sent(world, routers, each).met)
  }
  expect(met('eip 198.51.100.3 eni-3 cutThrough')).toEqual(met())
})
