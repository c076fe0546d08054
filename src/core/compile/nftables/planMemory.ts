// What planning remembers from one plan to the next: parts whose inputs are the same objects are not made again.

import { ClassMemory } from '../../headerspace/classMemory.ts'
import { objectChanges } from '../../headerspace/setChanges.ts'
import { noteEdit, sharedEnds } from '../../model/sharedEnds.ts'
import type { Chain, NamedSet, Table } from './ast.ts'
import { digestChange, digestOf, digestOfChain, digestOfText, headerOf, minus, plus } from './digest.ts'
import { ProfileMemory } from './profileMemory.ts'

interface Made {
  readonly from: readonly unknown[]
  readonly value: unknown
}

/** So many may be handed on as arguments. */
const FEW = 64

interface Digested {
  readonly set: NamedSet
  readonly digest: number
}

/** For the plans of one router, one after the other. It makes planning faster and never a plan another one. */
export class PlanMemory {
  readonly classes = new ClassMemory()
  readonly #made = new Map<string, Made>()
  readonly #lists = new Map<
    string,
    { readonly input: readonly object[]; readonly output: readonly object[] }
  >()
  readonly #digests = new Map<string, Digested>()
  #profiles = new Map<string, ProfileMemory>()
  #used = new Map<string, ProfileMemory>()

  /** What `make` gave for these very inputs the last time; else it is told what it gave for others. */
  once<T>(name: string, from: readonly unknown[], make: (before: T | undefined) => T): T {
    const known = this.#made.get(name)
    const isSame = known?.from.length === from.length && known.from.every((each, at) => each === from[at])
    if (isSame) return known?.value as T
    const value = make(known?.value as T | undefined)
    this.#made.set(name, { from, value })
    return value
  }

  /** `input.map(make)`, in which the beginning and the end that were there before are taken over. */
  each<I extends object, O extends object>(
    name: string,
    input: readonly I[],
    make: (each: I) => O,
  ): readonly O[] {
    const known = this.#lists.get(name)
    if (known?.input === input) return known.output as readonly O[]
    const { head, tail } = sharedEnds(known?.input ?? [], input)
    const before = (known?.output ?? []) as readonly O[]
    const made = input.slice(head, input.length - tail).map(make)
    const output =
      made.length <= FEW
        ? before.toSpliced(head, before.length - head - tail, ...made)
        : before.slice(0, head).concat(made, before.slice(before.length - tail))
    noteEdit(before, output, { head, tail })
    this.#lists.set(name, { input, output })
    return output
  }

  profile(name: string): ProfileMemory {
    const memory = this.#profiles.get(name) ?? this.#used.get(name) ?? new ProfileMemory()
    this.#used.set(name, memory)
    return memory
  }

  /** After a plan: profiles that it had no use for are forgotten. */
  endPlan(): void {
    this.#profiles = this.#used
    this.#used = new Map()
  }

  digestOfTable(table: Table): number {
    let sum = 0
    for (const set of table.sets) sum = plus(sum, this.#digestOfSet(`${table.family} ${set.name}`, set))
    for (const chain of table.chains) sum = plus(sum, digestIn(table, chain))
    for (const { name } of table.timeouts ?? []) sum = plus(sum, digestOfText('timeout', name))
    return sum
  }

  #digestOfSet(name: string, set: NamedSet): number {
    const known = this.#digests.get(name)
    if (known?.set === set) return known.digest
    const header = headerDigest(name, set)
    const elements =
      known === undefined ? digestOf(set.elements) : changedDigest(known, headerDigest(name, known.set), set)
    const digest = plus(header, elements)
    this.#digests.set(name, { set, digest })
    return digest
  }
}

const headerDigest = (name: string, set: NamedSet): number => digestOfText('set', name, headerOf(set))

const digestIn = (table: Table, chain: Chain): number =>
  table.family === 'inet' ? digestOfChain(chain) : plus(digestOfChain(chain), digestOfText(table.family))

/** Of the elements alone. */
function changedDigest({ set: before, digest }: Digested, header: number, after: NamedSet): number {
  const { removed, added } = objectChanges(before.elements, after.elements)
  return digestChange(minus(digest, header), removed, added)
}
