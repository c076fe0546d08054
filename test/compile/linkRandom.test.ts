// Random worlds in which classic instances are linked to VPCs: the evaluator and the interpreted routers agree about
// first packets, and about both ways of sessions once rules have changed (K3, C3).

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { portName } from '../../src/core/compile/ports.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet, reply } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { LINK_PACKETS, linkWorlds } from '../random/linkWorld.ts'
import { openAll, send } from './judge.ts'
import { Routers } from './routers.ts'

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
  expect(crossed).toBeGreaterThan(100)
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
    { numRuns: 12 },
  )
  expect(sessions).toBeGreaterThan(200)
})

const isPort = ({ id }: Eni, oif: string | null): boolean => portName(id) === oif
