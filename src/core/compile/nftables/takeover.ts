// A ruleset that another process has changed last: the plan is in force, and what that change left behind is still there.

import type { NamedSet, RulesetPlan, Table } from './ast.ts'
import { mayHoldMore } from './changedSets.ts'
import { Leftovers } from './leftovers.ts'
import { nameIn, tableNamed } from './loadedNames.ts'
import { SETS, unversioned, versionOf } from './names.ts'
import { elementText, plannedChains, type ReadTable, readback } from './readback.ts'
import type { Loaded } from './steps.ts'

/** Null where something is missing, or other than planned: that no change has left behind. */
export function takenOver(plan: RulesetPlan, listing: string): Loaded | null {
  const { tables } = readback(listing)
  const versions = versionsIn(plan, tables)
  const leftovers = new Leftovers()
  for (const table of plan.tables) {
    const read = tables.find(({ family }) => family === table.family)
    const named = tableNamed(table, nameIn(table.family, versions))
    if (read === undefined || !collect(leftovers, named, read)) return null
  }
  return { plan, versions, leftovers }
}

/** Of a set and its successor the rules ask for the latter. */
function versionsIn(plan: RulesetPlan, tables: readonly ReadTable[]): ReadonlyMap<string, number> {
  const planned = new Set(
    plan.tables.flatMap(({ family, sets }) => sets.map(({ name }) => `${family} ${name}`)),
  )
  const versions = new Map<string, number>()
  for (const { family, sets } of tables) {
    for (const name of sets.keys()) {
      const key = `${family} ${unversioned(name)}`
      if (planned.has(key) && versionOf(name) > (versions.get(key) ?? 0)) versions.set(key, versionOf(name))
    }
  }
  return versions
}

function collect(leftovers: Leftovers, table: Table, read: ReadTable): boolean {
  const { family } = table
  const sets = new Set<string>()
  for (const set of table.sets) {
    sets.add(set.name)
    const there = read.sets.get(set.name)
    if (there === undefined) return false
    if (set.name === SETS.plan) continue
    const texts = new Set(there)
    if (!set.elements.every((each) => texts.has(elementText(each)))) return false
    if (texts.size === set.elements.length) continue
    if (!mayHoldMore(set)) return false
    leftovers.elements.push({ family, set: { ...set, elements: [] }, elements: null })
  }
  const chains = plannedChains(table)
  for (const [name, rules] of chains) if (read.chains.get(name)?.join('\n') !== rules.join('\n')) return false
  for (const name of read.sets.keys())
    if (!sets.has(name)) leftovers.sets.push({ family, set: gone(name, read) })
  for (const name of read.chains.keys())
    if (!chains.has(name)) leftovers.chains.push({ family, chain: { name, rules: [] } })
  const timeouts = new Set((table.timeouts ?? []).map(({ name }) => name))
  for (const name of read.timeouts) if (!timeouts.has(name)) leftovers.timeouts.push({ family, name })
  return true
}

/** All that a command that deletes it has to know. */
const gone = (name: string, { maps }: ReadTable): NamedSet => ({
  ...{ name, key: [], elements: [] },
  ...(maps.has(name) ? { value: 'verdict' as const } : {}),
})
