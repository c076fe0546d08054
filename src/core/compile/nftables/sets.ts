// Sets and maps that all ports of a router share: identities, bindings, public addresses.

import type { Classes, HostClass, RangeClass } from '../../headerspace/classes.ts'
import { type Address, FAMILIES, type Family } from '../../model/address.ts'
import { normaliseRanges, setOfTexts, subtractSet } from '../../model/addressSet.ts'
import type { AddressRange } from '../../model/cidr.ts'
import { NEVER_PUBLIC } from '../../model/system.ts'
import type { RouterInput, RouterPort } from '../backend.ts'
import { addressType, type Element, type NamedSet, type Part } from './ast.ts'
import { SETS } from './names.ts'
import type { PlanMemory } from './planMemory.ts'

export function identityMaps(classes: Classes, memory: PlanMemory): readonly NamedSet[] {
  return FAMILIES.flatMap((family): NamedSet[] => {
    const hosts = memory.each(`hosts${family}`, classes.hosts[family], hostElement)
    const ranges = memory.each(`ranges${family}`, classes.ranges[family], rangeElement)
    const map = (name: string, elements: readonly Element[], more: Partial<NamedSet>): NamedSet =>
      memory.once(name, [elements], () => ({
        ...{ name, key: [addressType(family)], value: 'mark' as const, ...more, elements },
      }))
    return [map(SETS.hosts[family], hosts, {}), map(SETS.ranges[family], ranges, { interval: true })]
  })
}

const hostElement = (host: HostClass): Element => ({ key: [host.address.value], value: host.id })
const rangeElement = (each: RangeClass): Element => ({ key: [spanOf(each.range)], value: each.id })

interface Bindings {
  readonly mac: readonly Element[]
  readonly hosts: { readonly [family in Family]: readonly Element[] }
  /** Public ones, IPv4. */
  readonly visible: readonly Element[]
  readonly prefixes: { readonly [family in Family]: readonly Element[] }
  readonly gateways: { readonly [family in Family]: readonly Element[] }
}

const bindingsMade = new WeakMap<
  RouterPort['addresses'],
  { readonly port: RouterPort; readonly made: Bindings }
>()

/** Made once for a port with its addresses, so that plans share them while its rules change. */
function bindingsOf(port: RouterPort): Bindings {
  const known = bindingsMade.get(port.addresses)
  if (known !== undefined && isBoundAlike(known.port, port)) return known.made
  const mac = port.mac?.toLowerCase()
  const values = (list: readonly Address[], family: Family): bigint[] => [
    ...new Set(list.filter((each) => each.family === family).map((each) => each.value)),
  ]
  const both = <T>(make: (family: Family) => T) => ({ 4: make(4), 6: make(6) })
  const { visible = [] } = port
  const others =
    visible.length === 0 ? port.addresses : port.addresses.filter((each) => !visible.includes(each))
  const made: Bindings = {
    mac: mac === undefined ? [] : [{ key: [port.name, mac] }],
    hosts: both((family) =>
      mac === undefined ? [] : values(others, family).map((value) => ({ key: [port.name, mac, value] })),
    ),
    visible: mac === undefined ? [] : values(visible, 4).map((value) => ({ key: [port.name, mac, value] })),
    prefixes: both((family) =>
      mac === undefined
        ? []
        : port.prefixes
            .filter((each) => each.family === family)
            .map((each) => ({ key: [port.name, mac, spanOf(each)] })),
    ),
    gateways: both((family) => values(port.gateways, family).map((value) => ({ key: [port.name, value] }))),
  }
  bindingsMade.set(port.addresses, { port, made })
  return made
}

const isBoundAlike = (a: RouterPort, b: RouterPort): boolean =>
  a.name === b.name &&
  a.mac === b.mac &&
  sameValues(a.visible ?? [], b.visible ?? []) &&
  a.prefixes === b.prefixes &&
  sameValues(a.gateways, b.gateways)

