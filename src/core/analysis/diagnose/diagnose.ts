// Why a packet passes or not: everything on its way, what overruled what, and what could be changed about it.

import type { ResourceReader } from '../../model/resources.ts'
import type { Action } from '../../model/rule.ts'
import type { RuleRef, Why } from '../../model/verdict.ts'
import { type Fixes, fixesOf } from './fixes.ts'
import { isOpen, type Question, type Ways, waysOf } from './question.ts'

export interface Diagnosis extends Fixes {
  readonly question: Question
  /** Drop also where only the answer is dropped: nobody could use such a connection. */
  readonly action: Action
  readonly ways: Ways
}

/** As many fixes are weighed where nobody says how many; the narrow ones come first anyway. */
const MOST_WEIGHED = 16

export function diagnose(reader: ResourceReader, question: Question, mostWeighed = MOST_WEIGHED): Diagnosis {
  const ways = waysOf(reader, question)
  return {
    question,
    action: isOpen(ways) ? 'accept' : 'drop',
    ways,
    ...fixesOf(reader, question, ways, mostWeighed),
  }
}

export type Overruling = 'laterGroup' | 'lowerPriority' | 'tie' | 'laterRule' | 'notARule'

/** Why a rule that matches as well does not decide (P3). */
export function overrulingOf(deciding: Why, { rank }: RuleRef): Overruling {
  if (deciding.kind !== 'rule') return 'notARule'
  const [group, precedence, tie] = deciding.rule.rank
  if (rank[0] !== group) return 'laterGroup'
  if (rank[1] !== precedence) return 'lowerPriority'
  return rank[2] === tie ? 'laterRule' : 'tie'
}
