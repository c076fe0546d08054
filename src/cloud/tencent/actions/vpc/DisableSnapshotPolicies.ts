// Switches snapshot policies off.

import { changeBackupPolicy } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { idList } from '../fields.ts'

export const DisableSnapshotPolicies = action({
  name: 'DisableSnapshotPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Disable snapshot policies.',
  effect: 'write',
  input: { SnapshotPolicyIds: required(idList('sspolicy', 'Policies.')) },
  faults: ['backupPolicyNotFound'],
  missing: [],
  example: { SnapshotPolicyIds: ['sspolicy-abcd1234'] },
  run(call, parameters) {
    for (const id of parameters.SnapshotPolicyIds) changeBackupPolicy(call, id, { enabled: false })
    return {}
  },
})
