// Sets of packets against every packet of the tiny world, judged by the reference evaluator one by one.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { permittedSet } from '../../src/core/analysis/effective.ts'
import { Ground } from '../../src/core/analysis/ground.ts'
import { boxOf, EVERYTHING } from '../../src/core/headerspace/box.ts'
import { packetCounter } from '../../src/core/headerspace/count.ts'
import { PacketSpace } from '../../src/core/headerspace/packetSpace.ts'
import { samplePacket } from '../../src/core/headerspace/sample.ts'
import { setContains } from '../../src/core/model/addressSet.ts'
import { formatPacket } from '../../src/core/model/packet.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import { clauseLists, PACKETS, policyWith } from './tinyWorld.ts'

const PATIENCE = { timeout: 120_000 }
const FAMILIES = [4, 6] as const
const direction = fc.constantFrom('ingress' as const, 'egress' as const)

describe('sets of packets', PATIENCE, () => {
  test('P3 P5 P6: what a list permits is what the evaluator accepts, packet by packet', () => {
    fc.assert(
      fc.property(clauseLists(), direction, (clauses, toward) => {
        const policy = policyWith(toward, clauses)
        for (const family of FAMILIES) {
          const ground = new Ground([{ policy, direction: toward }], family)
          const accepted = ground.sides[0]?.accepted() ?? 0
          for (const packet of PACKETS[family]) {
            const isAccepted = evaluate(policy, toward, packet).action === 'accept'
            if (ground.space.has(accepted, packet) !== isAccepted) throw new Error(formatPacket(packet))
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('rows and operations on diagrams make the same set', () => {
    fc.assert(
      fc.property(clauseLists(), direction, (clauses, toward) => {
        const boxes = [EVERYTHING, ...clauses.map((clause) => boxOf(clause, toward))]
        const accepts = Uint8Array.from([0, ...clauses.map(({ action }) => (action === 'accept' ? 1 : 0))])
        for (const family of FAMILIES) {
          const space = new PacketSpace(boxes, family)
          let folded = 0
          for (let place = clauses.length; place >= 1; place--) {
            const box = space.box(place)
            folded =
              accepts[place] === 1 ? space.diagram.or(folded, box) : space.diagram.difference(folded, box)
          }
          expect(space.accepted({ from: 1, to: boxes.length, accepts, within: 0 })).toBe(folded)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a sample lies in its set, and there is none exactly when the set is empty', () => {
    fc.assert(
      fc.property(clauseLists(), direction, (clauses, toward) => {
        for (const family of FAMILIES) {
          const space = new PacketSpace(
            clauses.map((clause) => boxOf(clause, toward)),
            family,
          )
          const { sets } = space.decided({ from: 0, to: clauses.length }, 1)
          for (const set of sets) {
            const packet = samplePacket(space, set)
            expect(packet === undefined).toBe(set === 0)
            if (packet !== undefined) expect(space.has(set, packet)).toBe(true)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('counts: no packet is counted twice, and ports only where there are ports', () => {
    const spaceOf = (box: Partial<typeof EVERYTHING>) => new PacketSpace([{ ...EVERYTHING, ...box }], 4)
    const count = (box: Partial<typeof EVERYTHING>): bigint => {
      const space = spaceOf(box)
      return packetCounter(space)(space.box(0))
    }
    const pairs = 1n << 64n
    const one = (number: number) => [{ first: number, last: number }]
    expect(count({ protocols: one(47) })).toBe(pairs)
    expect(count({ protocols: one(1) })).toBe(pairs * 65536n)
    expect(count({ protocols: one(1), service: [{ first: 2048, last: 2303 }] })).toBe(pairs * 256n)
    expect(count({ protocols: one(6), service: one(22) })).toBe(pairs * 65536n)
    expect(count({})).toBe(pairs * (252n + 2n * 65536n + 2n * 65536n ** 2n))
  })

  test('counts of parts add up to the count of the whole', () => {
    fc.assert(
      fc.property(clauseLists(), (clauses) => {
        for (const family of FAMILIES) {
          const space = new PacketSpace(
            clauses.map((clause) => boxOf(clause, 'ingress')),
            family,
          )
          const count = packetCounter(space)
          const { sets, rest } = space.decided({ from: 0, to: clauses.length }, 1)
          const total = [...sets, rest].reduce((sum, set) => sum + count(set), 0n)
          expect(total).toBe(count(1))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('factors part a set: each packet of it lies in exactly one of them', () => {
    fc.assert(
      fc.property(clauseLists(), (clauses) => {
        const policy = policyWith('ingress', clauses)
        for (const family of FAMILIES) {
          const permitted = permittedSet(policy, 'ingress', family)
          if (permitted === undefined) throw new Error('the policy has addresses of both families')
          const factors = permitted.factors()
          for (const packet of PACKETS[family]) {
            const matching = factors.filter(
              ({ source, destination, services }) =>
                setContains(source, packet.source) &&
                setContains(destination, packet.destination) &&
                services.some((service) => speaks(service, packet)),
            )
            expect(matching.length).toBe(permitted.ground.space.has(permitted.set, packet) ? 1 : 0)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

type Services = ReturnType<
  NonNullable<ReturnType<typeof permittedSet>>['factors']
>[number]['services'][number]

function speaks({ protocols, service, sourcePorts }: Services, packet: (typeof PACKETS)[4][number]): boolean {
  const within = (ranges: typeof protocols | null, value: number): boolean =>
    ranges === null || ranges.some(({ first, last }) => first <= value && value <= last)
  const value = packet.icmp === undefined ? packet.destinationPort : packet.icmp.type * 256 + packet.icmp.code
  return (
    within(protocols, packet.protocol) && within(service, value) && within(sourcePorts, packet.sourcePort)
  )
}
