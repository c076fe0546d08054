// Differences and superfluous rules against every packet of the tiny world.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edited, securityGroupClauses } from '../../bench/policies.ts'
import { diffPolicies } from '../../src/core/analysis/diff.ts'
import { effectiveRules } from '../../src/core/analysis/effective.ts'
import { findOverlaps, overlapWitness } from '../../src/core/analysis/overlaps.ts'
import { PolicyGrounds } from '../../src/core/analysis/policyGrounds.ts'
import { coveringRules, findRedundancy } from '../../src/core/analysis/shadow.ts'
import { asId } from '../../src/core/model/ids.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { TCP, UDP } from '../../src/core/model/protocol.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import type { Clause } from '../../src/core/policy/policy.ts'
import { clauseLists, editedLists, PACKETS, policyWith } from './tinyWorld.ts'

const PATIENCE = { timeout: 120_000 }
const ALL: readonly Packet[] = [...PACKETS[4], ...PACKETS[6]]
const direction = fc.constantFrom('ingress' as const, 'egress' as const)
type Toward = 'ingress' | 'egress'

const decisions = (toward: Toward, clauses: readonly Clause[]) => {
  const policy = policyWith(toward, clauses)
  return ALL.map((packet) => evaluate(policy, toward, packet))
}

const groundsWith = (toward: Toward, clauses: readonly Clause[]) =>
  new PolicyGrounds(policyWith(toward, clauses))

const without = (clauses: readonly Clause[], places: readonly number[]): readonly Clause[] =>
  clauses.filter((_, place) => !places.includes(place))

describe('differences', PATIENCE, () => {
  test('P3: exactly the packets whose fate changes are named, each with the clauses that decided', () => {
    fc.assert(
      fc.property(editedLists, direction, ([before, after], toward) => {
        const changes = diffPolicies(policyWith(toward, before), policyWith(toward, after))
        const [was, is] = [decisions(toward, before), decisions(toward, after)]
        const named = new Set(changes.map(({ before: from, after: to, effect }) => `${from} ${to} ${effect}`))
        const seen = new Set<string>()
        for (const place of ALL.keys()) {
          const [old, next] = [was[place], is[place]]
          if (old === undefined || next === undefined || old.action === next.action) continue
          const from = before.findIndex(({ why }) => why === old.why)
          const to = after.findIndex(({ why }) => why === next.why)
          seen.add(`${from} ${to} ${next.action === 'accept' ? 'opened' : 'closed'}`)
        }
        // The tiny world holds a packet of every kind, so both are equal and not only one within the other.
        expect([...named].sort()).toEqual([...seen].sort())
      }),
      { numRuns: 60 },
    )
  })

  test('P3: only what edited clauses meet is looked at, and the answer is that of looking at everything', () => {
    let seen = 0
    for (const [family, seed] of ([4, 6] as const).flatMap((each) =>
      [1, 2, 3, 4].map((n) => [each, n] as const),
    )) {
      const list = securityGroupClauses({ rules: 120, family, groups: 4, members: 300, seed })
      const before = policyWith('ingress', list)
      for (const edits of [1, 4]) {
        const after = policyWith('ingress', edited(list, edits, seed))
        const told = (most?: number) =>
          diffPolicies(before, after, undefined, most).map(({ witness, region, ...rest }) => rest)
        expect(told()).toEqual(told(0))
        // The same said by other objects, as after a restart.
        const anew = policyWith('ingress', structuredClone(after.ingress) as Clause[])
        expect(diffPolicies(before, anew).map(({ witness, region, ...rest }) => rest)).toEqual(told(0))
        seen += told().length
      }
    }
    expect(seen).toBeGreaterThan(10)
  })

  test('G1: a group that gains a member differs for whoever names it', () => {
    const list = securityGroupClauses({ rules: 40, groups: 1, members: 100 })
    const after = list.map((clause) =>
      clause.peer?.key.startsWith('group:')
        ? { ...clause, peer: { ...clause.peer, ranges: clause.peer.ranges.slice(1) } }
        : clause,
    )
    const changes = diffPolicies(policyWith('ingress', list), policyWith('ingress', after))
    expect(changes.length).toBeGreaterThan(0)
    const first = list.find(({ peer }) => peer?.key.startsWith('group:'))?.peer?.ranges[0]?.first
    for (const { witness } of changes) expect(witness.source.value).toBe(first)
  })

  test('a list and itself do not differ, two opposite defaults differ in everything', () => {
    const [open, closed] = ['accept', 'drop'].map((action) =>
      policyWith('ingress', [{ ...(CLOSED[0] as Clause), action: action as Clause['action'] }]),
    ) as [ReturnType<typeof policyWith>, ReturnType<typeof policyWith>]
    expect(diffPolicies(open, { ...open, ingress: [...open.ingress] })).toEqual([])
    const changes = diffPolicies(closed, open)
    expect(changes.map(({ effect, family }) => `${effect} ${family}`)).toEqual(['opened 4', 'opened 6'])
  })
})

/** The default alone. */
const CLOSED: readonly Clause[] = policyWith('ingress', []).egress

