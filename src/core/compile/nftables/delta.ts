// From the ruleset that is loaded to another one: the least work, as one transaction.

import type {
  Chain,
  Element,
  NamedSet,
  Rule,
  RulesetPlan,
  Statement,
  Table,
  TableFamily,
  Timeout,
} from './ast.ts'
import { digestOfChain, headerOf } from './digest.ts'
import { elementChanges } from './elements.ts'
import { unversioned, versioned, versionOf } from './names.ts'

/** What the kernel was given: a plan, some of whose sets may be called otherwise there. */
export interface Loaded {
  readonly plan: RulesetPlan
  /** By family and name in the plan; none = the name of the plan itself. */
  readonly versions: ReadonlyMap<string, number>
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
  | {
      readonly do: 'addTimeout' | 'deleteTimeout'
      readonly family: TableFamily
      readonly timeout: Timeout
    }

export interface Delta {
  readonly steps: readonly Step[]
  /** What is loaded once the steps are done. */
  readonly loaded: Loaded
}

/** Deleting an element of a concatenation with ranges costs the kernel a walk over all of them, 5 µs each. */
const MOST_PIPAPO_DELETES = 4
/** nft reads the whole of an interval set again for each element that it deletes. */
const MOST_INTERVAL_DELETES = 8

export const loadedAs = (plan: RulesetPlan): Loaded => ({ plan, versions: new Map() })

/** The plan with the names that the kernel knows. */
export const namesLoaded = ({ plan, versions }: Loaded): RulesetPlan =>
  versions.size === 0
    ? plan
    : { ...plan, tables: plan.tables.map((table) => tableNamed(table, nameIn(table.family, versions))) }

/** Takes over from the names in a listing which sets were built anew, and how often. */
export function loadedUnder(plan: RulesetPlan, names: Iterable<readonly [TableFamily, string]>): Loaded {
  const versions = new Map<string, number>()
  for (const [family, name] of names) {
    const version = versionOf(name)
    if (version > 0) versions.set(`${family} ${unversioned(name)}`, version)
  }
  return { plan, versions }
}

/** Null when the tables themselves are others: only loading all of it helps then. */
export function deltaBetween(from: Loaded, to: RulesetPlan): Delta | null {
  const versions = new Map(from.versions)
  const parts: Parts = { before: [], elements: [], chains: [], after: [] }
  for (const table of to.tables) {
    const old = from.plan.tables.find((each) => each.family === table.family)
    if (old === undefined || !sameHooks(old, table)) return null
    tableDelta({ old, table, names: nameIn(table.family, from.versions), versions, parts })
  }
  if (from.plan.tables.length !== to.tables.length) return null
  const steps = [...parts.before, ...parts.elements, ...parts.chains, ...parts.after]
  return { steps, loaded: { plan: to, versions } }
}

type Names = (name: string) => string

interface Parts {
  readonly before: Step[]
  readonly elements: Step[]
  readonly chains: Step[]
  readonly after: Step[]
}

interface Task {
  readonly old: Table
  readonly table: Table
  /** What sets are called that are there. */
  readonly names: Names
  readonly versions: Map<string, number>
  readonly parts: Parts
}

function tableDelta(task: Task): void {
  const { old, table, names, versions, parts } = task
  const { family } = table
  const replaced = setDeltas(task)
  const named = nameIn(family, versions)
  const oldChains = new Map(old.chains.map((chain) => [chain.name, chain]))
  const newChains: Step[] = []
  for (const chain of table.chains) {
    const before = oldChains.get(chain.name)
    oldChains.delete(chain.name)
    if (before !== undefined && !changesChain(before, chain, replaced)) continue
    if (before === undefined) newChains.push({ do: 'addChain', family, chain: { ...chain, rules: [] } })
    else parts.chains.push({ do: 'flushChain', family, chain: chain.name })
    const { rules } = chainNamed(chain, named)
    if (rules.length > 0) parts.chains.push({ do: 'addRules', family, chain: chain.name, rules })
  }
  // Elements of new sets may name new chains.
  parts.before.unshift(...newChains)
  for (const chain of oldChains.keys()) parts.chains.push({ do: 'flushChain', family, chain })
  for (const set of replaced.old) {
    parts.after.push({ do: 'deleteSet', family, set: { ...set, name: names(set.name) } })
  }
  for (const chain of oldChains.keys()) parts.after.push({ do: 'deleteChain', family, chain })
  timeoutDeltas(task)
}

/** Rules name them: they come first and go last. */
function timeoutDeltas({ old, table, parts }: Task): void {
  const { family } = table
  const names = ({ timeouts = [] }: Table) => new Set(timeouts.map(({ name }) => name))
  const [before, now] = [names(old), names(table)]
  for (const timeout of table.timeouts ?? []) {
    if (!before.has(timeout.name)) parts.before.unshift({ do: 'addTimeout', family, timeout })
  }
  for (const timeout of old.timeouts ?? []) {
    if (!now.has(timeout.name)) parts.after.push({ do: 'deleteTimeout', family, timeout })
  }
}

interface Replaced {
  /** Sets that go, or make room for a successor. */
  readonly old: readonly NamedSet[]
  /** Sets that chains must look for under another name. */
  readonly names: ReadonlySet<string>
}

function setDeltas({ old, table, names, versions, parts }: Task): Replaced {
  const { family } = table
  const oldSets = new Map(old.sets.map((set) => [set.name, set]))
  const gone: NamedSet[] = []
  const renamed = new Set<string>()
  for (const set of table.sets) {
    const before = oldSets.get(set.name)
    oldSets.delete(set.name)
    if (before === set) continue
    if (before === undefined) {
      parts.before.push({ do: 'addSet', family, set })
      continue
    }
    const change = headerOf(before) === headerOf(set) ? elementChanges(before, set) : null
    if (change !== null && !isDear(set, change.removed.length)) {
      const actual = { ...set, name: names(set.name), elements: [] }
      if (change.removed.length > 0)
        parts.elements.push({ do: 'deleteElements', family, set: actual, elements: change.removed })
      if (change.added.length > 0)
        parts.elements.push({ do: 'addElements', family, set: actual, elements: change.added })
    } else if (change !== null && set.key.length === 1) {
      const actual = { ...set, name: names(set.name), elements: [] }
      parts.elements.push({ do: 'flushSet', family, set: actual })
      if (set.elements.length > 0)
        parts.elements.push({ do: 'addElements', family, set: actual, elements: set.elements })
    } else {
      const version = (versions.get(`${family} ${set.name}`) ?? 0) + 1
      versions.set(`${family} ${set.name}`, version)
      parts.before.push({ do: 'addSet', family, set: { ...set, name: versioned(set.name, version) } })
      renamed.add(set.name)
      gone.push(before)
    }
  }
  for (const set of oldSets.values()) {
    versions.delete(`${family} ${set.name}`)
    gone.push(set)
  }
  return { old: gone, names: renamed }
}

const isDear = (set: NamedSet, deletes: number): boolean =>
  set.interval === true && deletes > (set.key.length > 1 ? MOST_PIPAPO_DELETES : MOST_INTERVAL_DELETES)

function changesChain(before: Chain, after: Chain, replaced: Replaced): boolean {
  if (before !== after && digestOfChain(before) !== digestOfChain(after)) return true
  return replaced.names.size > 0 && after.rules.some((rule) => rule.statements.some(looksIn(replaced.names)))
}

const looksIn =
  (names: ReadonlySet<string>) =>
  (statement: Statement): boolean =>
    names.has(setNameIn(statement) ?? '')

function setNameIn(statement: Statement): string | undefined {
  if ('set' in statement) return statement.set
  return 'map' in statement ? statement.map : undefined
}

const nameIn =
  (family: TableFamily, versions: ReadonlyMap<string, number>): Names =>
  (name) =>
    versioned(name, versions.get(`${family} ${name}`) ?? 0)

const tableNamed = (table: Table, names: Names): Table => ({
  ...table,
  sets: table.sets.map((set) => (names(set.name) === set.name ? set : { ...set, name: names(set.name) })),
  chains: table.chains.map((chain) => chainNamed(chain, names)),
})

function chainNamed(chain: Chain, names: Names): Chain {
  const isCalled = (statement: Statement): boolean => {
    const name = setNameIn(statement)
    return name === undefined || names(name) === name
  }
  if (chain.rules.every((rule) => rule.statements.every(isCalled))) return chain
  return {
    ...chain,
    rules: chain.rules.map((rule) => ({
      ...rule,
      statements: rule.statements.map((statement) => statementNamed(statement, names)),
    })),
  }
}

function statementNamed(statement: Statement, names: Names): Statement {
  if ('set' in statement) return { ...statement, set: names(statement.set) }
  return 'map' in statement ? { ...statement, map: names(statement.map) } : statement
}

/** Chains at hooks come and go, but none is turned into another. */
function sameHooks(old: Table, table: Table): boolean {
  const before = new Map(old.chains.map((chain) => [chain.name, JSON.stringify(chain.hook)]))
  return table.chains.every(
    ({ name, hook }) => !before.has(name) || before.get(name) === JSON.stringify(hook),
  )
}
