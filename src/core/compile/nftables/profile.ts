// One clause list as maps and chains: rows for special peers, rows for any peer, and what holds otherwise.

import type { Classes } from '../../headerspace/classes.ts'
import type { FlatPolicy, FlatRow } from '../../headerspace/flatten.ts'
import type { Direction } from '../../model/packet.ts'
import type { PortRange } from '../../model/ports.ts'
import { ICMP, ICMPV6 } from '../../model/protocol.ts'
import type { Clause } from '../../policy/policy.ts'
import { labelOf } from '../labels.ts'
import {
  type Chain,
  COUNTER,
  type Element,
  type Field,
  goto,
  jump,
  type KeyType,
  match,
  type NamedSet,
  RETURN,
  type Rule,
  rule,
  type Statement,
  type Verdict,
  vmap,
} from './ast.ts'
import type { FieldClause } from './fields.ts'
import {
  CHAINS,
  edgeName,
  exactMap,
  type Orientation,
  profileChain,
  profileMap,
  profileName,
  type RowKind,
} from './names.ts'
import { PlanMemory } from './planMemory.ts'
import { type ProfileMemory, type RowElements, sameSet } from './profileMemory.ts'

type Flat = FlatPolicy<FieldClause>

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
    const sets = maps.map(({ set }) =>
      sameSet(
        before?.sets.find((each) => each.name === set.name),
        set,
      ),
    )
    const chains = purpose.orientations.map((orientation) =>
      profileRules(name, direction, orientation, maps, flat, verdictOf),
    )
    return { name, sets, chains }
  })
}

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

type VerdictOf = (clause: Pick<Clause, 'action' | 'keeps'>) => Verdict

const KEYS: readonly KeyType[] = ['inet_proto', 'inet_service']

interface RowMap {
  readonly kind: RowKind
  readonly set: NamedSet
}

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

function profileRules(
  name: string,
  direction: Direction,
  orientation: Orientation,
  maps: readonly RowMap[],
  flat: Flat,
  verdictOf: VerdictOf,
): Chain {
  const isPeerSource = (direction === 'ingress') === (orientation === 'original')
  const rules = maps.flatMap(({ kind, set }, index): Rule[] => {
    const isFirstSpecial = kind === 'special' && index === 0
    const family = kind === 'any4' ? ['ipv4'] : kind === 'any6' ? ['ipv6'] : []
    const mark: readonly Field[] = kind === 'special' ? ['meta mark'] : []
    return [
      ...(isFirstSpecial ? [rule(jump(CHAINS.classify[isPeerSource ? 'source' : 'destination']))] : []),
      ...columns(orientation, flat.usesSourcePorts).map(({ condition, fields }) =>
        rule(
          ...family.map((each) => match('meta nfproto', each)),
          ...condition,
          vmap([...mark, 'meta l4proto', ...fields], set.name),
        ),
      ),
    ]
  })
  const last = flat.fallback?.clause
  const verdict = verdictOf(last ?? { action: 'drop' })
  const comment = last === undefined ? {} : { comment: labelOf(last.why) }
  return {
    name: profileChain(name, orientation),
    rules: [...rules, { statements: [COUNTER, verdict], ...comment }],
  }
}

interface Columns {
  readonly condition: readonly Statement[]
  readonly fields: readonly Field[]
}

/** An answer has its ports swapped, but an ICMP answer has its type where its question has it. */
function columns(orientation: Orientation, wide: boolean): readonly Columns[] {
  if (!wide) return [{ condition: [], fields: [orientation === 'original' ? 'th dport' : 'th sport'] }]
  const asSent: readonly Field[] = ['th dport', 'th sport']
  if (orientation === 'original') return [{ condition: [], fields: asSent }]
  const isIcmp = match('meta l4proto', ICMP, ICMPV6)
  return [
    { condition: [isIcmp], fields: asSent },
    { condition: [{ ...isIcmp, not: true }], fields: ['th sport', 'th dport'] },
  ]
}
