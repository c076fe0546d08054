// Recorded flows in a changed state, against the reference on the whole way of each of them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eniWith, securityGroupClauses, trafficFor } from '../../bench/policies.ts'
import { decidingPlaces } from '../../src/core/analysis/replay/deciding.ts'
import { type FlowWorld, worldsAround } from '../../src/core/analysis/replay/flowWorld.ts'
import type { RecordedFlow } from '../../src/core/analysis/replay/recordedFlow.ts'
import { replay } from '../../src/core/analysis/replay/replay.ts'
import { sessionsAtRisk } from '../../src/core/analysis/replay/sessionsAtRisk.ts'
import { readWords, widthIn } from '../../src/core/headerspace/spans.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { TCP } from '../../src/core/model/protocol.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf, enisWith } from '../../src/core/policy/endpoint.ts'
import { decidingPlace } from '../../src/core/policy/evaluate.ts'
import { LiveResolver } from '../../src/core/policy/liveResolver.ts'
import { sessionJudge } from '../../src/core/policy/liveSessions.ts'
import { judgePath, judgeWay } from '../../src/core/policy/path.ts'
import type { EniPolicy } from '../../src/core/policy/policy.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { mutatedWorlds } from '../random/mutations.ts'
import { clauseLists, PACKETS } from './tinyWorld.ts'

const recorded = (packet: Packet): RecordedFlow => ({
  ...{ packet, vpcId: null, at: { eniId: null, direction: null }, alone: false },
  ...{ action: null, count: 1, first: null, last: null },
})

const judged = (state: ResourceTables, packet: Packet) => {
  const { from, to } = endpointsOf(state, packet)
  return judgePath(state, packet, from, to)
}

