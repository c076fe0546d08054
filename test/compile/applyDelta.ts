// A kernel that exists only in memory takes the steps of a delta, and refuses what the real one would refuse.

import {
  type Chain,
  type Element,
  isSpan,
  type NamedSet,
  type Part,
  type RulesetPlan,
  type Table,
  type Timeout,
} from '../../src/core/compile/nftables/ast.ts'
import { elementKey } from '../../src/core/compile/nftables/elements.ts'
import type { Step } from '../../src/core/compile/nftables/steps.ts'

/** The tables after all steps; sets, chains and elements in no particular order. */
export function applySteps(plan: RulesetPlan, steps: readonly Step[]): readonly Table[] {
  const tables = new Map(plan.tables.map((table) => [table.family, new LiveTable(table)]))
  const created = new Set<string>()
  for (const step of steps) {
    const table = tables.get(step.family)
    if (table === undefined) throw new Error(`no table ${step.family}`)
    if (step.do === 'addSet') {
      // Kernels have mixed up old and new elements of a name that was used twice in a transaction.
      if (table.sets.has(step.set.name) || created.has(step.set.name))
        throw new Error(`set twice: ${step.set.name}`)
      created.add(step.set.name)
    }
    table.take(step)
  }
  return [...tables.values()].map((table) => table.result())
}

type LiveSet = Omit<NamedSet, 'elements'> & { readonly elements: Map<string, Element> }

class LiveTable {
  readonly sets: Map<string, LiveSet>
  readonly #table: Table
  readonly #chains: Map<string, Chain>
  readonly #timeouts: Map<string, Timeout>

  constructor(table: Table) {
    this.#table = table
    this.sets = new Map(table.sets.map((set) => [set.name, live(set)]))
    this.#chains = new Map(table.chains.map((chain) => [chain.name, chain]))
    this.#timeouts = new Map((table.timeouts ?? []).map((each) => [each.name, each]))
  }

