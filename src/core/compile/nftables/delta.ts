// From the ruleset that is loaded to another one: the least work, in as few transactions as let no packet meet a mix of both.

import type { Element, NamedSet, RulesetPlan, Table, TableFamily } from './ast.ts'
import { type SetChange, setChanges } from './changedSets.ts'
import { differ, EPOCH } from './comparison.ts'
import { Parts } from './deltaParts.ts'
import { treatment } from './hazards.ts'
import { withLeftovers } from './leftovers.ts'
import { asksFor, chainNamed, type Names, nameIn, nextVersion, tableNamed } from './loadedNames.ts'
import { classMoves } from './moves.ts'
import { SETS, unversioned, versionOf } from './names.ts'
import type { Delta, Loaded, Step } from './steps.ts'
import { chainsOf, otherSets } from './tableIndex.ts'

/** nft reads the whole of an interval set again for each element that it deletes. */
const MOST_INTERVAL_DELETES = 8

export const loadedAs = (plan: RulesetPlan): Loaded => ({ plan, versions: new Map(), leftovers: null })

/** The plan with the names that the kernel knows, and what is left over in it. */
export function namesLoaded({ plan, versions, leftovers }: Loaded): RulesetPlan {
  const named =
    versions.size === 0
      ? plan.tables
      : plan.tables.map((table) => tableNamed(table, nameIn(table.family, versions)))
  return leftovers === null
    ? { ...plan, tables: named }
    : { ...plan, tables: withLeftovers(named, leftovers) }
}

/** Takes over from the names in a listing which sets were built anew, and how often. */
export function loadedUnder(plan: RulesetPlan, names: Iterable<readonly [TableFamily, string]>): Loaded {
  const versions = new Map<string, number>()
  for (const [family, name] of names) {
    const version = versionOf(name)
    if (version > 0) versions.set(`${family} ${unversioned(name)}`, version)
  }
  return { plan, versions, leftovers: null }
}

/** Null when the tables themselves are others: only loading all of it helps then. Nothing may be left over. */
export function deltaBetween(from: Loaded, to: RulesetPlan): Delta | null {
  if (from.leftovers !== null) throw new Error('what is left over must go first')
  if (from.plan.tables.length !== to.tables.length) return null
  const versions = new Map(from.versions)
  const parts = new Parts()
  for (const table of to.tables) {
    const old = from.plan.tables.find((each) => each.family === table.family)
    if (old === undefined || !sameHooks(old, table)) return null
    tableDelta({
      from: from.plan,
      to,
      old,
      table,
      names: nameIn(table.family, from.versions),
      versions,
      parts,
    })
  }
  const leftovers = parts.left.isEmpty ? null : parts.left
  const transactions = parts.transactions(from.plan, to, leftovers !== null)
  return { transactions, loaded: { plan: to, versions, leftovers } }
}

interface Task {
  readonly from: RulesetPlan
  readonly to: RulesetPlan
  readonly old: Table
  readonly table: Table
  /** What sets are called that are there. */
  readonly names: Names
  readonly versions: Map<string, number>
  readonly parts: Parts
}

function tableDelta(task: Task): void {
  const { from, to, old, table, names, versions, parts } = task
  const { family } = table
  const moves = family === 'inet' ? classMoves(old, table) : []
  const { changes, passing } = setChanges(old, table, moves)
  const { isWhole, anew } = treatment({ from, to, before: old, after: table, moves, changes, passing })
  setDeltas(task, changes, anew, isWhole)
  const named = nameIn(family, versions)
  const [oldChains, newChains] = [chainsOf(old), chainsOf(table)]
  let reached: ReadonlySet<string> | null = null
  for (const chain of table.chains) {
    const before = oldChains.get(chain.name)
    if (before !== undefined && !differ(before, chain) && !asksFor(chain, anew)) continue
    const { rules } = chainNamed(chain, named)
    if (before === undefined) {
      parts.chains.push({ do: 'addChain', family, chain: { ...chain, rules: [] } })
      if (rules.length > 0) parts.chainRules.push({ do: 'addRules', family, chain: chain.name, rules })
      // To rules of before it would have none.
      reached ??= targetsIn(table)
      if (reached.has(chain.name)) parts.needsPreparation = true
      continue
    }
    // Epochs say which sessions need no other judgement any more.
    const steps = EPOCH.includes(chain.name) ? parts.epoch : parts.rules
    steps.push({ do: 'flushChain', family, chain: chain.name })
    if (rules.length > 0) steps.push({ do: 'addRules', family, chain: chain.name, rules })
  }
  for (const chain of old.chains)
    if (!newChains.has(chain.name)) parts.left.chains.push({ family, chain: chainNamed(chain, names) })
  timeoutDeltas(task)
}

