// Backups of the rules of security groups: who asks for them, and what each one holds.

import type { AccountId, BackupPolicyId, RuleBackupId, SecurityGroupId } from './ids.ts'
import type { Rule } from './rule.ts'
import type { Tags } from './securityGroup.ts'

/** A moment of each week: day 0 is Monday, seconds from midnight in UTC+8. */
export interface WeeklyTime {
  readonly day: number
  readonly second: number
}

export interface BackupPolicy {
  readonly id: BackupPolicyId
  readonly accountId: AccountId
  readonly name: string
  /** Before every change of the rules, or at fixed times. */
  readonly when:
    | { readonly kind: 'onChange' }
    | { readonly kind: 'weekly'; readonly times: readonly WeeklyTime[] }
  readonly keepDays: number
  readonly enabled: boolean
  readonly groupIds: readonly SecurityGroupId[]
  /** Where the user wants the files; here they lie in the store. */
  readonly storage: { readonly region: string; readonly bucket: string; readonly createNew: boolean }
  readonly tags: Tags
  readonly createdAt: number
  /** Last time that a weekly one was due and done; from its making on. */
  readonly doneUntil: number
}

export interface RuleBackup {
  readonly id: RuleBackupId
  readonly accountId: AccountId
  readonly policyId: BackupPolicyId
  readonly groupId: SecurityGroupId
  /** All rules of the group at that moment. */
  readonly rules: readonly Rule[]
  /** Whose change made it; the system's own for a weekly one. */
  readonly takenBy: string
  readonly takenAt: number
}
