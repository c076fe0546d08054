// Imports rules into a group row by row: adds what is new, overwrites nothing, says why for the rest (semantics T5).

import { type Fault, FaultError, fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { checkRule } from './checkRule.ts'
import { crossingFault } from './copyRule.ts'
import { placeRules } from './placeRules.ts'
import { type PlacedSpec, type RuleSpec, ruleKey } from './ruleSpec.ts'

/** One row as it was read; `row` is its number in the file. */
export type ImportRow =
  | { readonly row: number; readonly direction: Direction; readonly spec: RuleSpec }
  | { readonly row: number; readonly fault: Fault }

export interface ImportInput {
  readonly groupId: string
  readonly rows: readonly ImportRow[]
  /** The region the rules come from, where the file says so. */
  readonly fromRegion: string | null
  /** Adds the good rows although others are refused. */
  readonly keepGood: boolean
}

export type RowResult =
  /** Would be, or has been, added; `rule` is there once it has. */
  | { readonly row: number; readonly outcome: 'added'; readonly rule: Rule | null }
  /** The group has this very rule; it stays as it is. */
  | { readonly row: number; readonly outcome: 'present'; readonly rule: Rule }
  /** The same rule as in an earlier row. */
  | { readonly row: number; readonly outcome: 'repeated'; readonly of: number }
  /** Left out as documented; no reason to refuse the others. */
  | { readonly row: number; readonly outcome: 'ignored'; readonly reason: Fault }
  | { readonly row: number; readonly outcome: 'refused'; readonly reason: Fault }

type Judged = Exclude<RowResult, { outcome: 'added' }> | NewRow
interface NewRow {
  readonly row: number
  readonly outcome: 'added'
  readonly spec: PlacedSpec
}

/** A file that is this many times too long is refused as a whole. */
const HOPELESS = 10

/** Nothing is added while a row is refused, unless the good ones are asked for. */
export function importRules(call: Call, input: ImportInput): readonly RowResult[] {
  const group = findChangeableGroup(call, input.groupId)
  const maximum = maximumOf(call.state, 'rulesPerImport')
  if (input.rows.length > maximum * HOPELESS) {
    fail({ name: 'fileTooLong', rows: input.rows.length, maximum })
  }
  const present = call.state.by('rule', 'group', group.id)
  const judged = judgeRows(call, group, present, input, maximum)
  const fresh = judged.filter((row) => row.outcome === 'added')
  const blocked = !input.keepGood && judged.some((row) => row.outcome === 'refused')
  const added = blocked
    ? []
    : placeRules(
        call,
        group,
        present,
        fresh.map(({ spec }) => spec),
      )
  const rules = new Map(fresh.map(({ row }, index) => [row, added[index] ?? null]))
  return judged.map((row) =>
    row.outcome === 'added' ? { row: row.row, outcome: row.outcome, rule: rules.get(row.row) ?? null } : row,
  )
}

function judgeRows(
  call: Call,
  group: SecurityGroup,
  present: readonly Rule[],
  { rows, fromRegion }: ImportInput,
  maximum: number,
): readonly Judged[] {
  const known = new Map(present.map((rule) => [ruleKey(rule), rule]))
  const seen = new Map<string, number>()
  return rows.map((row, index): Judged => {
    if (index >= maximum) return refused(row.row, { name: 'rowBeyondLimit', maximum })
    if ('fault' in row) {
      const outcome = row.fault.name === 'rowPriorityIgnored' ? 'ignored' : 'refused'
      return { row: row.row, outcome, reason: row.fault }
    }
    const spec = placed(call, group, row.direction, row.spec, fromRegion)
    if ('name' in spec) return refused(row.row, spec)
    const key = ruleKey(spec)
    const twin = seen.get(key)
    if (twin !== undefined) return { row: row.row, outcome: 'repeated', of: twin }
    seen.set(key, row.row)
    const rule = known.get(key)
    if (rule !== undefined) return { row: row.row, outcome: 'present', rule }
    return { row: row.row, outcome: 'added', spec }
  })
}

const refused = (row: number, reason: Fault): Judged => ({ row, outcome: 'refused', reason })

function placed(
  call: Call,
  group: SecurityGroup,
  direction: Direction,
  spec: RuleSpec,
  fromRegion: string | null,
): PlacedSpec | Fault {
  const crossing = crossingInFile(call, group, spec, fromRegion)
  if (crossing !== null) return crossing
  try {
    return checkRule(call, group, direction, spec)
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
}

/** Whether a rule of a file names what lies in another region. */
export const crossingInFile = (
  call: Call,
  group: SecurityGroup,
  spec: RuleSpec,
  fromRegion: string | null,
): Fault | null => crossingFault(spec, fromRegion ?? regionNamed(call, spec) ?? group.region, group.region)

/** Where the group or list that the rule names lies, when it is known here at all: some files do not say. */
function regionNamed(call: Call, { peer, ports }: RuleSpec): string | undefined {
  if (peer.kind === 'group') return call.state.get('securityGroup', peer.groupId)?.region
  if (peer.kind === 'prefixList') return call.state.get('prefixList', peer.listId)?.region
  return ports.kind === 'list' ? call.state.get('portList', ports.listId)?.region : undefined
}
