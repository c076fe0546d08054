// The parts of a table by name: worked out once for each table, since whoever compares two of them asks again and again.

import type { Chain, NamedSet, Table } from './ast.ts'

const tablesChains = new WeakMap<Table, ReadonlyMap<string, Chain>>()
const tablesSets = new WeakMap<Table, ReadonlyMap<string, NamedSet>>()

export function chainsOf(table: Table): ReadonlyMap<string, Chain> {
  const known = tablesChains.get(table) ?? new Map(table.chains.map((chain) => [chain.name, chain]))
  tablesChains.set(table, known)
  return known
}

export function setsOf(table: Table): ReadonlyMap<string, NamedSet> {
  const known = tablesSets.get(table) ?? new Map(table.sets.map((set) => [set.name, set]))
  tablesSets.set(table, known)
  return known
}
