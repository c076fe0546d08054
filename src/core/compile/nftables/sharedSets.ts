// Sets of a gate that stands beside others: which interfaces are ours, and what may come by those without a MAC.

import { FAMILIES, type Family } from '../../model/address.ts'
import { normaliseRanges } from '../../model/addressSet.ts'
import type { RouterPort } from '../backend.ts'
import { addressType, type Element, type NamedSet, type Statement } from './ast.ts'
import { SETS } from './names.ts'
import { spanOf } from './sets.ts'
import { singleRange } from './specialise.ts'

export function sharedSets(
  ports: readonly RouterPort[],
  machine: RouterPort | null = null,
): readonly NamedSet[] {
  const bare = ports.filter((port) => port.mac === null)
  return [
    { name: SETS.ports, key: ['ifname'], elements: ports.map(nameElement) },
    { name: SETS.barePorts, key: ['ifname'], elements: bare.map(nameElement) },
    ...FAMILIES.flatMap((family): NamedSet[] => [
      {
        name: SETS.bare[family],
        key: ['ifname', addressType(family)],
        elements: bare.flatMap((port) =>
          [...valuesOf(port, family)].map((value) => ({ key: [port.name, value] })),
        ),
      },
      {
        name: SETS.barePrefixes[family],
        key: ['ifname', addressType(family)],
        interval: true,
        elements: bare.flatMap((port) =>
          port.prefixes
            .filter((range) => range.family === family)
            .map((range) => ({ key: [port.name, spanOf(range)] })),
        ),
      },
      {
        name: SETS.own[family],
        key: [addressType(family)],
        elements: [...new Set(ports.flatMap((port) => [...valuesOf(port, family)]))].map((value) => ({
          key: [value],
        })),
      },
      ...(machine === null ? [] : [machineSet(machine, family)]),
    ]),
  ]
}

const machineSet = ({ addresses, prefixes }: RouterPort, family: Family): NamedSet => ({
  name: SETS.machine[family],
  key: [addressType(family)],
  interval: true,
  elements: normaliseRanges([...addresses.map(singleRange), ...prefixes])
    .filter((range) => range.family === family)
    .map((range) => ({ key: [spanOf(range)] })),
})

/** What comes or goes elsewhere: by no interface of ours, or where there is none. */
export const notOurs = (field: 'iifname' | 'oifname'): Statement => ({
  ...{ do: 'lookup', fields: [field], set: SETS.ports },
  not: true,
})

const nameElement = (port: RouterPort): Element => ({ key: [port.name] })

const valuesOf = ({ addresses }: RouterPort, family: Family): ReadonlySet<bigint> =>
  new Set(addresses.filter((each) => each.family === family).map((each) => each.value))