describe('replay', { timeout: 120_000 }, () => {
  test.each([
    ['compiled', 0],
    ['read', 1000],
  ])(
    'P1 P3 A1: exactly the flows whose fate changes are named, each as the reference judges it: %s',
    (_, few) => {
      let seen = 0
      fc.assert(
        fc.property(mutatedWorlds(40, 4), ({ states, writes, packets }) => {
          for (const [step, each] of writes.entries()) {
            const [before, after] = [states[step], states[step + 1]] as [ResourceTables, ResourceTables]
            const resolver = new LiveResolver(() => before)
            resolver.restart()
            const worlds = worldsAround(before, after, each, resolver)
            const found = replay(packets.map(recorded), ...worlds, { few })
            const named = new Map(found.changed.map((one) => [formatPacket(one.flow.packet), one]))
            for (const packet of packets) {
              const [was, is] = [judged(before, packet), judged(after, packet)]
              // A stopped instance has no way at all; flows that were recorded had one.
              if (was.noRoute !== null || is.noRoute !== null) continue
              const one = named.get(formatPacket(packet))
              expect(one === undefined).toBe(was.action === is.action)
              if (one === undefined) continue
              seen++
              expect([one.before, one.after].map(({ sides }) => sides)).toEqual([was.sides, is.sides])
            }
            expect([found.unplaced, found.undecided]).toEqual([0, 0])
          }
        }),
        { numRuns: 60 },
      )
      expect(seen).toBeGreaterThan(20)
    },
  )

  test('P1 A1: of what one interface recorded only its own side is judged', () => {
    let seen = 0
    fc.assert(
      fc.property(mutatedWorlds(40, 3), ({ states, writes, packets }) => {
        for (const [step, each] of writes.entries()) {
          const [before, after] = [states[step], states[step + 1]] as [ResourceTables, ResourceTables]
          const resolver = new LiveResolver(() => before)
          resolver.restart()
          const own = packets.map((packet, n): RecordedFlow => {
            const [direction, end] =
              n % 2 === 0 ? (['egress', packet.source] as const) : (['ingress', packet.destination] as const)
            const at = { eniId: enisWith(before, end)[0]?.id ?? null, direction }
            return { ...recorded(packet), at, alone: true }
          })
          const found = replay(own, ...worldsAround(before, after, each, resolver))
          const named = new Set(found.changed.map(({ flow }) => flow))
          for (const flow of own) {
            const [was, is] = [before, after].map((state) => {
              const { from, to } = endpointsOf(state, flow.packet)
              const { sides, noRoute } = judgeWay(state, flow.packet, from, to)
              const mine = sides.filter(
                ({ eniId, direction }) => eniId === flow.at.eniId && direction === flow.at.direction,
              )
              return noRoute === null ? mine.every(({ action }) => action === 'accept') : undefined
            })
            if (was === undefined || is === undefined) continue
            if (was !== is) seen++
            expect(named.has(flow)).toBe(was !== is)
          }
        }
      }),
      { numRuns: 40 },
    )
    expect(seen).toBeGreaterThan(10)
  })

  test('lists decide the same compiled and read', () => {
    fc.assert(
      fc.property(
        clauseLists(),
        fc.constantFrom('ingress' as const, 'egress' as const),
        (clauses, toward) => {
          const packets = [...PACKETS[4], ...PACKETS[6]]
          const expected = packets.map((packet) => decidingPlace(clauses, toward, packet))
          expect([...decidingPlaces(clauses, toward, packets, 0)]).toEqual(expected)
        },
      ),
      { numRuns: 20 },
    )
  })

  test.each([0, 1000])('C3: whoever would be cut is at risk, and whoever is not goes on: %i', (few) => {
    const seen = { cut: 0, allowed: 0 }
    fc.assert(
      fc.property(mutatedWorlds(40, 0), ({ states: [state], packets }) => {
        const resolver = createResolver(state)
        const policies = new Map(
          [...state.list('eni')].map(({ id }) => [id, resolver.policyOf(id) as EniPolicy]),
        )
        const world = { policies, publicAddresses: new Map<string, string>(), inside: [] }
        const sessions = packets.map((first) => ({
          ...{ first, answering: first.destination, answered: first.source, state: '', expiresIn: 1 },
        }))
        const [atRisk, judge] = [sessionsAtRisk(world, sessions, few), sessionJudge(world)]
        for (const [place, session] of sessions.entries()) {
          const { fate } = judge(session)
          expect([fate, atRisk[place]]).toEqual([fate, fate === 'allowed' ? 0 : 1])
          if (fate !== 'grandfathered') seen[fate]++
        }
      }),
      { numRuns: 40 },
    )
    expect(Math.min(seen.cut, seen.allowed)).toBeGreaterThan(50)
  })

  test('what takes too long is left undecided and counted', () => {
    const clauses = securityGroupClauses({ rules: 40 })
    const columns = trafficFor(clauses, 2000, 4)
    const flows = Array.from({ length: columns.count }, (_, place) =>
      recorded({
        protocol: TCP,
        source: { family: 4, value: readWords(columns.source, place * widthIn(4), widthIn(4)) },
        destination: { family: 4, value: BigInt(0x0a63_6363) },
        sourcePort: 40_000,
        destinationPort: columns.service[place] as number,
      }),
    )
    const worldWith = (action: 'accept' | 'drop'): FlowWorld => {
      const receiver = receiverWith(action)
      return { endsOf: () => ({ sender: null, receiver }) }
    }
    const [open, closed] = [worldWith('accept'), worldWith('drop')]
    const whole = replay(flows, open, closed)
    expect([whole.changed.length, whole.undecided]).toEqual([2000, 0])
    const cut = replay(flows, open, closed, { isOver: () => true })
    expect(cut.undecided).toBeGreaterThan(0)
    expect(cut.changed.length + cut.undecided).toBe(2000)
  })
})

function receiverWith(action: 'accept' | 'drop'): EniPolicy {
  const last = securityGroupClauses({ rules: 0 })
  return { ...eniWith(last.map((clause) => ({ ...clause, action }))), gateways: [] }
}
