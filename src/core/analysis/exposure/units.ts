// Clauses cut down to a question: what cannot matter is left out, what decides alike is put together.

import { type Box, boxOf } from '../../headerspace/box.ts'
import type { Family } from '../../model/address.ts'
import { type AddressSet, subtractSet, uniteSets } from '../../model/addressSet.ts'
import type { PortRange } from '../../model/ports.ts'
import type { Action } from '../../model/rule.ts'
import type { Clause } from '../../policy/policy.ts'
import { type DoubtfulClause, type Hinge, widest } from './doubt.ts'
import { intersectPorts, protocolsOf, type Service } from './service.ts'

/** What is asked about; `own` null: the interface's addresses are not known. */
export interface Region {
  readonly from: AddressSet
  readonly own: AddressSet | null
  readonly service: Service
}

/** Clauses that stand together and decide alike, as one box. */
export interface Unit {
  readonly action: Action
  readonly box: Box
  readonly hinges: readonly Hinge[]
  readonly clauses: readonly Clause[]
}

export const boxOfRegion = ({ from, own, service }: Region): Box => ({
  source: from,
  destination: own,
  protocols: protocolsOf(service),
  service: service.ports,
  sourcePorts: null,
})

/** In the order of the clauses, without those that match nothing of the region. */
export function unitsOf(clauses: readonly DoubtfulClause[], region: Region, family: Family): readonly Unit[] {
  const whole = boxOfRegion(region)
  const clip = clipper(whole, family)
  return clauses.flatMap((each): readonly Unit[] => {
    const box = clip(boxOf(widest(each), 'ingress'))
    return box === undefined
      ? []
      : [{ action: each.clause.action, box, hinges: each.hinges, clauses: [each.clause] }]
  })
}

/** Neighbours with one action may change places, so those that differ in the source only become one. */
export function merged(units: readonly Unit[]): readonly Unit[] {
  const runs: Unit[][] = []
  for (const unit of units) {
    const run = runs.at(-1)
    const goesOn = unit.hinges.length === 0 && run?.[0]?.hinges.length === 0 && run[0].action === unit.action
    if (goesOn) run?.push(unit)
    else runs.push([unit])
  }
  return runs.flatMap((run) => alike(run).map(joined))
}

/** In the order of their first. */
function alike(run: readonly Unit[]): readonly (readonly Unit[])[] {
  const found = new Map<string, Unit[]>()
  for (const unit of run) {
    const key = keyOf(unit.box)
    const known = found.get(key)
    if (known === undefined) found.set(key, [unit])
    else known.push(unit)
  }
  return [...found.values()]
}

function joined(units: readonly Unit[]): Unit {
  const [first] = units
  if (first === undefined) throw new Error('INVARIANT: a run has units')
  if (units.length === 1) return first
  const sources = units.map(({ box }) => box.source ?? [])
  return {
    ...first,
    box: { ...first.box, source: uniteSets(...sources) },
    clauses: units.flatMap(({ clauses }) => clauses),
  }
}

const keyOf = ({ destination, protocols, service, sourcePorts }: Box): string =>
  [
    (destination ?? []).map(({ family, first, last }) => `${family} ${first} ${last}`).join(),
    destination === null,
    ...[protocols, service, sourcePorts].map((ranges) => portsKey(ranges)),
  ].join('|')

const portsKey = (ranges: readonly PortRange[] | null): string =>
  ranges === null ? 'any' : ranges.map(({ first, last }) => `${first}-${last}`).join()

function clipper(whole: Box, family: Family): (box: Box) => Box | undefined {
  const cut = new Map<AddressSet | null, AddressSet>()
  const all = (whole.source ?? []).filter((range) => range.family === family)
  const source = (set: AddressSet | null): AddressSet => {
    if (set === null) return all
    const known = cut.get(set)
    if (known !== undefined) return known
    const made = intersectSets(all, set)
    cut.set(set, made)
    return made
  }
  return (box) => {
    const protocols = intersectPorts(box.protocols, whole.protocols) ?? box.protocols
    const service = intersectPorts(box.service, whole.service)
    // Most clauses are about another service, which is quicker to see than who is meant.
    if (protocols.length === 0 || service?.length === 0 || box.sourcePorts?.length === 0) return undefined
    const destination = intersectOwn(box.destination, whole.destination, family)
    const clipped = {
      source: source(box.source),
      destination,
      protocols,
      service,
      sourcePorts: box.sourcePorts,
    }
    return clipped.source.length === 0 || destination?.length === 0 ? undefined : clipped
  }
}

const intersectOwn = (
  some: AddressSet | null,
  others: AddressSet | null,
  family: Family,
): AddressSet | null =>
  some === null || others === null
    ? (some ?? others)
    : intersectSets(
        others.filter((range) => range.family === family),
        some,
      )

/** Both normalised. */
const intersectSets = (a: AddressSet, b: AddressSet): AddressSet => subtractSet(a, subtractSet(a, b))
