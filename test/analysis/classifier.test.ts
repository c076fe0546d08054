// The compiled form of a list against the reference evaluator, packet by packet.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edited, eniWith, securityGroupClauses, trafficFor } from '../../bench/policies.ts'
import { compileClassifier } from '../../src/core/headerspace/classifier.ts'
import { columnsOf, type PacketColumns } from '../../src/core/headerspace/columns.ts'
import { readWords, widthIn } from '../../src/core/headerspace/spans.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6 } from '../../src/core/model/protocol.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import type { Clause } from '../../src/core/policy/policy.ts'
import { clauseLists, PACKETS, policyWith } from './tinyWorld.ts'

const FAMILIES = [4, 6] as const

function decidedBy(
  clauses: readonly Clause[],
  toward: 'ingress' | 'egress',
  family: 4 | 6,
  columns: PacketColumns,
) {
  const decided = new Int32Array(columns.count)
  compileClassifier(clauses, toward, family)?.classify(columns, decided)
  return decided
}

describe('classifier', { timeout: 120_000 }, () => {
  test('P3 P5 P6: every packet of the tiny world is decided by the same clause', () => {
    fc.assert(
      fc.property(
        clauseLists(),
        fc.constantFrom('ingress' as const, 'egress' as const),
        (clauses, toward) => {
          const policy = policyWith(toward, clauses)
          for (const family of FAMILIES) {
            const packets = PACKETS[family]
            const decided = decidedBy(clauses, toward, family, columnsOf(packets, family))
            const expected = packets.map((packet) => evaluate(policy, toward, packet).why)
            expect([...decided].map((place) => clauses[place]?.why)).toEqual(expected)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('a list without a default leaves packets undecided', () => {
    const clauses = securityGroupClauses({ rules: 0 })
    const packets = PACKETS[4].slice(0, 10)
    expect([...decidedBy(clauses.slice(0, 0), 'ingress', 4, columnsOf(packets, 4))]).toEqual(
      Array(10).fill(-1),
    )
    expect([...decidedBy(clauses, 'ingress', 4, columnsOf(packets, 4))]).toEqual(Array(10).fill(0))
  })

  test.each([
    [4, 0],
    [4, 300],
    [6, 0],
    [6, 300],
  ] as const)('IPv%i, groups of %i: 300 rules and 3,000 packets about them', (family, members) => {
    const clauses = securityGroupClauses({ rules: 300, family, groups: members === 0 ? 0 : 5, members })
    const policy = eniWith(clauses)
    const columns = trafficFor(clauses, 3000, family)
    const decided = decidedBy(clauses, 'ingress', family, columns)
    for (let place = 0; place < columns.count; place++) {
      const { action, why } = evaluate(policy, 'ingress', packetAt(columns, place, family))
      const clause = clauses[decided[place] as number]
      expect([clause?.action, clause?.why]).toEqual([action, why])
    }
  })

  test('an edited list decides anew', () => {
    const clauses = securityGroupClauses({ rules: 100 })
    const columns = trafficFor(clauses, 1000, 4)
    const next = edited(clauses, 20)
    const [was, is] = [clauses, next].map((list) =>
      [...decidedBy(list, 'ingress', 4, columns)].map((place) => list[place]?.why),
    )
    expect(is).not.toEqual(was)
  })
})

function packetAt(columns: PacketColumns, place: number, family: 4 | 6): Packet {
  const width = widthIn(family)
  const address = (words: Uint32Array) => ({ family, value: readWords(words, place * width, width) })
  const protocol = columns.protocol[place] as number
  const service = columns.service[place] as number
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  return {
    protocol,
    source: address(columns.source),
    destination: address(columns.destination),
    sourcePort: hasPorts(protocol) ? (columns.sourcePort[place] as number) : 0,
    destinationPort: hasPorts(protocol) ? service : 0,
    ...(isIcmp && { icmp: { type: service >>> 8, code: service & 255 } }),
  }
}