  take(step: Step): void {
    switch (step.do) {
      case 'addChain':
        if (this.#chains.has(step.chain.name)) throw new Error(`chain twice: ${step.chain.name}`)
        this.#chains.set(step.chain.name, step.chain)
        return
      case 'addSet':
        this.sets.set(step.set.name, live({ ...step.set, elements: [] }))
        for (const element of step.set.elements) this.#add(step.set, element)
        return
      case 'deleteSet': {
        const user = [...this.#chains.values()].find((chain) => namesIn(chain).includes(step.set.name))
        if (user !== undefined) throw new Error(`busy: ${step.set.name} is in ${user.name}`)
        if (!this.sets.delete(step.set.name)) throw new Error(`no set ${step.set.name}`)
        return
      }
      case 'flushSet':
        this.#set(step.set.name).elements.clear()
        return
      case 'addElements':
        for (const element of step.elements) this.#add(step.set, element)
        return
      case 'deleteElements':
        for (const element of step.elements) {
          if (!this.#set(step.set.name).elements.delete(elementKey(element)))
            throw new Error(`no element ${elementKey(element)} in ${step.set.name}`)
        }
        return
      case 'flushChain':
        this.#chains.set(step.chain, { ...this.#chain(step.chain), rules: [] })
        return
      case 'addRules': {
        const chain = this.#chain(step.chain)
        const after = { ...chain, rules: [...chain.rules, ...step.rules] }
        for (const name of namesIn(after)) this.#set(name)
        for (const name of timeoutsIn(after))
          if (!this.#timeouts.has(name)) throw new Error(`no timeout ${name}`)
        for (const name of jumpsIn(after)) this.#chain(name)
        this.#chains.set(step.chain, after)
        return
      }
      case 'deleteChain':
        this.#delete(step.chain)
        return
      case 'addTimeout':
        if (this.#timeouts.has(step.timeout.name)) throw new Error(`timeout twice: ${step.timeout.name}`)
        this.#timeouts.set(step.timeout.name, step.timeout)
        return
      case 'deleteTimeout': {
        const { name } = step
        const user = [...this.#chains.values()].find((chain) => timeoutsIn(chain).includes(name))
        if (user !== undefined) throw new Error(`busy: ${name} is in ${user.name}`)
        if (!this.#timeouts.delete(name)) throw new Error(`no timeout ${name}`)
      }
    }
  }

  result(): Table {
    const sets = [...this.sets.values()].map((set) => ({ ...set, elements: [...set.elements.values()] }))
    const { timeouts: _, ...table } = this.#table
    return {
      ...table,
      ...(this.#timeouts.size === 0 ? {} : { timeouts: [...this.#timeouts.values()] }),
      ...{ sets, chains: [...this.#chains.values()] },
    }
  }

  #add(given: NamedSet, element: Element): void {
    const set = this.#set(given.name)
    const rivals = set.interval ? [...set.elements.values()] : []
    const rival = rivals.find((each) => each.key.every((part, at) => meet(part, element.key[at] as Part)))
    if (rival !== undefined || set.elements.has(elementKey(element)))
      throw new Error(`${elementKey(element)} is in ${set.name}`)
    if (typeof element.value === 'object' && 'chain' in element.value) this.#chain(element.value.chain)
    set.elements.set(elementKey(element), element)
  }

  #delete(name: string): void {
    if (this.#chain(name).rules.length > 0) throw new Error(`busy: ${name} has rules`)
    const rest = [...this.#chains.values()].filter((chain) => chain.name !== name)
    const isNamed =
      rest.some((chain) => jumpsIn(chain).includes(name)) ||
      [...this.sets.values()].some((set) =>
        [...set.elements.values()].some(
          ({ value }) => typeof value === 'object' && 'chain' in value && value.chain === name,
        ),
      )
    if (isNamed) throw new Error(`busy: ${name} is jumped to`)
    this.#chains.delete(name)
  }

  #set(name: string): LiveSet {
    const set = this.sets.get(name)
    if (set === undefined) throw new Error(`no set ${name}`)
    return set
  }

  #chain(name: string): Chain {
    const chain = this.#chains.get(name)
    if (chain === undefined) throw new Error(`no chain ${name}`)
    return chain
  }
}

const live = (set: NamedSet): LiveSet => ({
  ...set,
  elements: new Map(set.elements.map((element) => [elementKey(element), element])),
})

const namesIn = (chain: Chain): readonly string[] =>
  chain.rules.flatMap(({ statements }) =>
    statements.flatMap((each) => ('set' in each ? [each.set] : 'map' in each ? [each.map] : [])),
  )

const timeoutsIn = (chain: Chain): readonly string[] =>
  chain.rules.flatMap(({ statements }) =>
    statements.flatMap((each) => ('timeout' in each ? [each.timeout] : [])),
  )

const jumpsIn = (chain: Chain): readonly string[] =>
  chain.rules.flatMap(({ statements }) => statements.flatMap((each) => ('chain' in each ? [each.chain] : [])))

function meet(a: Part, b: Part): boolean {
  const [first, second] = [a, b].map((part) => (isSpan(part) ? part : { first: part, last: part }))
  if (first === undefined || second === undefined) return false
  return first.first <= second.last && second.first <= first.last
}

/** Tables as text in which the order of sets, chains and elements does not show; rules keep theirs. */
export const normalised = (tables: readonly Table[]): unknown =>
  tables.map((table) => ({
    family: table.family,
    sets: sorted(
      table.sets.map((set) => ({
        ...set,
        elements: sorted(set.elements.map((each) => ({ ...each, key: elementKey(each) }))),
      })),
    ),
    chains: sorted(table.chains),
    timeouts: sorted(table.timeouts ?? []),
  }))

const sorted = (list: readonly unknown[]): readonly string[] =>
  list
    .map((each) => JSON.stringify(each, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)))
    .sort()
