// Makes snapshot policies: before each change of rules, or at fixed times of the week.

import { createBackupPolicy } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { choice, flag, ignored, list, object, required, text } from '../../fields.ts'
import { tags, tagsOf } from '../fields.ts'
import { backupTimes, keepTime, policyName, snapshotPolicyView, whenOf } from '../snapshot.ts'

const policy = object(
  {
    SnapshotPolicyName: required(policyName),
    BackupType: required(
      choice(['operate', 'time'], { about: 'operate: before each change; time: weekly.' }),
    ),
    KeepTime: required(keepTime),
    CreateNewCos: required(flag({ about: 'Shown again; snapshots lie in the store.' })),
    CosRegion: required(text({ about: 'Shown again; snapshots lie in the store.' })),
    CosBucket: required(text({ about: 'Shown again; snapshots lie in the store.' })),
    SnapshotPolicyId: ignored('Comes in answers.'),
    BackupPolicies: backupTimes,
    Enable: flag({ about: 'Whether it takes snapshots; true when left out.' }),
    CreateTime: ignored('Comes in answers.'),
    TagSet: ignored('Comes in answers.', 'list'),
  },
  { about: 'One policy.' },
)

export const CreateSnapshotPolicies = action({
  name: 'CreateSnapshotPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create snapshot policies for the rules of security groups.',
  effect: 'write',
  input: { SnapshotPolicies: required(list(policy, { about: 'Policies to make.' })), Tags: tags },
  faults: ['tooManyBackupPolicies'],
  missing: [],
  example: {
    SnapshotPolicies: [
      {
        SnapshotPolicyName: 'before changes',
        BackupType: 'operate',
        KeepTime: 30,
        CreateNewCos: false,
        CosRegion: 'ap-guangzhou',
        CosBucket: 'rules',
      },
    ],
  },
  run: (call, parameters) => ({
    SnapshotPolicies: parameters.SnapshotPolicies.map((given, index) =>
      snapshotPolicyView(
        createBackupPolicy(call, {
          name: given.SnapshotPolicyName,
          when: whenOf(given.BackupType, given.BackupPolicies, `SnapshotPolicies.${index}.BackupPolicies`),
          keepDays: given.KeepTime,
          enabled: given.Enable ?? true,
          storage: { region: given.CosRegion, bucket: given.CosBucket, createNew: given.CreateNewCos },
          tags: tagsOf(parameters.Tags),
        }),
      ),
    ),
  }),
})