describe('superfluous rules', PATIENCE, () => {
  test('P3: shadowed are exactly the rules that never decide', () => {
    fc.assert(
      fc.property(clauseLists(), direction, (clauses, toward) => {
        const deciding = new Set(decisions(toward, clauses).map(({ why }) => why))
        const never = clauses.flatMap(({ why }, place) =>
          why.kind === 'rule' && !deciding.has(why) ? [place] : [],
        )
        expect(findRedundancy(groundsWith(toward, clauses), toward).shadowed).toEqual(never)
      }),
      { numRuns: 60 },
    )
  })

  test('P3: redundant are exactly the deciding rules without which every packet fares the same', () => {
    fc.assert(
      fc.property(clauseLists(6), direction, (clauses, toward) => {
        const { shadowed, redundant } = findRedundancy(groundsWith(toward, clauses), toward)
        const before = decisions(toward, clauses).map(({ action }) => action)
        const idle = clauses.flatMap(({ why }, place) => {
          if (why.kind !== 'rule' || shadowed.includes(place)) return []
          const after = decisions(toward, without(clauses, [place]))
          return after.every(({ action }, at) => action === before[at]) ? [place] : []
        })
        expect(redundant).toEqual(idle)
      }),
      { numRuns: 30 },
    )
  })

  test('P3: all removable rules go together and nothing changes; of what is left nothing may go', () => {
    fc.assert(
      fc.property(clauseLists(), direction, (clauses, toward) => {
        const { removable, shadowed } = findRedundancy(groundsWith(toward, clauses), toward)
        const rest = without(clauses, removable)
        expect(diffPolicies(policyWith(toward, clauses), policyWith(toward, rest))).toEqual([])
        const [was, is] = [clauses, rest].map((list) => decisions(toward, list).map(({ action }) => action))
        expect(is).toEqual(was)
        expect(removable).toEqual(expect.arrayContaining([...shadowed]))
        const again = findRedundancy(groundsWith(toward, rest), toward)
        expect([...again.shadowed, ...again.redundant]).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('W1: the rules in front of a shadowed rule are named, each with a packet that it takes', () => {
    fc.assert(
      fc.property(clauseLists(), direction, (clauses, toward) => {
        const grounds = groundsWith(toward, clauses)
        for (const place of findRedundancy(grounds, toward).shadowed) {
          const covering = coveringRules(grounds, toward, place).map((each) => each.place)
          const why = clauses[place]?.why
          const expected = new Set(
            decisions(toward, clauses)
              .filter(({ overruled }) => why?.kind === 'rule' && overruled.includes(why.rule))
              .map((verdict) => clauses.findIndex((clause) => clause.why === verdict.why)),
          )
          expect(covering).toEqual([...expected].sort((a, b) => a - b))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('P5: a rule of several protocols is dead, or may go, only as a whole', () => {
    const [last] = CLOSED as readonly [Clause]
    const rule = { ruleId: asId<never>('sgr-b'), groupId: asId<never>('sg-1'), rank: [0, 1, 0] } as const
    const why = { kind: 'rule', rule: { ...rule, action: 'accept' } } as const
    const other = { kind: 'rule', rule: { ...why.rule, ruleId: asId<never>('sgr-a') } } as const
    const on = (protocol: Clause['protocol'], by: Clause['why']): Clause => ({
      ...{ ...last, action: 'accept', why: by, protocol },
      ports: [{ first: 4, last: 4 }],
    })
    const found = (first: Clause) =>
      findRedundancy(groundsWith('ingress', [first, on(TCP, why), on(UDP, why), ...CLOSED]), 'ingress')
    expect(found(on(TCP, other))).toEqual({ shadowed: [], redundant: [0], removable: [0] })
    expect(found(on('all', other))).toMatchObject({ shadowed: [1, 2] })
  })

  test('each rule of an ENI is listed in its order, with its state', () => {
    fc.assert(
      fc.property(clauseLists(), (clauses) => {
        const rules = effectiveRules(groundsWith('ingress', clauses), 'ingress')
        expect(rules.map(({ clause }) => clause)).toEqual(clauses)
        for (const { state, removable } of rules) if (state === 'shadowed') expect(removable).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('rules that disagree', PATIENCE, () => {
  test('P3: both rules of a pair match the witness, the earlier one decides', () => {
    fc.assert(
      fc.property(clauseLists(), (clauses) => {
        const grounds = groundsWith('ingress', clauses)
        for (const overlap of findOverlaps(grounds, 'ingress')) {
          const witness = overlapWitness(grounds, 'ingress', overlap)
          if (witness === undefined) continue
          expect(evaluate(grounds.policy, 'ingress', witness).why, formatPacket(witness)).toBe(
            clauses[overlap.earlier]?.why,
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  test('P3: a narrow rule in front of a wide one is generalised, two that cross are correlated', () => {
    fc.assert(
      fc.property(clauseLists(), (clauses) => {
        const matched = clauses.map((clause) => matchedBy(clause))
        const kinds = (family: 4 | 6) =>
          findOverlaps(groundsWith('ingress', clauses), 'ingress')
            .filter((overlap) => overlap.family === family)
            .map(({ kind, earlier, later }) => `${kind} ${earlier} ${later}`)
        for (const family of [4, 6] as const) {
          const expected: string[] = []
          for (let later = 0; later < clauses.length - 1; later++) {
            for (let earlier = 0; earlier < later; earlier++) {
              if (clauses[earlier]?.action === clauses[later]?.action) continue
              const [a, b] = [matched[earlier]?.[family], matched[later]?.[family]]
              if (a === undefined || b === undefined) continue
              const both = [...a].filter((packet) => b.has(packet)).length
              if (both === 0 || both === b.size) continue
              expected.push(`${both === a.size ? 'generalised' : 'correlated'} ${earlier} ${later}`)
            }
          }
          expect(kinds(family).sort()).toEqual(expected.sort())
        }
      }),
      { numRuns: 40 },
    )
  })
})

function matchedBy(clause: Clause) {
  const policy = policyWith('ingress', [clause, ...CLOSED])
  const matching = (family: 4 | 6) =>
    new Set(PACKETS[family].filter((packet) => evaluate(policy, 'ingress', packet).why === clause.why))
  return { 4: matching(4), 6: matching(6) }
}