/** Chains that packets come to by elements, which may be newer than the rules that they go by. */
const targetsIn = ({ sets }: Table): ReadonlySet<string> =>
  new Set(
    sets.flatMap(({ value, elements }) =>
      value === 'verdict'
        ? elements.flatMap((each) =>
            typeof each.value === 'object' && 'chain' in each.value ? [each.value.chain] : [],
          )
        : [],
    ),
  )

function timeoutDeltas({ old, table, parts }: Task): void {
  const { family } = table
  const names = ({ timeouts = [] }: Table) => new Set(timeouts.map(({ name }) => name))
  const [before, now] = [names(old), names(table)]
  for (const timeout of table.timeouts ?? []) {
    if (!before.has(timeout.name)) parts.timeouts.push({ do: 'addTimeout', family, timeout })
  }
  for (const timeout of old.timeouts ?? []) {
    if (!now.has(timeout.name)) parts.left.timeouts.push({ family, name: timeout.name, timeout })
  }
}

function setDeltas(
  { old, table, names, versions, parts }: Task,
  changes: ReadonlyMap<string, SetChange>,
  anew: ReadonlySet<string>,
  isWhole: boolean,
): void {
  const { family } = table
  const { come, gone } = otherSets(old, table)
  for (const set of come) parts.addSet(family, set)
  for (const [name, change] of changes) {
    const { before, after } = change
    if (anew.has(name)) {
      parts.addSet(family, { ...after, name: nextVersion(versions, family, name) })
      parts.left.sets.push({ family, set: { ...before, name: names(name) } })
    } else if (name !== SETS.plan) {
      inPlace(parts, family, { ...after, name: names(name) }, change, isWhole)
    }
  }
  for (const set of gone) {
    versions.delete(`${family} ${set.name}`)
    parts.left.sets.push({ family, set: { ...set, name: names(set.name) } })
  }
}

/** S2: asked at another hook than the rest, so that a packet may come by before a change and be judged after it. */
const BOUND: readonly string[] = [
  ...[
    SETS.bound[4],
    SETS.bound[6],
    SETS.boundPrefixes[4],
    SETS.boundPrefixes[6],
    SETS.boundMacs,
    SETS.visible,
  ],
]

function inPlace(
  parts: Parts,
  family: TableFamily,
  actual: NamedSet,
  { elements }: SetChange,
  isWhole: boolean,
): void {
  if (elements === null) throw new Error(`\`${actual.name}\` is of another kind`)
  const set = { ...actual, elements: [] }
  const { early, removed, added, late } = elements
  const step = (what: 'addElements' | 'deleteElements', list: readonly Element[]): Step[] =>
    list.length === 0 ? [] : [{ do: what, family, set, elements: list }]
  parts.early.push(...step('addElements', early))
  if (set.interval === true && early.length > 0) parts.needsPreparation = true
  if (late.length > 0) parts.left.elements.push({ family, set, elements: late })
  if (set.interval === true && removed.length + added.length > 0) parts.isSlow = true
  if (isWhole && BOUND.includes(set.name)) {
    if (removed.length > 0) parts.needsPreparation = true
    parts.early.push(...step('deleteElements', removed))
    parts.settling.push(...step('addElements', added))
  } else if (set.interval === true && set.key.length === 1 && removed.length > MOST_INTERVAL_DELETES) {
    parts.elements.push({ do: 'flushSet', family, set }, ...step('addElements', actual.elements))
  } else {
    parts.elements.push(...step('deleteElements', removed), ...step('addElements', added))
  }
}

/** Chains at hooks come and go, but none is turned into another. */
function sameHooks(old: Table, table: Table): boolean {
  const before = chainsOf(old)
  return table.chains.every(({ name, hook }) => {
    const was = before.get(name)
    return was === undefined || was.hook === hook || JSON.stringify(was.hook) === JSON.stringify(hook)
  })
}
