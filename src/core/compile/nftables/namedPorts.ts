// Which ports the rows of a profile name: one lookup tells most packets that no row is about them.

import type { Element, NamedSet } from './ast.ts'
import { namedPortsSet } from './names.ts'
import type { RowMap } from './profileRules.ts'

export interface NamedPorts {
  readonly set: NamedSet
  /** Whether it lists the rows about anybody as well; else only those about special peers. */
  readonly isWhole: boolean
}

/** Null where it would be a lookup more instead of two or three less: rows that span ports cannot be listed. */
export function namedPorts(profile: string, maps: readonly RowMap[]): NamedPorts | null {
  const special = maps.filter(({ kind }) => kind === 'special')
  if (special.length === 0 || !special.every(isListed)) return null
  const isWhole = maps.every(isListed)
  const elements = new Set<Element>()
  for (const { set } of isWhole ? maps : special) {
    for (const { key } of set.elements) elements.add(elementOf(key.at(-2) as number, key.at(-1) as number))
  }
  const set: NamedSet = {
    ...{ name: namedPortsSet(profile), key: ['inet_proto', 'inet_service'] },
    elements: [...elements].sort((a, b) => placeOf(a) - placeOf(b)),
  }
  return { set, isWhole }
}

const isListed = ({ set }: RowMap): boolean => set.interval !== true

const made = new Map<number, Element>()

/** The same object for the same port, so that two plans share what has not changed. */
function elementOf(protocol: number, port: number): Element {
  const place = protocol * 65_536 + port
  const known = made.get(place)
  if (known !== undefined) return known
  const element = { key: [protocol, port] }
  made.set(place, element)
  return element
}

const placeOf = ({ key }: Element): number => (key[0] as number) * 65_536 + (key[1] as number)
