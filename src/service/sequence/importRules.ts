// Imports rules in sequence: the file's lists take the place of the group's, or nothing changes (semantics T5).

import { type Fault, FaultError, fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import type { RowResult } from '../rule/importRules.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { findSequence, identityOf, newRules, rulesInOrder } from './order.ts'
import { resetRules } from './resetRules.ts'

export type ListRow =
  | { readonly row: number; readonly direction: Direction; readonly spec: RuleSpec }
  | { readonly row: number; readonly fault: Fault }

export interface ListImport {
  readonly groupId: string
  readonly rows: readonly ListRow[]
  /** Takes the good rows although others are refused. */
  readonly keepGood: boolean
}

type Judged =
  | { readonly row: number; readonly direction: Direction; readonly spec: RuleSpec; readonly rule: Rule }
  | Extract<RowResult, { outcome: 'repeated' | 'refused' }>

/** A file without any rule would empty the group: it is taken for a mistake. */
export function importLists(call: Call, { groupId, rows, keepGood }: ListImport): readonly RowResult[] {
  const group = findSequence(call, { groupId })
  if (rows.length === 0) fail({ name: 'fileUnreadable', reason: 'empty', detail: '' })
  const judged = judgeRows(call, group, rows)
  const good = judged.filter((one) => 'spec' in one)
  const refused = judged.some((one) => 'outcome' in one && one.outcome === 'refused')
  const before = new Map(call.state.by('rule', 'group', group.id).map((rule) => [identityOf(rule), rule]))
  const isBlocked = refused && !keepGood
  if (!isBlocked && good.length > 0) {
    const listOf = (wanted: Direction) =>
      good.filter(({ direction }) => direction === wanted).map(({ spec }) => spec)
    resetRules(call, { groupId, lists: { ingress: listOf('ingress'), egress: listOf('egress') } })
  }
  const after = new Map(
    (['ingress', 'egress'] as const)
      .flatMap((direction) => rulesInOrder(call.state, group.id, direction))
      .map((rule) => [identityOf(rule), rule]),
  )
  return judged.map((one): RowResult => {
    if ('outcome' in one) return one
    const identity = identityOf(one.rule)
    const kept = before.get(identity)
    if (kept !== undefined) return { row: one.row, outcome: 'present', rule: after.get(identity) ?? kept }
    return { row: one.row, outcome: 'added', rule: isBlocked ? null : (after.get(identity) ?? null) }
  })
}

function judgeRows(call: Call, group: SecurityGroup, rows: readonly ListRow[]): readonly Judged[] {
  const seen = new Map<string, number>()
  return rows.map((one): Judged => {
    if ('fault' in one) return { row: one.row, outcome: 'refused', reason: one.fault }
    const { row, direction, spec } = one
    const rule = ruleOrFault(call, group, direction, spec)
    if ('name' in rule) return { row, outcome: 'refused', reason: rule }
    const identity = identityOf(rule)
    const twin = seen.get(identity)
    if (twin !== undefined) return { row, outcome: 'repeated', of: twin }
    seen.set(identity, row)
    return { row, direction, spec, rule }
  })
}

function ruleOrFault(call: Call, group: SecurityGroup, direction: Direction, spec: RuleSpec): Rule | Fault {
  try {
    return newRules(call, group, direction, [spec])[0] ?? { name: 'ruleRepeated' }
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
}
