// Which addresses became another class: per pair of classes once, however many addresses that are.

import { FAMILIES, type Family } from '../../model/address.ts'
import { type Element, isSpan, type NamedSet, type Part, type Table } from './ast.ts'
import { elementChanges, elementKey } from './elements.ts'
import { CHAINS, SETS } from './names.ts'

export interface Move {
  readonly family: Family
  readonly from: number
  readonly to: number
}

export function classMoves(before: Table, after: Table): readonly Move[] {
  const moves = new Map<string, Move>()
  for (const family of FAMILIES) {
    const was = new Identities(before, family)
    const now = new Identities(after, family)
    const add = (from: number, to: number): void => {
      if (from !== to) moves.set(`${family} ${from} ${to}`, { family, from, to })
    }
    const { removed, added } = elementChanges(was.hosts, now.hosts)
    const come = new Map(added.map((each) => [elementKey(each), each]))
    for (const each of removed) {
      const again = come.get(elementKey(each))
      come.delete(elementKey(each))
      add(each.value as number, again === undefined ? now.around(addressOf(each)) : (again.value as number))
    }
    for (const each of come.values()) add(was.around(addressOf(each)), each.value as number)
    for (const start of startsOf(was, now)) add(was.around(start), now.around(start))
  }
  return [...moves.values()]
}

/** Of addresses that are in no map. */
export const baseClasses = (table: Table): readonly number[] =>
  FAMILIES.map((family) => baseIn(table, family))

class Identities {
  readonly hosts: NamedSet
  readonly ranges: NamedSet
  readonly base: number

  constructor(table: Table, family: Family) {
    this.hosts = setIn(table, SETS.hosts[family])
    this.ranges = setIn(table, SETS.ranges[family])
    this.base = baseIn(table, family)
  }

  /** Of an address that is not among the hosts. */
  around(value: bigint): number {
    const { elements } = this.ranges
    let low = 0
    let high = elements.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const element = elements[middle] as Element
      const { first, last } = spanIn(element.key[0] as Part)
      if (last < value) low = middle + 1
      else if (first > value) high = middle - 1
      else return element.value as number
    }
    return this.base
  }
}

/** One address of each stretch, outside of the hosts, that may be of another class now. */
function startsOf(was: Identities, now: Identities): ReadonlySet<bigint> {
  if (was.base !== now.base)
    return new Set([0n, ...bordersOf(was.ranges.elements), ...bordersOf(now.ranges.elements)])
  if (was.ranges === now.ranges) return new Set()
  // Ranges are disjoint before and after: what stays the same overlaps nothing that comes or goes.
  const { removed, added } = elementChanges(was.ranges, now.ranges)
  return new Set([...bordersOf(removed), ...bordersOf(added)])
}

/** Where something begins: what lies between two neighbours is of one class. */
const bordersOf = (elements: readonly Element[]): readonly bigint[] =>
  elements.flatMap(({ key }) => {
    const { first, last } = spanIn(key[0] as Part)
    return [first, last + 1n]
  })

const addressOf = ({ key }: Element): bigint => key[0] as bigint

const spanIn = (part: Part): { readonly first: bigint; readonly last: bigint } =>
  isSpan(part)
    ? { first: BigInt(part.first), last: BigInt(part.last) }
    : { first: part as bigint, last: part as bigint }

function setIn(table: Table, name: string): NamedSet {
  const set = table.sets.find((each) => each.name === name)
  if (set === undefined) throw new Error(`no set \`${name}\` in the plan`)
  return set
}

function baseIn(table: Table, family: Family): number {
  const chain = table.chains.find(({ name }) => name === CHAINS.classifyRange.source)
  for (const { statements } of chain?.rules ?? []) {
    const [condition, action] = statements
    if (condition?.do === 'match' && condition.values[0] === `ipv${family}` && action?.do === 'setMark')
      return action.mark
  }
  throw new Error(`no class for the rest of IPv${family} in the plan`)
}
