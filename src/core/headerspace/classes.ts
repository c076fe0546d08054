// Identity classes: all addresses, parted by which of the given sets they belong to.

import type { Address, Family } from '../model/address.ts'
import type { AddressSet } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import { ClassMemory } from './classMemory.ts'

export interface KeyedSet {
  /** Equal exactly when the source of the addresses is the same. */
  readonly key: string
  readonly ranges: AddressSet
}

/** Addresses that no set tells apart. */
export interface AddressClass {
  /** Hash of the keys: the same class keeps its number from one plan to the next. */
  readonly id: number
  /** Sets that contain the class, sorted. */
  readonly keys: readonly string[]
  /** The only family it occurs in; null = classes of both families are shared, their bases being equal. */
  readonly family: Family | null
}

export interface HostClass {
  readonly address: Address
  readonly id: number
}

export interface RangeClass {
  readonly range: AddressRange
  readonly id: number
}

export interface Classes {
  readonly byId: ReadonlyMap<number, AddressClass>
  /** Single addresses whose class is not that of the range around them; sorted. */
  readonly hosts: { readonly [family in Family]: readonly HostClass[] }
  /** Disjoint ranges whose class is not the base of their family; sorted. */
  readonly ranges: { readonly [family in Family]: readonly RangeClass[] }
  /** Class of every other address: only the sets that cover the whole family contain it. */
  readonly base: { readonly [family in Family]: AddressClass }
  /** Classes by the sets that contain them. */
  readonly holding: ReadonlyMap<string, readonly AddressClass[]>
}

/**
 * Sets with the same key must be equal; the first counts. What the memory knows from before makes it faster and is
 * shared with the result where nothing changed, down to the same arrays, but never makes it another one.
 */
export const classify = (sets: Iterable<KeyedSet>, memory: ClassMemory = new ClassMemory()): Classes =>
  memory.take(sets)

/** Finds the class of any address. */
export function classFinder(classes: Classes): (address: Address) => AddressClass {
  const all = [...classes.hosts[4], ...classes.hosts[6]]
  const hosts = new Map(all.map(({ address, id }) => [`${address.family} ${address.value}`, id]))
  return (address) => {
    const id =
      hosts.get(`${address.family} ${address.value}`) ??
      classes.ranges[address.family].find(
        ({ range }) => range.first <= address.value && address.value <= range.last,
      )?.id
    return (id === undefined ? undefined : classes.byId.get(id)) ?? classes.base[address.family]
  }
}
