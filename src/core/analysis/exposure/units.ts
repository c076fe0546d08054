// Clauses cut down to a question: what cannot matter is left out, what decides alike is put together.

import { type Box, boxOf } from '../../headerspace/box.ts'
import type { Family } from '../../model/address.ts'
import { type AddressSet, intersectSets, uniteSets } from '../../model/addressSet.ts'
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

/** Clauses by what they say about services, so that a question looks only at those that speak of its own. */
export class UnitIndex {
  readonly #clauses: readonly DoubtfulClause[]
  readonly #kinds: readonly Kind[]
  /** Peers cut down to what was asked about: many questions are about the same addresses. */
  readonly #cut = new WeakMap<AddressSet, Record<Family, Cut>>()

  constructor(clauses: readonly DoubtfulClause[]) {
    this.#clauses = clauses
    const kinds = new Map<string, { readonly box: Box; readonly members: Member[] }>()
    for (const [place, each] of clauses.entries()) {
      const box = boxOf(widest(each), 'ingress')
      const key = servicesKey(box)
      const known = kinds.get(key) ?? { box, members: [] }
      kinds.set(key, known)
      known.members.push({ place, source: box.source, destination: box.destination })
    }
    this.#kinds = [...kinds.values()]
  }

  /** In the order of the clauses, without those that match nothing of the region. */
  unitsOf(region: Region, family: Family): readonly Unit[] {
    const whole = boxOfRegion(region)
    const cut = this.#cutTo(region.from)[family]
    const found: { readonly place: number; readonly box: Box }[] = []
    for (const { box, members } of this.#kinds) {
      const protocols = intersectPorts(box.protocols, whole.protocols) ?? box.protocols
      const service = intersectPorts(box.service, whole.service)
      const { sourcePorts } = box
      if (protocols.length === 0 || service?.length === 0 || sourcePorts?.length === 0) continue
      for (const member of members) {
        const source = cut.peer(member.source)
        const destination = intersectOwn(member.destination, whole.destination, family)
        if (source.length === 0 || destination?.length === 0) continue
        found.push({
          place: member.place,
          box: { source, destination, protocols, service, sourcePorts },
        })
      }
    }
    found.sort((a, b) => a.place - b.place)
    return found.map(({ place, box }): Unit => {
      const { clause, hinges } = this.#clauses[place] as DoubtfulClause
      return { action: clause.action, box, hinges, clauses: [clause] }
    })
  }

  #cutTo(from: AddressSet): Record<Family, Cut> {
    const known = this.#cut.get(from) ?? { 4: new Cut(from, 4), 6: new Cut(from, 6) }
    this.#cut.set(from, known)
    return known
  }
}

interface Kind {
  /** Its addresses are those of the first. */
  readonly box: Box
  readonly members: readonly Member[]
}

interface Member extends Pick<Box, 'source' | 'destination'> {
  readonly place: number
}

/** Address sets as far as they lie in one set, each cut once. */
class Cut {
  readonly #all: AddressSet
  readonly #known = new Map<AddressSet, AddressSet>()

  constructor(from: AddressSet, family: Family) {
    this.#all = from.filter((range) => range.family === family)
  }

  peer(set: AddressSet | null): AddressSet {
    if (set === null) return this.#all
    const known = this.#known.get(set) ?? intersectSets(this.#all, set)
    this.#known.set(set, known)
    return known
  }
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

const keyOf = (box: Box): string =>
  [
    (box.destination ?? []).map(({ family, first, last }) => `${family} ${first} ${last}`).join(),
    box.destination === null,
    servicesKey(box),
  ].join('|')

const servicesKey = ({ protocols, service, sourcePorts }: Box): string =>
  [protocols, service, sourcePorts].map((ranges) => portsKey(ranges)).join('|')

const portsKey = (ranges: readonly PortRange[] | null): string =>
  ranges === null ? 'any' : ranges.map(({ first, last }) => `${first}-${last}`).join()

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
