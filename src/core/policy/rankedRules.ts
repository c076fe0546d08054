// The rules of some groups in one direction, in the order in which they decide: after a change only the rules it is about are ranked.

import type { Direction } from '../model/packet.ts'
import type { Rule } from '../model/rule.ts'
import type { SecurityGroup } from '../model/securityGroup.ts'
import { EditedCopy } from '../model/sharedEnds.ts'
import type { RuleRef } from '../model/verdict.ts'
import { compareRefs, refTo } from './order.ts'
import type { Clause } from './policy.ts'

export interface RankedRule {
  readonly rule: Rule
  readonly group: SecurityGroup
  readonly ref: RuleRef
  /** What was made of it, for whoever makes it; kept as long as the rule is what it is. */
  clause?: Clause
}

/** Which rules of the groups are meant. */
export interface Wanted {
  readonly direction: Direction
  /** Undefined: of any. */
  readonly nic: Rule['nic'] | undefined
}

/** With more changes all of them are ranked anew. */
const FEW = 32

export class RankedRules {
  readonly #wanted: Wanted
  #groups: readonly SecurityGroup[] = []
  /** Of each group as it was given the last time. */
  #rules: readonly (readonly Rule[])[] = []
  #ranked: readonly RankedRule[] = []

  constructor(wanted: Wanted) {
    this.#wanted = wanted
  }

  /** `groups` in the order bound; `rulesOf` gives the same list again while none of the group's rules changes. */
  of(
    groups: readonly SecurityGroup[],
    rulesOf: (group: SecurityGroup) => readonly Rule[],
  ): readonly RankedRule[] {
    const rules = groups.map(rulesOf)
    const isSame =
      groups.length === this.#groups.length && groups.every((each, at) => each === this.#groups[at])
    this.#ranked = (isSame ? this.#edited(groups, rules) : null) ?? this.#anew(groups, rules)
    this.#groups = groups
    this.#rules = rules
    return this.#ranked
  }

  #anew(groups: readonly SecurityGroup[], rules: readonly (readonly Rule[])[]): readonly RankedRule[] {
    const ranked = groups.flatMap((group, position) =>
      (rules[position] ?? [])
        .filter((rule) => this.#isMeant(rule))
        .map((rule) => rankedAs(rule, group, position)),
    )
    return ranked.sort((a, b) => compareRefs(a.ref, b.ref))
  }

  /** Null where too much is other than before. */
  #edited(
    groups: readonly SecurityGroup[],
    rules: readonly (readonly Rule[])[],
  ): readonly RankedRule[] | null {
    const gone: RuleRef[] = []
    const come: RankedRule[] = []
    for (const [position, group] of groups.entries()) {
      const [before = [], after = []] = [this.#rules[position], rules[position]]
      if (before === after) continue
      const left = new Set(before)
      for (const rule of after) {
        if (!left.delete(rule) && this.#isMeant(rule)) come.push(rankedAs(rule, group, position))
      }
      for (const rule of left) if (this.#isMeant(rule)) gone.push(refTo(rule, group, position))
    }
    if (gone.length + come.length === 0) return this.#ranked
    if (gone.length + come.length > FEW) return null
    const copy = new EditedCopy(this.#ranked)
    for (const ref of gone) copy.splice(placeIn(copy.list, ref), 1)
    for (const each of come) copy.splice(placeIn(copy.list, each.ref), 0, each)
    return copy.done()
  }

  #isMeant({ direction, nic }: Rule): boolean {
    return (
      direction === this.#wanted.direction && (this.#wanted.nic === undefined || nic === this.#wanted.nic)
    )
  }
}

const rankedAs = (rule: Rule, group: SecurityGroup, position: number): RankedRule => ({
  rule,
  group,
  ref: refTo(rule, group, position),
})

/** Index of the first that does not decide before the given one. */
function placeIn(ranked: readonly RankedRule[], ref: RuleRef): number {
  let low = 0
  let high = ranked.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareRefs((ranked[middle] as RankedRule).ref, ref) < 0) low = middle + 1
    else high = middle
  }
  return low
}
