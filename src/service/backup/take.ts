// Takes backups of the rules of groups: before each change, and when a weekly time has come.

import type { BackupPolicy, WeeklyTime } from '../../core/model/backup.ts'
import { asId, type RuleBackupId } from '../../core/model/ids.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Transaction } from '../../store/store.ts'
import type { Call, IdSource } from '../call.ts'

const DAY = 24 * 60 * 60 * 1000
const EIGHT_HOURS = 8 * 60 * 60 * 1000
/** Day 0 of the epoch was a Thursday, the fourth day of its week. */
const EPOCH_DAY = 3

/** Of the rules as they are before a change. */
export function backUpBeforeChange(call: Call, group: SecurityGroup): void {
  for (const policy of call.state.by('backupPolicy', 'group', group.id))
    if (policy.enabled && policy.when.kind === 'onChange') backUp(call, policy, group, call.accountId)
}

type Taking = Pick<Call, 'state' | 'now' | 'ids'>

function backUp(
  { state, now, ids }: Taking,
  policy: BackupPolicy,
  group: SecurityGroup,
  takenBy: string,
): void {
  for (const old of state.by('ruleBackup', 'policy', policy.id))
    if (now - old.takenAt >= policy.keepDays * DAY) state.remove('ruleBackup', old.id)
  state.put('ruleBackup', {
    id: asId<RuleBackupId>(ids.next('ssfile', group.region)),
    accountId: policy.accountId,
    policyId: policy.id,
    groupId: group.id,
    rules: state.by('rule', 'group', group.id),
    takenBy,
    takenAt: now,
  })
}

/** Weekly policies whose time has come since they were last done. */
export const duePolicies = (policies: Iterable<BackupPolicy>, now: number): readonly BackupPolicy[] =>
  [...policies].filter(
    ({ when, enabled, doneUntil }) =>
      enabled && when.kind === 'weekly' && when.times.some((time) => lastTime(time, now) > doneUntil),
  )

/** Times that passed while nobody looked are made up for once. */
export function takeDueBackups(state: Transaction, now: number, ids: IdSource): void {
  for (const policy of duePolicies(state.list('backupPolicy'), now)) {
    for (const id of policy.groupIds) {
      const group = state.get('securityGroup', id)
      if (group !== undefined) backUp({ state, now, ids }, policy, group, policy.accountId)
    }
    state.put('backupPolicy', { ...policy, doneUntil: now })
  }
}

/** The last moment of the week at or before `now`. */
function lastTime({ day, second }: WeeklyTime, now: number): number {
  const local = now + EIGHT_HOURS
  const today = Math.floor(local / DAY)
  const weekday = (today + EPOCH_DAY) % 7
  const midnight = (today - ((weekday - day + 7) % 7)) * DAY
  const moment = midnight + second * 1000 - EIGHT_HOURS
  return moment <= now ? moment : moment - 7 * DAY
}
