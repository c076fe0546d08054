// Whether what the kernel holds is what was planned, and still what it was: rules are known by what they were before.

import type { Element, NamedSet, RulesetPlan, Table } from '../ast.ts'
import { digestOf, digestOfChain, headerOf } from '../digest.ts'
import { missingAndForeign, plannedChains } from '../readback.ts'
import { setsOf } from '../tableIndex.ts'
import type { Found } from './dump.ts'
import type { FoundTable } from './tableReading.ts'

/** By kind and name: what was planned, and what the kernel made of it. */
export type Known = ReadonlyMap<string, { readonly planned: string | number; readonly found: number }>

export interface Judged {
  /** One line each. */
  readonly differences: readonly string[]
  /** For the next time. */
  readonly known: Known
}

export function judged(plan: Pick<RulesetPlan, 'tables'>, { tables }: Found, before: Known): Judged {
  const known = new Map<string, { readonly planned: string | number; readonly found: number }>()
  const differences = plan.tables.flatMap((table) => {
    const found = tables.get(table.family)
    if (found === undefined) return [`table \`${table.family} ${table.name}\` is missing`]
    const isDormant = found.flags !== 0
    return [
      ...(isDormant ? [`table \`${table.family} ${table.name}\` has other flags`] : []),
      ...setDrift(table, found),
      ...chainDrift(table, found),
      ...objectDrift(table, found),
      ...edited(table, found, before, known),
    ]
  })
  return { differences, known }
}

function setDrift(table: Table, found: FoundTable): readonly string[] {
  return missingAndForeign('set', table, setsOf(table), found.sets).concat(
    table.sets.flatMap((set) => {
      const elements = found.sets.get(set.name)?.elements
      if (elements === undefined || elements === null) return []
      const count = set.elements.length
      if (elements.count === count && elements.digest === digestOfSet(set)) return []
      return [`set \`${table.family} ${set.name}\` has other elements: ${elements.count}, planned ${count}`]
    }),
  )
}

const ofSets = new WeakMap<readonly Element[], number>()

/** Worked out once for a list that stays as it is. */
function digestOfSet({ elements }: NamedSet): number {
  const known = ofSets.get(elements) ?? digestOf(elements)
  ofSets.set(elements, known)
  return known
}

function chainDrift(table: Table, found: FoundTable): readonly string[] {
  const planned = plannedChains(table)
  return missingAndForeign('chain', table, planned, found.chains).concat(
    [...planned].flatMap(([name, [hook = '', ...comments]]) => {
      const there = found.chains.get(name)
      if (there === undefined) return []
      if (hook === there.hook && comments.join('\n') === there.comments.join('\n')) return []
      return [
        `chain \`${table.family} ${name}\` has other rules: ${there.comments.length}, planned ${comments.length}`,
      ]
    }),
  )
}

function objectDrift(table: Table, found: FoundTable): readonly string[] {
  const planned = new Map((table.timeouts ?? []).map((timeout) => [timeout.name, timeout]))
  return missingAndForeign('object', table, planned, found.objects)
}

/** What was planned as before, and is not as before. */
function edited(
  table: Table,
  found: FoundTable,
  before: Known,
  known: Map<string, { readonly planned: string | number; readonly found: number }>,
): readonly string[] {
  const isOther = (what: string, name: string, planned: string | number, is: number): readonly string[] => {
    const key = `${what} ${table.family} ${name}`
    const was = before.get(key)
    known.set(key, { planned, found: is })
    return was?.planned === planned && was.found !== is
      ? [`${what} \`${table.family} ${name}\` was edited`]
      : []
  }
  const chains = table.chains.flatMap((chain) => {
    const there = found.chains.get(chain.name)
    if (there === undefined) return []
    const { name } = chain
    return [
      ...isOther('head of chain', name, JSON.stringify(chain.hook ?? null), there.header),
      ...isOther('chain', name, digestOfChain(chain), there.rules),
    ]
  })
  const sets = table.sets.flatMap((set) => {
    const there = found.sets.get(set.name)
    return there === undefined ? [] : isOther('head of set', set.name, headerOf(set), there.header)
  })
  const objects = [...found.objects].flatMap(([name, is]) => isOther('object', name, name, is))
  return [...chains, ...sets, ...objects]
}
