// Declarative policy as it is kept: what was applied last, tests that hold for every change, plans waiting to be applied.

import type { AccountId } from './ids.ts'
import type { Kind } from './resources.ts'

/** A file as its author wrote it. */
export interface PolicyFile {
  readonly name: string
  readonly text: string
}

/** Where something stands in a file; both count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Which resource each name of the policy stands for: they keep their ids from one apply to the next. */
export interface Bindings {
  readonly groups: { readonly [key: string]: string }
  readonly prefixLists: { readonly [key: string]: string }
  readonly portLists: { readonly [key: string]: string }
}

/** The policy of one name as it was applied last; id: account and name. */
export interface PolicyDocument {
  readonly id: string
  readonly accountId: AccountId
  readonly name: string
  readonly files: readonly PolicyFile[]
  readonly bindings: Bindings
  /** Where the rule with this id was declared. */
  readonly places: { readonly [ruleId: string]: Place }
  /** Keys of the tags that the policy put on each group; left out by documents of older versions. */
  readonly tagKeys?: { readonly [groupKey: string]: readonly string[] }
  readonly appliedAt: number
}

/**
 * `allow`: everybody of the one end reaches everybody of the other with every packet of the service; `deny`: not a
 * single packet gets there; `only`: nobody else reaches the other end.
 */
export type TestClaim = 'allow' | 'deny' | 'only'

export interface PolicyTest {
  readonly id: string
  readonly accountId: AccountId
  /** Tests are installed and replaced together: the name of their policy. */
  readonly suite: string
  readonly name: string
  readonly claim: TestClaim
  /** `<end> -> <end> [service]` as written. */
  readonly text: string
  /** The same with names of the policy replaced by ids. */
  readonly resolved: string
  readonly place: Place
}

/** What an apply would do, kept so that exactly that is applied or nothing. */
export interface Plan {
  readonly id: string
  readonly accountId: AccountId
  readonly policy: string
  readonly files: readonly PolicyFile[]
  /** Of the state it was made for. */
  readonly revision: number
  /** Resources that it changes, with a digest of each as it was. */
  readonly touched: readonly { readonly kind: Kind; readonly id: string; readonly digest: string }[]
  /** Of all changes, ids of new resources apart. */
  readonly digest: string
  readonly createdAt: number
}

/** One document, id `policyTests`: whether a failing test refuses a change or only warns. */
export interface TestSettings {
  readonly id: 'policyTests'
  readonly mode: 'refuse' | 'warn'
  readonly reason: string
}
