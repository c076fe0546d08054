// A ruleset that is being changed while a packet is on its way through it, moment by moment, as the kernel lets packets see it.
//
// - The rules of a hook are read from the generation in which the packet comes to it.
// - Elements are looked up in the generation that is current at the lookup. Hashes change when the generation does;
//   sets with ranges somewhat later, each at a moment of its own (nft_pipapo_commit).
// - A chain that the packet's generation of rules does not know yet has no rules; a set that is gone has no elements.

import type { Chain, Element, NamedSet, Table } from '../../src/core/compile/nftables/ast.ts'
import { elementKey } from '../../src/core/compile/nftables/elements.ts'
import type { Ruleset } from '../../src/core/compile/nftables/interpret.ts'

/** How many looks a packet has taken when the generation changes, and when sets with ranges have changed as well. */
export interface Moment {
  readonly flip: number
  readonly publish: number
}

/** One way of a packet through states of which each took the place of the one before at its own moment. */
export class Passing implements Ruleset {
  /** How often the packet has looked. */
  looks = 0
  readonly #states: readonly Table[]
  readonly #moments: readonly Moment[]

  constructor(states: readonly Table[], moments: readonly Moment[]) {
    this.#states = states
    this.#moments = moments
  }

  chains(): ReadonlyMap<string, Chain> {
    const at = this.#look('flip')
    return chainsIn(this.#states, this.#states[at] as Table)
  }

  set(name: string): NamedSet | undefined {
    const look = this.looks
    const newest = this.#look('flip')
    const set = setsIn(this.#states[newest] as Table).get(name)
    if (set?.interval !== true) return set
    const published = this.#moments.filter(({ publish }) => publish <= look).length
    // Nobody sees the elements of a new set before they are published.
    return setsIn(this.#states[published] as Table).get(name) ?? { ...set, elements: [] }
  }

  #look(kind: keyof Moment): number {
    const look = this.looks++
    return this.#moments.filter((moment) => moment[kind] <= look).length
  }
}

/** Every way in which one change can come in between the looks of a packet; `pass` tells how many those were. */
export function eachMoment(hasRanges: boolean, pass: (moment: Moment) => number): void {
  for (let flip = 1; ; flip++) {
    let looks = 0
    for (let publish = flip; publish === flip || (hasRanges && publish <= looks); publish++)
      looks = pass({ flip, publish })
    if (flip >= looks) return
  }
}

/** Whether a change takes time to be seen, apart from sets that nobody asked before. */
export function rangesDiffer(before: Table, after: Table): boolean {
  const old = setsIn(before)
  return after.sets.some((set) => {
    const was = old.get(set.name)
    if (set.interval !== true || (was === undefined && set.elements.length === 0)) return false
    const keys = new Set(was?.elements.map((each) => elementText(each)))
    return keys.size !== set.elements.length || set.elements.some((each) => !keys.has(elementText(each)))
  })
}

const elementText = (element: Element): string => `${elementKey(element)} ${JSON.stringify(element.value)}`

const sets = new WeakMap<Table, ReadonlyMap<string, NamedSet>>()

function setsIn(table: Table): ReadonlyMap<string, NamedSet> {
  const known = sets.get(table) ?? new Map(table.sets.map((set) => [set.name, set]))
  sets.set(table, known)
  return known
}

const chains = new WeakMap<Table, ReadonlyMap<string, Chain>>()

function chainsIn(states: readonly Table[], table: Table): ReadonlyMap<string, Chain> {
  const known = chains.get(table)
  if (known !== undefined) return known
  const empty = states
    .flatMap((each) => each.chains)
    .map(({ name }): [string, Chain] => [name, { name, rules: [] }])
  const made = new Map<string, Chain>([
    ...empty,
    ...table.chains.map((chain): [string, Chain] => [chain.name, chain]),
  ])
  chains.set(table, made)
  return made
}
