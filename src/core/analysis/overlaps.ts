// Pairs of rules that speak about the same packets and disagree: the later one is more general, or they cross.

import { NONE } from '../headerspace/bdd.ts'
import { type BoxField, FIELDS } from '../headerspace/boxFields.ts'
import type { Family } from '../model/address.ts'
import type { Direction, Packet } from '../model/packet.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { PolicyGrounds } from './policyGrounds.ts'

export interface Overlap {
  /** `generalised`: the later rule names all that the earlier one names, and more; `correlated`: each names more. */
  readonly kind: 'generalised' | 'correlated'
  readonly family: Family
  /** Places of the two clauses. */
  readonly earlier: number
  readonly later: number
}

const DISJOINT = 0
const WITHIN = 1
const AROUND = 2
const EQUAL = 3
const CROSSING = 4

/** Of rules with different actions; about their texts, whatever stands before them. */
export const findOverlaps = (grounds: PolicyGrounds, direction: Direction): readonly Overlap[] =>
  grounds.families.flatMap((family) => overlapsIn(grounds, direction, family))

function overlapsIn(grounds: PolicyGrounds, direction: Direction, family: Family): readonly Overlap[] {
  const clauses = grounds.policy[direction]
  const ground = grounds.of(direction, family)
  const from = ground.sides[0]?.stretch.from ?? 0
  // Most pairs are disjoint in a field of few sets, which are compared at once.
  const relations = FIELDS.map((name) => new TokenRelations(ground.space.parted[name])).sort(
    (a, b) => a.count - b.count,
  )
  const rules = clauses.flatMap(({ why }, place) => (why.kind === 'rule' ? [place] : []))
  const found: Overlap[] = []
  for (const [at, earlier] of rules.entries()) {
    for (let next = at + 1; next < rules.length; next++) {
      const later = rules[next] as number
      if (clauses[earlier]?.action === clauses[later]?.action) continue
      const relation = productRelation(relations, from + earlier, from + later)
      if (relation === WITHIN) found.push({ kind: 'generalised', family, earlier, later })
      else if (relation === CROSSING) found.push({ kind: 'correlated', family, earlier, later })
    }
  }
  return found
}

/** A packet that both rules name and one of the two decides; undefined when others take all of them before. */
export function overlapWitness(
  grounds: PolicyGrounds,
  direction: Direction,
  { family, earlier, later }: Overlap,
): Packet | undefined {
  const ground = grounds.of(direction, family)
  const [side] = ground.sides
  if (side === undefined) return undefined
  const { space } = ground
  const { from } = side.stretch
  const both = space.diagram.and(space.box(from + earlier), space.box(from + later))
  const { sets } = space.decided({ from, to: from + earlier + 1 }, space.diagram.and(both, side.domain))
  const decided = sets[earlier] as number
  if (decided === NONE) return undefined
  const packet = ground.sample(decided)
  const { why, overruled } = evaluate(grounds.policy, direction, packet)
  const behind = side.clauses[later]?.why
  const names = behind?.kind === 'rule' && overruled.some((rule) => rule.ruleId === behind.rule.ruleId)
  if (why !== side.clauses[earlier]?.why || !names) throw new Error('INVARIANT: both rules match the witness')
  return packet
}

/** Products are related as their fields are, all together. */
function productRelation(relations: readonly TokenRelations[], a: number, b: number): number {
  let isWithin = true
  let isAround = true
  for (const field of relations) {
    const relation = field.between(a, b)
    if (relation === DISJOINT) return DISJOINT
    isWithin &&= relation === WITHIN || relation === EQUAL
    isAround &&= relation === AROUND || relation === EQUAL
  }
  if (isWithin) return isAround ? EQUAL : WITHIN
  return isAround ? AROUND : CROSSING
}

/** How the sets of one field lie to each other, each pair of them compared once. */
class TokenRelations {
  readonly #field: BoxField
  readonly #known: Int8Array

  constructor(field: BoxField) {
    this.#field = field
    this.#known = new Int8Array(field.classes.classesOf.length ** 2).fill(-1)
  }

  get count(): number {
    return this.#field.classes.classesOf.length
  }

  between(boxA: number, boxB: number): number {
    const { tokenOf, classes } = this.#field
    const [a, b] = [tokenOf[boxA] as number, tokenOf[boxB] as number]
    const at = a * classes.classesOf.length + b
    const known = this.#known[at] as number
    if (known !== -1) return known
    const relation = relationOf(classes.classesOf[a] as Uint32Array, classes.classesOf[b] as Uint32Array)
    this.#known[at] = relation
    return relation
  }
}

function relationOf(a: Uint32Array, b: Uint32Array): number {
  let [isMet, isWithin, isAround] = [false, true, true]
  for (let word = 0; word < a.length; word++) {
    const [mine, other] = [a[word] as number, b[word] as number]
    if ((mine & other) !== 0) isMet = true
    if ((mine & ~other) !== 0) isWithin = false
    if ((other & ~mine) !== 0) isAround = false
  }
  if (!isMet) return DISJOINT
  if (isWithin) return isAround ? EQUAL : WITHIN
  return isAround ? AROUND : CROSSING
}
