// Shows the snapshots of a security group in a span of time.

import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { choice, required, text } from '../../fields.ts'
import { parseLocal } from '../../time.ts'
import { groupId, malformed } from '../fields.ts'
import { pageOf, paging } from '../paging.ts'
import { snapshotFileView } from '../snapshot.ts'

const date = required(text({ about: '`YYYY-MM-DD hh:mm:ss`, UTC+8.' }))

export const DescribeSnapshotFiles = action({
  name: 'DescribeSnapshotFiles',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List the snapshots of a security group.',
  effect: 'read',
  input: {
    BusinessType: required(choice(['securitygroup'], { about: 'securitygroup.' })),
    InstanceId: groupId,
    StartDate: date,
    EndDate: date,
    ...paging('integer'),
  },
  faults: ['groupNotFound'],
  missing: [],
  example: {
    BusinessType: 'securitygroup',
    InstanceId: 'sg-abcd1234',
    StartDate: '2026-01-01 00:00:00',
    EndDate: '2026-12-31 00:00:00',
  },
  run(call, parameters, { region }) {
    const group = findGroup(call, parameters.InstanceId, region)
    const from = parseLocal(parameters.StartDate) ?? refuse(malformed('StartDate'))
    const to = parseLocal(parameters.EndDate) ?? refuse(malformed('EndDate'))
    // Times of files are shown in whole seconds, so the last one reaches to its end.
    const found = call.state
      .by('ruleBackup', 'group', group.id)
      .filter(({ takenAt }) => from <= takenAt && takenAt < to + 1000)
      .toReversed()
    return { SnapshotFileSet: pageOf(found, parameters).map(snapshotFileView), TotalCount: found.length }
  },
})
