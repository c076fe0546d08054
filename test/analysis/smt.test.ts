// Packet sets and what is made of them against an SMT solver, on random policies as wide as real ones.

import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { diffPolicies } from '../../src/core/analysis/diff.ts'
import { Ground } from '../../src/core/analysis/ground.ts'
import { PolicyGrounds } from '../../src/core/analysis/policyGrounds.ts'
import { findRedundancy } from '../../src/core/analysis/shadow.ts'
import { NONE } from '../../src/core/headerspace/bdd.ts'
import { factorsOf } from '../../src/core/headerspace/factors.ts'
import type { PacketSet } from '../../src/core/headerspace/packetSpace.ts'
import { formatPacket } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import type { Clause, EniPolicy } from '../../src/core/policy/policy.ts'
import { resolvePolicy } from '../../src/core/policy/resolve.ts'
import { describeUnless } from '../skipReason.ts'
import { acceptedByDefinition } from './smt/definition.ts'
import { and, domain, firstMatch, inFactors, matches, not, or, Script, xor } from './smt/encode.ts'
import { type Claim, openSolver } from './smt/solver.ts'
import { type WidePair, widePairs } from './smt/wideWorld.ts'

/** `npm run test:soak` asks for many more. */
const PAIRS = Math.ceil(Number(process.env.MENSHEN_WORLDS ?? 50) / 5)
/** A new one each day, and in the title: a failure can be repeated. */
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))

const opened = await openSolver()
const [solver, reason] = typeof opened === 'string' ? [undefined, opened] : [opened, undefined]

const SIDES = (['ingress', 'egress'] as const).flatMap((direction) =>
  ([4, 6] as const).map((family) => ({ direction, family })),
)
const pairs = fc.sample(widePairs, { seed: SEED, numRuns: PAIRS })

