// What becomes of a loaded ruleset, as data: steps, and the transactions that they make.

import type { Chain, Element, NamedSet, Rule, RulesetPlan, TableFamily, Timeout } from './ast.ts'
import type { Leftovers } from './leftovers.ts'

/** What the kernel was given: a plan, some of whose sets may be called otherwise there. */
export interface Loaded {
  readonly plan: RulesetPlan
  /** By family and name in the plan; none = the name of the plan itself. */
  readonly versions: ReadonlyMap<string, number>
  /** What nobody asks any more but packets that are still on their way; null = nothing. */
  readonly leftovers: Leftovers | null
}

/** In an order in which nothing is missed that another step needs. */
export type Step =
  | { readonly do: 'addChain'; readonly family: TableFamily; readonly chain: Chain }
  | { readonly do: 'addSet'; readonly family: TableFamily; readonly set: NamedSet }
  | {
      readonly do: 'addElements' | 'deleteElements'
      readonly family: TableFamily
      /** Of what kind it is; its elements are of no account. */
      readonly set: NamedSet
      readonly elements: readonly Element[]
    }
  | { readonly do: 'flushSet'; readonly family: TableFamily; readonly set: NamedSet }
  | {
      readonly do: 'addRules'
      readonly family: TableFamily
      readonly chain: string
      readonly rules: readonly Rule[]
    }
  | { readonly do: 'flushChain' | 'deleteChain'; readonly family: TableFamily; readonly chain: string }
  | { readonly do: 'deleteSet'; readonly family: TableFamily; readonly set: NamedSet }
  | { readonly do: 'addTimeout'; readonly family: TableFamily; readonly timeout: Timeout }
  | { readonly do: 'deleteTimeout'; readonly family: TableFamily; readonly name: string }

export interface Delta {
  /** One after the other; the plan is in force after the last one. */
  readonly transactions: readonly (readonly Step[])[]
  /** What is loaded then. */
  readonly loaded: Loaded
}
