// Two tables beside each other, by the names of their parts: worked out once, since whoever compares them asks again and again.

import type { Chain, NamedSet, Table } from './ast.ts'

const chainsByName = new WeakMap<readonly Chain[], ReadonlyMap<string, Chain>>()
const setsByName = new WeakMap<readonly NamedSet[], ReadonlyMap<string, NamedSet>>()

export const chainsOf = ({ chains }: Table): ReadonlyMap<string, Chain> => indexOf(chainsByName, chains)
export const setsOf = ({ sets }: Table): ReadonlyMap<string, NamedSet> => indexOf(setsByName, sets)

function indexOf<T extends { readonly name: string }>(
  known: WeakMap<readonly T[], ReadonlyMap<string, T>>,
  list: readonly T[],
): ReadonlyMap<string, T> {
  const found = known.get(list)
  if (found !== undefined) return found
  const made = new Map(list.map((each) => [each.name, each]))
  known.set(list, made)
  return made
}

export interface OtherSets {
  /** The same names, other objects. */
  readonly changed: readonly { readonly was: NamedSet; readonly is: NamedSet }[]
  readonly come: readonly NamedSet[]
  readonly gone: readonly NamedSet[]
}

const compared = new WeakMap<
  readonly NamedSet[],
  { readonly before: readonly NamedSet[]; readonly others: OtherSets }
>()

export function otherSets(before: Table, after: Table): OtherSets {
  const known = compared.get(after.sets)
  if (known?.before === before.sets) return known.others
  const others = areNamedAlike(before.sets, after.sets)
    ? { changed: pairs(before.sets, after.sets), come: [], gone: [] }
    : othersByName(before, after)
  compared.set(after.sets, { before: before.sets, others })
  return others
}

const areNamedAlike = (before: readonly NamedSet[], after: readonly NamedSet[]): boolean =>
  before.length === after.length && before.every(({ name }, at) => name === after[at]?.name)

const pairs = (before: readonly NamedSet[], after: readonly NamedSet[]): OtherSets['changed'] =>
  after.flatMap((is, at) => (is === before[at] ? [] : [{ was: before[at] as NamedSet, is }]))

function othersByName(before: Table, after: Table): OtherSets {
  const [old, now] = [setsOf(before), setsOf(after)]
  return {
    changed: after.sets.flatMap((is) => {
      const was = old.get(is.name)
      return was === undefined || was === is ? [] : [{ was, is }]
    }),
    come: after.sets.filter(({ name }) => !old.has(name)),
    gone: before.sets.filter(({ name }) => !now.has(name)),
  }
}