const sameValues = (a: readonly Address[], b: readonly Address[]): boolean =>
  a.length === b.length && a.every((each, index) => each.value === b[index]?.value)

/** S2. Visible addresses stand apart where they have zones (P10), and among the others where they have none. */
export function bindingSets(ports: readonly RouterPort[], hasZones: boolean): readonly NamedSet[] {
  const bindings = ports.map(bindingsOf)
  return [
    { name: SETS.boundMacs, key: ['ifname', 'ether_addr'], elements: bindings.flatMap(({ mac }) => mac) },
    ...FAMILIES.flatMap((family): NamedSet[] => [
      {
        name: SETS.bound[family],
        key: ['ifname', 'ether_addr', addressType(family)],
        elements: bindings.flatMap(({ hosts, visible }) =>
          hasZones || family === 6 || visible.length === 0 ? hosts[family] : [...hosts[family], ...visible],
        ),
      },
      {
        name: SETS.boundPrefixes[family],
        key: ['ifname', 'ether_addr', addressType(family)],
        interval: true,
        elements: bindings.flatMap(({ prefixes }) => prefixes[family]),
      },
    ]),
  ]
}

export function gatewaySets(ports: readonly RouterPort[]): readonly NamedSet[] {
  return FAMILIES.map((family) => ({
    name: SETS.gateways[family],
    key: ['ifname', addressType(family)],
    elements: ports.flatMap((port) => bindingsOf(port).gateways[family]),
  }))
}

/** What nobody outside can have: it would be taken for a member of a group. */
export function insideSets(input: Pick<RouterInput, 'vpcRanges'>): readonly NamedSet[] {
  // The internet namespace itself speaks from link-local addresses, in ICMP errors.
  const impossible = subtractSet(NEVER_PUBLIC, setOfTexts(['169.254.0.0/16']))
  const inside = normaliseRanges([...impossible, ...input.vpcRanges])
  return FAMILIES.map((family) => ({
    name: SETS.inside[family],
    key: [addressType(family)],
    interval: true,
    elements: inside.filter((each) => each.family === family).map((each) => ({ key: [spanOf(each)] })),
  }))
}

/** IPv4 only: IPv6 addresses of a VPC are private to it. */
export function eipSets(input: Pick<RouterInput, 'eips'>): readonly NamedSet[] {
  const pairs = new Map<bigint, bigint>()
  const taken = new Set<bigint>()
  for (const eip of [...input.eips].sort((a, b) => (a.public.value < b.public.value ? -1 : 1))) {
    if (eip.private.family !== 4 || pairs.has(eip.private.value) || taken.has(eip.public.value)) continue
    pairs.set(eip.private.value, eip.public.value)
    taken.add(eip.public.value)
  }
  const list = [...pairs]
  const pairSet = (name: string, keys: readonly (readonly Part[])[]): NamedSet => ({
    name,
    key: ['ipv4_addr', 'ipv4_addr'],
    elements: keys.map((key) => ({ key })),
  })
  const natMap = (name: string, elements: readonly Element[]): NamedSet => ({
    name,
    key: ['ipv4_addr'],
    value: 'ipv4_addr',
    elements,
  })
  return [
    natMap(
      SETS.dnat,
      list.map(([inner, outer]) => ({ key: [outer], value: inner })),
    ),
    natMap(
      SETS.snat,
      list.map(([inner, outer]) => ({ key: [inner], value: outer })),
    ),
    pairSet(
      SETS.entering,
      list.map(([inner, outer]) => [outer, inner]),
    ),
    // A first packet is not translated yet: its answer would come to the private address.
    // A classic NIC bears its public address itself (K1): there the two are one element.
    pairSet(
      SETS.leaving,
      list.flatMap(([inner, outer]) =>
        inner === outer
          ? [[inner, inner]]
          : [
              [inner, inner],
              [inner, outer],
            ],
      ),
    ),
  ]
}

export const spanOf = (range: AddressRange): Part =>
  range.first === range.last ? range.first : { first: range.first, last: range.last }
