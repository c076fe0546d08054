// What sets are called in the kernel: those that were built anew bear a version.

import type { Chain, Statement, Table, TableFamily } from './ast.ts'
import { versioned } from './names.ts'

export type Names = (name: string) => string

/** Whether its rules look into one of these. */
export const asksFor = (chain: Chain, names: ReadonlySet<string>): boolean =>
  names.size > 0 && chain.rules.some((rule) => rule.statements.some(looksIn(names)))

const looksIn =
  (names: ReadonlySet<string>) =>
  (statement: Statement): boolean =>
    names.has(setNameIn(statement) ?? '')

/** The set or map that it asks for. */
export function setNameIn(statement: Statement): string | undefined {
  if ('set' in statement) return statement.set
  return 'map' in statement ? statement.map : undefined
}

export const nameIn =
  (family: TableFamily, versions: ReadonlyMap<string, number>): Names =>
  (name) =>
    versioned(name, versions.get(`${family} ${name}`) ?? 0)

/** What the set's successor is called, noted as the one that is asked for. */
export function nextVersion(versions: Map<string, number>, family: TableFamily, name: string): string {
  const version = (versions.get(`${family} ${name}`) ?? 0) + 1
  versions.set(`${family} ${name}`, version)
  return versioned(name, version)
}

export const tableNamed = (table: Table, names: Names): Table => ({
  ...table,
  sets: table.sets.map((set) => (names(set.name) === set.name ? set : { ...set, name: names(set.name) })),
  chains: table.chains.map((chain) => chainNamed(chain, names)),
})

export function chainNamed(chain: Chain, names: Names): Chain {
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
