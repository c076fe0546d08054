// The steps of a change by what packets notice of them, and the transactions that they make.

import type { Element, NamedSet, RulesetPlan, TableFamily } from './ast.ts'
import { Leftovers, marked, markOf } from './leftovers.ts'
import type { Step } from './steps.ts'

/** The kernel's name for what is there while more than one transaction is needed: no plan has it. */
const BETWEEN = 'changing'

export class Parts {
  /** Nothing asks for these before the plan is in force. */
  readonly timeouts: Step[] = []
  readonly chains: Step[] = []
  readonly #sets: Step[] = []
  readonly early: Step[] = []
  readonly chainRules: Step[] = []
  /** With these it is in force. */
  readonly elements: Step[] = []
  readonly rules: Step[] = []
  /** Sessions are told apart by these. */
  readonly epoch: Step[] = []
  /** Only what has passed all else may come in by these. */
  readonly settling: Step[] = []
  readonly left = new Leftovers()
  /** What is prepared must be there before anything may ask for it. */
  needsPreparation = false
  /** Sets with ranges show their changes later than the rules of the same transaction (nft_pipapo_commit). */
  isSlow = false

  addSet(family: TableFamily, set: NamedSet): void {
    this.#sets.push({ do: 'addSet', family, set })
    if (set.interval === true && set.elements.length > 0) this.needsPreparation = true
  }

  /** Whether it moves on behind everything else. */
  #isEpochApart(preparation: readonly Step[]): boolean {
    // Who is judged by sets of before must not be taken for one whom the present epoch has accepted.
    if (this.isSlow) return true
    // Members alone: whom nothing speaks for any more opens no session while the epoch's rules are exchanged.
    return preparation.length + this.rules.length === 0 && this.elements.every(isQuick)
  }

  transactions(from: RulesetPlan, to: RulesetPlan, hasLeftovers: boolean): readonly (readonly Step[])[] {
    const preparation = [...this.timeouts, ...this.chains, ...this.#sets, ...this.early, ...this.chainRules]
    const isLater = from.epoch !== to.epoch && this.epoch.length > 0 && this.#isEpochApart(preparation)
    const change = [...this.elements, ...this.rules, ...(isLater ? [] : this.epoch)]
    const end = [...(isLater ? this.epoch : []), ...this.settling]
    const parts = this.needsPreparation ? [preparation, change, end] : [[...preparation, ...change], end]
    return named(
      parts.filter((steps) => steps.length > 0),
      from,
      to,
      hasLeftovers,
    )
  }
}

/** None of these makes the kernel check all ways through the table: that takes it longer than all else of a small change. */
const isQuick = (step: Step): boolean =>
  (step.do === 'addElements' || step.do === 'deleteElements') && step.set.value !== 'verdict'

/** Each transaction says what is there after it. */
function named(
  transactions: readonly (readonly Step[])[],
  from: RulesetPlan,
  to: RulesetPlan,
  hasLeftovers: boolean,
): readonly (readonly Step[])[] {
  const [before, after] = [markOf(from).element, markOf(to).element]
  const last = hasLeftovers ? marked(after) : after
  const isSame = before.comment === last.comment && before.key[0] === last.key[0]
  if (transactions.length === 0) return isSame ? [] : [renaming(to, before, last)]
  let is = before
  return transactions.map((steps, at) => {
    const next = at === transactions.length - 1 ? last : { ...before, comment: BETWEEN }
    const step = is.comment === next.comment && is.key[0] === next.key[0] ? [] : renaming(to, is, next)
    is = next
    return [...steps, ...step]
  })
}

export function renaming(plan: RulesetPlan, before: Element, after: Element): readonly Step[] {
  const { set } = markOf(plan)
  return [
    { do: 'deleteElements', family: 'inet', set, elements: [before] },
    { do: 'addElements', family: 'inet', set, elements: [after] },
  ]
}
