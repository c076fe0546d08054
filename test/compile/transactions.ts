// Deltas as the agent gives them to the kernel: one transaction after the other, then away with what they left behind.

import { expect } from 'vitest'
import type { RulesetPlan, Table } from '../../src/core/compile/nftables/ast.ts'
import { cleaning } from '../../src/core/compile/nftables/cleaning.ts'
import { deltaBetween, namesLoaded } from '../../src/core/compile/nftables/delta.ts'
import type { Delta, Loaded } from '../../src/core/compile/nftables/steps.ts'
import { applySteps, normalised } from './applyDelta.ts'

export interface Transition {
  /** Until the new plan is in force. */
  readonly delta: Delta
  /** Later; null = nothing was left behind. */
  readonly cleaning: Delta | null
  /** When all is done. */
  readonly loaded: Loaded
}

export function transition(from: Loaded, to: RulesetPlan): Transition {
  const delta = deltaBetween(from, to)
  if (delta === null) throw new Error('no delta')
  const clean = cleaning(delta.loaded)
  return { delta, cleaning: clean, loaded: clean?.loaded ?? delta.loaded }
}

/** The tables before, between and after the transactions, as long as each is taken and leads to where it should. */
export function statesOf(from: Loaded, { transactions, loaded }: Delta): readonly (readonly Table[])[] {
  let plan = namesLoaded(from)
  const states = [plan.tables]
  for (const steps of transactions) {
    plan = { ...plan, tables: applySteps(plan, steps) }
    states.push(plan.tables)
  }
  expect(normalised(plan.tables)).toEqual(normalised(namesLoaded(loaded).tables))
  return states
}

/** The tables when the plan is in force, and when nothing is left behind. */
export function tablesAfter(
  from: Loaded,
  { delta, cleaning: clean }: Transition,
): readonly [readonly Table[], readonly Table[]] {
  const inForce = statesOf(from, delta).at(-1) as readonly Table[]
  const clear = clean === null ? inForce : (statesOf(delta.loaded, clean).at(-1) as readonly Table[])
  return [inForce, clear]
}
