// Snapshot policies and snapshot files as requests and answers show them.

import type { BackupPolicy, RuleBackup, WeeklyTime } from '../../../core/model/backup.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { Rule } from '../../../core/model/rule.ts'
import { backedUp } from '../../../service/backup/restore.ts'
import { refuse } from '../error.ts'
import { choice, integer, list, object, required, text } from '../fields.ts'
import { invalid, missing } from '../gatewayErrors.ts'
import { policyView } from '../policyCodec.ts'
import { formatLocal } from '../time.ts'
import { groupId, idField, malformed, name, outOfRange, tagSet } from './fields.ts'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export const snapshotPolicyId = required(idField('sspolicy', 'Snapshot policy.'))
export const snapshotFileId = required(idField('ssfile', 'Snapshot.'))
export const policyName = name('Name, up to 60 characters.')
export const keepTime = integer({ about: 'Days to keep, 1 to 365.', min: 1, max: 365, range: outOfRange })

const time = object(
  {
    BackupDay: required(choice(DAYS, { about: 'monday to sunday.' })),
    BackupTime: required(
      text({ about: '`HH:mm:ss`, UTC+8.', check: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, invalid: malformed }),
    ),
  },
  { about: 'One time of each week.' },
)

export const backupTimes = list(time, { about: 'When to back up, for the kind `time`.' })

type Times = readonly { readonly BackupDay: (typeof DAYS)[number]; readonly BackupTime: string }[]

const weeklyTimes = (given: Times): readonly WeeklyTime[] =>
  given.map(({ BackupDay, BackupTime }) => {
    const [hours = 0, minutes = 0, seconds = 0] = BackupTime.split(':').map(Number)
    return { day: DAYS.indexOf(BackupDay), second: hours * 3600 + minutes * 60 + seconds }
  })

export function whenOf(
  type: 'operate' | 'time',
  times: Times | undefined,
  path: string,
): BackupPolicy['when'] {
  if (type === 'operate') return (times ?? []).length > 0 ? refuse(invalid(path)) : { kind: 'onChange' }
  if (times === undefined || times.length === 0) return refuse(missing(path))
  return { kind: 'weekly', times: weeklyTimes(times) }
}

export const snapshotInstances = required(
  list(
    object(
      {
        InstanceId: groupId,
        InstanceType: required(choice(['securitygroup'], { about: 'securitygroup.' })),
        InstanceRegion: required(text({ about: 'Region of the group.' })),
        SnapshotPolicyId: text({ about: 'Comes in answers.', ignored: true }),
        InstanceName: text({ about: 'Comes in answers.', ignored: true }),
      },
      { about: 'One group.' },
    ),
    { about: 'Groups of the policy.' },
  ),
)

export const groupsIn = (
  given: readonly { readonly InstanceId: string; readonly InstanceRegion: string }[],
) => given.map(({ InstanceId, InstanceRegion }) => ({ groupId: InstanceId, region: InstanceRegion }))

export const snapshotPolicyView = (policy: BackupPolicy): object => ({
  SnapshotPolicyId: policy.id,
  SnapshotPolicyName: policy.name,
  BackupType: policy.when.kind === 'onChange' ? 'operate' : 'time',
  KeepTime: policy.keepDays,
  CreateNewCos: policy.storage.createNew,
  CosRegion: policy.storage.region,
  CosBucket: policy.storage.bucket,
  BackupPolicies: policy.when.kind === 'weekly' ? policy.when.times.map(timeView) : [],
  Enable: policy.enabled,
  CreateTime: formatLocal(policy.createdAt),
  TagSet: tagSet(policy.tags),
})

const timeView = ({ day, second }: WeeklyTime): object => ({
  BackupDay: DAYS[day] ?? '',
  BackupTime: new Date(second * 1000).toISOString().slice(11, 19),
})

export const snapshotFileView = (backup: RuleBackup): object => ({
  SnapshotPolicyId: backup.policyId,
  InstanceId: backup.groupId,
  SnapshotFileId: backup.id,
  BackupTime: formatLocal(backup.takenAt),
  Operator: backup.takenBy,
})

/** What comes in first, then what goes out; each counts from 0. */
const flat = (rules: readonly Rule[]): readonly object[] =>
  (['ingress', 'egress'] as const).flatMap((direction) => backedUp({ rules }, direction).map(policyView))

/** The rules of now beside those of the backup, so that both can be compared. */
export const snapshotContentView = (state: ResourceReader, backup: RuleBackup): object => ({
  ...snapshotFileView(backup),
  OriginalData: flat(state.by('rule', 'group', backup.groupId)),
  BackupData: flat(backup.rules),
})
