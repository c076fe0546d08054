// One clause list as maps and chains: rows for special peers, rows for any peer, and what holds otherwise.

import type { Classes } from '../../headerspace/classes.ts'
import type { FlatRow } from '../../headerspace/flatten.ts'
import type { Direction } from '../../model/packet.ts'
import type { PortRange } from '../../model/ports.ts'
import { TCP } from '../../model/protocol.ts'
import type { Clause } from '../../policy/policy.ts'
import { labelOf } from '../labels.ts'
import { type Chain, type Element, goto, type KeyType, type NamedSet, RETURN, type Verdict } from './ast.ts'
import type { FieldClause } from './fields.ts'
import { namedPorts } from './namedPorts.ts'
import {
  CHAINS,
  edgeName,
  exactMap,
  type Orientation,
  profileMap,
  profileName,
  type RowKind,
} from './names.ts'
import { PlanMemory } from './planMemory.ts'
import { type ProfileMemory, type RowElements, sameSet } from './profileMemory.ts'
import { type Flat, profileRules, type RowMap, type VerdictOf } from './profileRules.ts'

export interface Profile {
  readonly name: string
  readonly sets: readonly NamedSet[]
  readonly chains: readonly Chain[]
}

/** What becomes of a clause list: how it is called, which packets ask it, and where its verdicts lead. */
interface Purpose {
  readonly name: (direction: Direction, content: string) => string
  readonly orientations: readonly Orientation[]
  readonly verdictFor: (direction: Direction, clause: Pick<Clause, 'action' | 'keeps'>) => Verdict
}

/** After an accepted egress comes the receiver's ingress; after that nothing. */
const GROUPS: Purpose = {
  name: profileName,
  orientations: ['original', 'reply'],
  verdictFor(direction, { action, keeps }) {
    if (action === 'drop') return goto(keeps === true ? CHAINS.keep[direction] : CHAINS.drop)
    return goto(direction === 'egress' ? CHAINS.ingress : CHAINS.accept)
  },
}

/** A1: looks at each packet as it is, and lets go on what it accepts. */
export const EDGE: Purpose = {
  name: edgeName,
  orientations: ['original'],
  verdictFor: (_, { action }) => (action === 'drop' ? goto(CHAINS.edgeDrop) : RETURN),
}

/** `source`: where the list comes from, so that its successors have the same name; null = its content is its name. */
export function planProfile(
  direction: Direction,
  clauses: readonly Clause[],
  classes: Classes,
  purpose: Purpose = GROUPS,
  source: string | null = null,
  memory: PlanMemory = new PlanMemory(),
): Profile {
  const name = purpose.name(direction, source ?? contentOf(clauses))
  const known = memory.profile(name)
  const flat = known.flatten(clauses, classes)
  return known.once(flat, (before) => {
    const verdictOf: VerdictOf = (clause) => purpose.verdictFor(direction, clause)
    const maps = rowMaps(name, flat, known, verdictOf)
    // Where little is accepted, most packets that matter are in a row about somebody special.
    const named = acceptsMost(flat) ? namedPorts(name, maps) : null
    const sets = [...maps, ...(named === null ? [] : [named])].map(({ set }) =>
      sameSet(
        before?.sets.find((each) => each.name === set.name),
        set,
      ),
    )
    const chains = purpose.orientations.flatMap((orientation) =>
      profileRules(direction, orientation, { name, maps, named, flat, verdictOf }),
    )
    return { name, sets, chains: chains.map((chain) => sameChain(before?.chains, chain)) }
  })
}

/** The old chain where it says the same. */
function sameChain(before: readonly Chain[] = [], chain: Chain): Chain {
  const known = before.find(({ name }) => name === chain.name)
  return known !== undefined && JSON.stringify(known) === JSON.stringify(chain) ? known : chain
}

const acceptsMost = ({ fallback, any }: Flat): boolean =>
  fallback?.clause.action === 'accept' ||
  [...any[4], ...any[6]].some(
    ({ clause, protocols, ports }) =>
      clause.clause.action === 'accept' && covers(protocols, TCP, TCP) && covers(ports, 1, 65_535),
  )

const covers = (range: PortRange, first: number, last: number): boolean =>
  range.first <= first && last <= range.last

/** The name that `planProfile` gives to a list of an ENI's own. */
export const groupProfileName = (
  direction: Direction,
  clauses: readonly Clause[],
  source: string | null,
): string => GROUPS.name(direction, source ?? contentOf(clauses))

/** Equal exactly when two lists decide alike for the same reasons. */
const contentOf = (clauses: readonly Clause[]): string =>
  clauses
    .map(({ action, why, protocol, ports, sourcePorts, icmp, peer, keeps }) =>
      JSON.stringify([
        ...[action, labelOf(why), protocol, ports, sourcePorts, icmp, peer?.key ?? null],
        ...(keeps === true ? ['keeps'] : []),
      ]),
    )
    .join('\n')

const KEYS: readonly KeyType[] = ['inet_proto', 'inet_service']

function rowMaps(name: string, flat: Flat, memory: ProfileMemory, verdictOf: VerdictOf): readonly RowMap[] {
  const made = (rows: readonly FlatRow<FieldClause>[], before: readonly number[]): RowElements =>
    rowElements(rows, before, verdictOf, flat.usesSourcePorts)
  const special = flat.special.map((each) =>
    memory.elementsOfClass(each, () => made(each.rows, [each.classId])),
  )
  const any = (family: 4 | 6): readonly RowElements[] => [
    memory.elementsOf(flat.any[family], () => made(flat.any[family], [])),
  ]
  const shared = flat.any[4] === flat.any[6]
  const kinds: readonly (readonly [RowKind, readonly RowElements[]])[] = [
    ['special', special],
    ...(shared
      ? ([['any', any(4)]] as const)
      : ([
          ['any4', any(4)],
          ['any6', any(6)],
        ] as const)),
  ]
  return kinds.flatMap(([kind, parts]) => {
    const key: readonly KeyType[] = kind === 'special' ? ['mark', ...KEYS] : KEYS
    const shape = { key: flat.usesSourcePorts ? [...key, 'inet_service' as const] : key, ...COUNTED }
    const exact = { name: exactMap(name, kind), ...shape, elements: parts.flatMap((each) => each.exact) }
    const ranges = {
      ...{ name: profileMap(name, kind), ...shape, interval: true },
      elements: parts.flatMap((each) => each.ranges),
    }
    return [exact, ranges].filter((set) => set.elements.length > 0).map((set) => ({ kind, set }))
  })
}

/** A lookup among ranges costs a packet as much as five in a hash: a range of no more ports is a row for each. */
const MOST_SINGLE_PORTS = 16

const COUNTED = { value: 'verdict', counter: true } as const

function rowElements(
  rows: readonly FlatRow<FieldClause>[],
  before: readonly number[],
  verdictOf: VerdictOf,
  wide: boolean,
): RowElements {
  const exact: Element[] = []
  const ranges: Element[] = []
  for (const { clause, protocols, ports, sourcePorts } of rows) {
    const value = verdictOf(clause.clause)
    const comment = labelOf(clause.clause.why)
    if (!wide && isOne(protocols) && ports.last - ports.first < MOST_SINGLE_PORTS) {
      for (let port = ports.first; port <= ports.last; port++)
        exact.push({ key: [...before, protocols.first, port], value, comment })
    } else {
      ranges.push({ key: [...before, protocols, ports, ...(wide ? [sourcePorts] : [])], value, comment })
    }
  }
  return { exact, ranges }
}

const isOne = ({ first, last }: PortRange): boolean => first === last
