// What classifying remembers: the sets it was given last, so that only what became different is looked at again.

import { FAMILIES, type Family } from '../model/address.ts'
import type { AddressSet } from '../model/addressSet.ts'
import { FNV31_SPACE, fnv31 } from '../model/fnv.ts'
import type { AddressClass, Classes, KeyedSet } from './classes.ts'
import { FamilyClasses } from './familyClasses.ts'
import { rangeChanges } from './setChanges.ts'
import { type Signature, Signatures } from './signatureNodes.ts'

/** Signatures that were ever met are kept; with that many it is cheaper to begin anew. */
const MOST_SIGNATURES = 50_000

interface Numbered {
  readonly byId: Classes['byId']
  readonly base: Classes['base']
  readonly holding: Classes['holding']
  readonly of: { readonly [family in Family]: ReadonlyMap<Signature, AddressClass> }
}

export class ClassMemory {
  #signatures = new Signatures()
  #sets = new Map<string, AddressSet>()
  #given: Iterable<KeyedSet> = []
  /** What each of those had when it was last looked at, in their order. */
  #seen: AddressSet[] = []
  #families = this.#anew()
  #numbered: Numbered | null = null
  #last: Classes | null = null

  take(given: Iterable<KeyedSet>): Classes {
    if (this.#signatures.size > MOST_SIGNATURES) this.#forget()
    if (given !== this.#given) this.#compare(given)
    else this.#compareAgain(given)
    const { 4: four, 6: six } = this.#families
    for (const family of FAMILIES) this.#families[family].settle()
    const numbered = this.#number()
    const isRenumbered = numbered !== this.#numbered && movesAny(this.#numbered, numbered)
    this.#numbered = numbered
    four.assign(numbered.of[4], isRenumbered)
    six.assign(numbered.of[6], isRenumbered)
    const { byId, base, holding } = numbered
    const found: Classes = {
      byId,
      hosts: { 4: four.hosts, 6: six.hosts },
      ranges: { 4: four.ranges, 6: six.ranges },
      base,
      holding,
    }
    const last = this.#last
    const isSame =
      last !== null &&
      last.byId === byId &&
      FAMILIES.every(
        (family) =>
          last.hosts[family] === found.hosts[family] && last.ranges[family] === found.ranges[family],
      )
    if (isSame) return last
    this.#last = found
    return found
  }

  /** The sets that were given the last time as well; they may have got other addresses. */
  #compareAgain(given: Iterable<KeyedSet>): void {
    let at = 0
    for (const set of given) {
      if (set.ranges !== this.#seen[at]) {
        this.#compareOne(set)
        this.#seen[at] = set.ranges
      }
      at++
    }
  }

  #compareOne({ key, ranges }: KeyedSet): void {
    const before = this.#sets.get(key) ?? []
    if (before === ranges) return
    const { removed, added } = rangeChanges(before, ranges)
    for (const range of removed) this.#families[range.family].remove(key, range)
    for (const range of added) this.#families[range.family].add(key, range)
    this.#sets.set(key, ranges)
  }

  #compare(given: Iterable<KeyedSet>): void {
    const seen = new Map<string, AddressSet>()
    const come: [string, ReturnType<typeof rangeChanges>['added']][] = []
    for (const { key, ranges } of given) {
      if (seen.has(key)) continue
      seen.set(key, ranges)
      const { removed, added } = rangeChanges(this.#sets.get(key) ?? [], ranges)
      for (const range of removed) this.#families[range.family].remove(key, range)
      if (added.length > 0) come.push([key, added])
    }
    for (const [key, ranges] of this.#sets) {
      if (seen.has(key)) continue
      for (const range of ranges) this.#families[range.family].remove(key, range)
    }
    for (const [key, ranges] of come) {
      for (const range of ranges) this.#families[range.family].add(key, range)
    }
    this.#sets = seen
    this.#given = given
    this.#seen = Array.from(given, (set) => set.ranges)
  }

