// Gives a group the rules of a backup back, in their order.

import type { RuleBackup } from '../../core/model/backup.ts'
import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { specOf } from '../rule/copyRule.ts'
import { findGroup } from '../securityGroup/findGroup.ts'
import { resetRules } from '../sequence/resetRules.ts'
import { findBackupPolicy } from './policies.ts'

export interface OfBackup {
  readonly policyId: string
  readonly backupId: string
  readonly groupId: string
}

/** The caller's own, of that policy and group. */
export function findBackup(call: Call, { policyId, backupId, groupId }: OfBackup): RuleBackup {
  findBackupPolicy(call, policyId)
  const backup = call.state.get('ruleBackup', backupId)
  const fits = backup?.policyId === policyId && backup.groupId === groupId
  return fits ? backup : fail({ name: 'backupNotFound', backupId })
}

/** All or nothing: what a rule names may be gone meanwhile. */
export function restoreBackup(call: Call, input: OfBackup): void {
  const backup = findBackup(call, input)
  const group = findGroup(call, input.groupId)
  const specs = (direction: Direction) => backedUp(backup, direction).map(specOf)
  resetRules(call, { groupId: group.id, lists: { ingress: specs('ingress'), egress: specs('egress') } })
}

/** From the first to the last. */
export const backedUp = ({ rules }: Pick<RuleBackup, 'rules'>, direction: Direction): readonly Rule[] =>
  rules.filter((rule) => rule.direction === direction).sort((a, b) => a.precedence - b.precedence)
