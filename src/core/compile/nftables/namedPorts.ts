// Which ports the rows of a profile name: one lookup tells most packets that no row is about them.

import type { Element, NamedSet } from './ast.ts'
import { namedPortsSet } from './names.ts'

/**
 * Null where it would be a lookup more instead of three less: rows that span ports cannot be listed, and rows about
 * anybody are one lookup themselves.
 */
export function namedPorts(profile: string, rows: readonly NamedSet[]): NamedSet | null {
  const finds = rows.some((set) => set.key[0] === 'mark')
  if (!finds || rows.some((set) => set.interval === true)) return null
  const elements = new Set<Element>()
  for (const { elements: each } of rows) {
    for (const { key } of each) elements.add(elementOf(key.at(-2) as number, key.at(-1) as number))
  }
  return {
    name: namedPortsSet(profile),
    key: ['inet_proto', 'inet_service'],
    elements: [...elements].sort((a, b) => placeOf(a) - placeOf(b)),
  }
}

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
