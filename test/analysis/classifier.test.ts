// The compiled form of a list against the reference evaluator, packet by packet.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edited, eniWith, securityGroupClauses, trafficFor } from '../../bench/policies.ts'
import { compileClassifier } from '../../src/core/headerspace/classifier.ts'
import { columnsOf, type PacketColumns } from '../../src/core/headerspace/columns.ts'
import { readWords, widthIn } from '../../src/core/headerspace/spans.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6, TCP } from '../../src/core/model/protocol.ts'
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

  test('two thousand pairs of blocks in the room for one chunk: what is thrown away is made again', () => {
    const clauses = crossing(45)
    const packets = Array.from({ length: 46 * 46 }, (_, at) => crossingPacket(at % 46, Math.floor(at / 46)))
    const columns = columnsOf(packets, 4)
    const [atoms, policy] = [2, policyWith('ingress', clauses)]
    const decided = new Int32Array(columns.count)
    const compiled = compileClassifier(clauses, 'ingress', 4, 1026 * atoms)
    for (let round = 0; round < 2; round++) {
      compiled?.classify(columns, decided.fill(-2))
      const expected = packets.map((packet) => evaluate(policy, 'ingress', packet).why)
      expect([...decided].map((place) => clauses[place]?.why)).toEqual(expected)
    }
    expect(compileClassifier(clauses, 'ingress', 4, 1026 * atoms - 1)).toBeUndefined()
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

const hostAt = (base: bigint, at: number) => ({ family: 4 as const, value: base + BigInt(at) })
const [SENDERS, RECEIVERS] = [0x0a00_0000n, 0x0b00_0000n]

/** So many clauses that each name a sender, and as many that each name a receiver: every pair of them meets two. */
function crossing(count: number): readonly Clause[] {
  const [list] = fc.sample(clauseLists(0), { numRuns: 1, seed: 1 }) as [readonly Clause[]]
  const last = list.at(-1) as Clause
  const named = Array.from({ length: 2 * count }, (_, place): Clause => {
    const [at, isSender] = [place >> 1, place % 2 === 0]
    const { value } = hostAt(isSender ? SENDERS : RECEIVERS, at)
    const range = { family: 4 as const, first: value, last: value }
    const action = place % 3 === 0 ? 'accept' : 'drop'
    const rule = { ruleId: asId<never>(`sgr-${place}`), groupId: asId<never>('sg-0') }
    return {
      ...{ ...last, action, protocol: isSender ? TCP : 'all' },
      why: { kind: 'rule', rule: { ...rule, rank: [0, place, 0], action } },
      ...(isSender ? { peer: { key: `host ${at}`, ranges: [range] } } : { own: range }),
    }
  })
  return [...named, last]
}

const crossingPacket = (sender: number, receiver: number): Packet => ({
  ...{ protocol: TCP, sourcePort: 40_000, destinationPort: 80 },
  ...{ source: hostAt(SENDERS, sender), destination: hostAt(RECEIVERS, receiver) },
})