describeUnless(reason, `against z3, MENSHEN_SEED=${SEED}`, () => {
  afterAll(() => solver?.end())

  const hasModels = async (script: Script, claims: readonly Claim[]): Promise<readonly boolean[]> =>
    (await solver?.hasModels(script.statements, claims)) ?? []

  test.each(pairs.map((pair, index) => [index, pair] as const))(
    'P3 P4 P5 P6 G1 G2 S1 S2: pair %i: sets, their algebra and emptiness',
    async (_, pair) => {
      for (const { direction, family } of SIDES) {
        const policies = [policyIn(pair.before, pair), policyIn(pair.after, pair)]
        const ground = new Ground(
          policies.map((policy) => ({ policy, direction })),
          family,
        )
        const { space } = ground
        const [p, q] = ground.sides.map((side) => side.accepted()) as [PacketSet, PacketSet]
        const { diagram } = space
        const script = new Script(family)
        const asked = script.define(domain(policies[0] as EniPolicy, direction, family))
        const [byP, byQ] = [pair.before, pair.after].map((world) =>
          script.define(and(asked, definitionIn(world, pair, direction, family))),
        ) as [string, string]
        const sets: Record<string, readonly [PacketSet, string]> = {
          p: [p, byP],
          q: [q, byQ],
          union: [diagram.or(p, q), or(byP, byQ)],
          intersection: [diagram.and(p, q), and(byP, byQ)],
          difference: [diagram.difference(p, q), and(byP, not(byQ))],
          exclusive: [diagram.xor(p, q), xor(byP, byQ)],
          complement: [diagram.difference(ground.sides[0]?.domain ?? NONE, p), and(asked, not(byP))],
        }
        const entries = Object.entries(sets)
        const claims = entries.flatMap(([, [set, formula]]) => [
          { formula: xor(inFactors(script, factorsOf(space, set), family), formula), expected: false },
          { formula, expected: set !== NONE },
        ])
        const found = await hasModels(script, claims)
        const expected = claims.map((claim) => claim.expected)
        expect(named(entries, found), `${direction} IPv${family}`).toEqual(named(entries, expected))
      }
    },
    60_000,
  )

  test.each(pairs.map((pair, index) => [index, pair] as const))(
    'P3: pair %i: every difference is named, with the clauses that decide it',
    async (_, pair) => {
      const [was, is] = [policyIn(pair.before, pair), policyIn(pair.after, pair)]
      const changes = diffPolicies(was, is)
      for (const { direction, family } of SIDES) {
        const mine = changes.filter((each) => each.direction === direction && each.family === family)
        const script = new Script(family)
        const asked = script.define(domain(was, direction, family))
        const [p, q] = [was, is].map((policy) =>
          script.define(firstMatch(policy[direction], direction, family)),
        ) as [string, string]
        const regions = mine.map((each) => script.define(inFactors(script, each.region(), family)))
        const wrong = mine.map(({ before: from, after: to, effect }, place) => {
          const decided = and(
            decides(was[direction], from, direction, family),
            decides(is[direction], to, direction, family),
            effect === 'opened' ? and(not(p), q) : and(p, not(q)),
          )
          return and(regions[place] as string, not(decided))
        })
        const claims = [
          ...[xor(and(asked, xor(p, q)), or(...regions)), ...wrong].map((formula) => no(formula)),
          ...regions.map((formula) => yes(formula)),
        ]
        expect(await hasModels(script, claims)).toEqual(claims.map(({ expected }) => expected))
        for (const { witness, effect } of mine) {
          const actions = [was, is].map((policy) => evaluate(policy, direction, witness).action)
          expect(actions, formatPacket(witness)).toEqual(
            effect === 'opened' ? ['drop', 'accept'] : ['accept', 'drop'],
          )
        }
      }
    },
    60_000,
  )

  test.each(pairs.map((pair, index) => [index, pair] as const))(
    'P3: pair %i: shadowed, redundant and removable rules',
    async (_, pair) => {
      const policy = policyIn(pair.before, pair)
      for (const direction of ['ingress', 'egress'] as const) {
        const clauses = policy[direction]
        const rules = clauses.flatMap(({ why }, place) => (why.kind === 'rule' ? [place] : []))
        const redundancy = findRedundancy(new PolicyGrounds(policy), direction)
        const kept = clauses.filter((_, place) => !redundancy.removable.includes(place))
        // What both families agree on: a rule that one of them needs is needed.
        const reached = new Set<number>()
        const missed = new Set<number>()
        for (const family of [4, 6] as const) {
          const script = new Script(family)
          const asked = script.define(domain(policy, direction, family))
          const all = script.define(firstMatch(clauses, direction, family))
          const differs = (list: readonly Clause[]) =>
            and(asked, xor(all, script.define(firstMatch(list, direction, family))))
          const found = await hasModels(script, [
            no(differs(kept)),
            ...rules.map((place) => ({
              formula: and(asked, decides(clauses, place, direction, family)),
              expected: !redundancy.shadowed.includes(place),
            })),
            ...rules.map((place) => ({
              formula: differs(clauses.toSpliced(place, 1)),
              expected: ![...redundancy.redundant, ...redundancy.shadowed].includes(place),
            })),
          ])
          expect(found[0]).toBe(false)
          for (const [at, place] of rules.entries()) {
            if (found[1 + at] === true) reached.add(place)
            if (found[1 + rules.length + at] === true) missed.add(place)
          }
        }
        expect(redundancy.shadowed).toEqual(rules.filter((place) => !reached.has(place)))
        expect(redundancy.redundant).toEqual(
          rules.filter((place) => reached.has(place) && !missed.has(place)),
        )
      }
    },
    60_000,
  )
})

const yes = (formula: string): Claim => ({ formula, expected: true })
const no = (formula: string): Claim => ({ formula, expected: false })

const decides = (clauses: readonly Clause[], place: number, direction: 'ingress' | 'egress', family: 4 | 6) =>
  and(
    matches(clauses[place] as Clause, direction, family),
    ...clauses.slice(0, place).map((each) => not(matches(each, direction, family))),
  )

function policyIn(world: ResourceReader, { eniId }: WidePair): EniPolicy {
  const policy = resolvePolicy(world, eniId)
  if (policy === undefined) throw new Error(`no \`${eniId}\``)
  return policy
}

function definitionIn(
  world: ResourceReader,
  { eniId }: WidePair,
  direction: 'ingress' | 'egress',
  family: 4 | 6,
): string {
  const eni = world.get('eni', eniId)
  if (eni === undefined) throw new Error(`no \`${eniId}\``)
  return acceptedByDefinition(world, eni, direction, family)
}

const named = (entries: readonly (readonly [string, unknown])[], found: readonly (boolean | undefined)[]) =>
  entries.map(([name], place) => ({
    name,
    differs: found[2 * place],
    isFilled: found[2 * place + 1],
  }))
