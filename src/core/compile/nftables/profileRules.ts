// The chains of one clause list: who the peer is, its rows, anybody's rows, and the default.

import type { FlatPolicy } from '../../headerspace/flatten.ts'
import type { Direction } from '../../model/packet.ts'
import { ICMP, ICMPV6 } from '../../model/protocol.ts'
import type { Clause } from '../../policy/policy.ts'
import { labelOf } from '../labels.ts'
import {
  type Chain,
  COUNTER,
  type Field,
  goto,
  jump,
  match,
  type NamedSet,
  type Rule,
  rule,
  type Statement,
  type Verdict,
  vmap,
} from './ast.ts'
import type { FieldClause } from './fields.ts'
import type { NamedPorts } from './namedPorts.ts'
import { anybodyChain, CHAINS, type Orientation, profileChain, type RowKind } from './names.ts'

export type Flat = FlatPolicy<FieldClause>

export type VerdictOf = (clause: Pick<Clause, 'action' | 'keeps'>) => Verdict

export interface RowMap {
  readonly kind: RowKind
  readonly set: NamedSet
}

/** What a clause list was made into, for the chains that look there. */
interface Parts {
  readonly name: string
  readonly maps: readonly RowMap[]
  /** Ports that some row is about, where it helps to know them. */
  readonly named: NamedPorts | null
  readonly flat: Flat
  readonly verdictOf: VerdictOf
}

export function profileRules(
  direction: Direction,
  orientation: Orientation,
  { name, maps, named, flat, verdictOf }: Parts,
): readonly Chain[] {
  const isPeerSource = (direction === 'ingress') === (orientation === 'original')
  const classify = rule(jump(CHAINS.classify[isPeerSource ? 'source' : 'destination']))
  const rowsOf = ({ kind, set }: RowMap): Rule[] => {
    const family = kind === 'any4' ? ['ipv4'] : kind === 'any6' ? ['ipv6'] : []
    const mark: readonly Field[] = kind === 'special' ? ['meta mark'] : []
    return columns(orientation, flat.usesSourcePorts).map(({ condition, fields }) =>
      rule(
        ...family.map((each) => match('meta nfproto', each)),
        ...condition,
        vmap([...mark, 'meta l4proto', ...fields], set.name),
      ),
    )
  }
  const last = flat.fallback?.clause
  const verdict = verdictOf(last ?? { action: 'drop' })
  const comment = last === undefined ? {} : { comment: labelOf(last.why) }
  const end = (...before: readonly Statement[]): Rule => ({
    statements: [...before, COUNTER, verdict],
    ...comment,
  })
  const special = maps.filter(({ kind }) => kind === 'special').flatMap(rowsOf)
  const anybody = [...maps.filter(({ kind }) => kind !== 'special').flatMap(rowsOf), end()]
  const whole = {
    name: profileChain(name, orientation),
    rules: [...(special.length === 0 ? [] : [classify, ...special]), ...anybody],
  }
  if (named === null) return [whole]
  const isNone = isNoneOf(named.set, orientation)
  if (named.isWhole) return [{ ...whole, rules: [end(isNone), ...whole.rules] }]
  const rest = anybodyChain(name, orientation)
  return [
    { ...whole, rules: [rule(isNone, goto(rest)), ...whole.rules] },
    { name: rest, rules: anybody },
  ]
}

const isNoneOf = ({ name }: NamedSet, orientation: Orientation): Statement => ({
  ...{ do: 'lookup', fields: ['meta l4proto', portField(orientation)], set: name },
  not: true,
})

const portField = (orientation: Orientation): Field => (orientation === 'original' ? 'th dport' : 'th sport')

interface Columns {
  readonly condition: readonly Statement[]
  readonly fields: readonly Field[]
}

/** An answer has its ports swapped, but an ICMP answer has its type where its question has it. */
function columns(orientation: Orientation, wide: boolean): readonly Columns[] {
  if (!wide) return [{ condition: [], fields: [portField(orientation)] }]
  const asSent: readonly Field[] = ['th dport', 'th sport']
  if (orientation === 'original') return [{ condition: [], fields: asSent }]
  const isIcmp = match('meta l4proto', ICMP, ICMPV6)
  return [
    { condition: [isIcmp], fields: asSent },
    { condition: [{ ...isIcmp, not: true }], fields: ['th sport', 'th dport'] },
  ]
}