  /** The very same object when no class came or went. */
  #number(): Numbered {
    const { 4: four, 6: six } = this.#families
    const before = this.#numbered
    const isUnchanged = !four.hasOtherClasses() && !six.hasOtherClasses()
    if (before !== null && isUnchanged) return before
    const apart = four.covering !== six.covering
    const drafts = FAMILIES.flatMap((family) =>
      this.#families[family].inUse().map((signature): Draft => {
        // What covers a whole family tells nobody apart in it, so that it may come and go without new numbers.
        const text = apart && family === 6 ? `${signature.text}\n#6` : signature.text
        const { keys } = this.#signatures.unite(this.#families[family].covering, signature)
        return { signature, family: apart ? family : null, keys, text }
      }),
    )
    const classes = numberClasses(drafts, before)
    const of = { 4: new Map<Signature, AddressClass>(), 6: new Map<Signature, AddressClass>() }
    for (const [index, { signature, family }] of drafts.entries()) {
      for (const each of family === null ? FAMILIES : [family]) {
        of[each].set(signature, classes[index] as AddressClass)
      }
    }
    const { empty } = this.#signatures
    return {
      byId: new Map(classes.map((each) => [each.id, each])),
      base: { 4: of[4].get(empty) as AddressClass, 6: of[6].get(empty) as AddressClass },
      holding: holdersOf(new Set(classes), before),
      of,
    }
  }

  #forget(): void {
    this.#signatures = new Signatures()
    this.#sets = new Map()
    this.#given = []
    this.#seen = []
    this.#families = this.#anew()
    this.#numbered = null
  }

  #anew(): { readonly [family in Family]: FamilyClasses } {
    return { 4: new FamilyClasses(4, this.#signatures), 6: new FamilyClasses(6, this.#signatures) }
  }
}

interface Draft {
  readonly signature: Signature
  readonly family: Family | null
  readonly keys: readonly string[]
  readonly text: string
}

/** Two classes with one hash: the one whose text sorts later moves on to the next free number. */
function numberClasses(drafts: readonly Draft[], before: Numbered | null): AddressClass[] {
  const ids = new Map<string, number>()
  for (const { text } of drafts) if (!ids.has(text)) ids.set(text, fnv31(text))
  if (new Set(ids.values()).size < ids.size) moveApart(ids)
  const made = new Map<string, AddressClass>()
  return drafts.map(({ text, keys, family }) => {
    const id = ids.get(text) as number
    const one = made.get(text) ?? known({ id, keys, family }, before?.byId.get(id))
    made.set(text, one)
    return one
  })
}

function moveApart(ids: Map<string, number>): void {
  const taken = new Set<number>()
  for (const text of [...ids.keys()].sort()) {
    let id = ids.get(text) as number
    while (taken.has(id)) id = (id + 1) % FNV31_SPACE
    taken.add(id)
    ids.set(text, id)
  }
}

const known = (made: AddressClass, old: AddressClass | undefined): AddressClass =>
  old !== undefined && old.family === made.family && sameTexts(old.keys, made.keys) ? old : made

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((each, index) => each === b[index]))

/** Whether a signature that had a number now has another one. */
function movesAny(before: Numbered | null, after: Numbered): boolean {
  if (before === null) return true
  return FAMILIES.some((family) =>
    [...before.of[family]].some(([signature, { id }]) => {
      const now = after.of[family].get(signature)
      return now !== undefined && now.id !== id
    }),
  )
}

/** Lists in which nobody came or went stay the same objects. */
function holdersOf(classes: ReadonlySet<AddressClass>, before: Numbered | null): Classes['holding'] {
  const gone = new Set(before?.byId.values())
  const come = byKey([...classes].filter((each) => !gone.delete(each)))
  const holders = new Map<string, readonly AddressClass[]>(before?.holding)
  for (const key of new Set([...come.keys(), ...byKey(gone).keys()])) {
    const list = (holders.get(key) ?? []).filter((each) => !gone.has(each)).concat(come.get(key) ?? [])
    if (list.length === 0) holders.delete(key)
    else holders.set(key, list.sort(byNumber))
  }
  return holders
}

const byNumber = (a: AddressClass, b: AddressClass): number => a.id - b.id

function byKey(classes: Iterable<AddressClass>): ReadonlyMap<string, readonly AddressClass[]> {
  const found = new Map<string, AddressClass[]>()
  for (const one of classes) {
    for (const key of one.keys) {
      const list = found.get(key)
      if (list === undefined) found.set(key, [one])
      else list.push(one)
    }
  }
  return found
}
