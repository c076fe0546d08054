// Every neutral fault in Alibaba's words.

import type { CloudFault, Fault, FaultName } from '../../core/model/faults.ts'
import { limitBehind } from '../../core/model/limits/faults.ts'
import { isAdjustable } from '../../core/model/limits.ts'
import type { ErrorSpec } from './error.ts'
import { accessFaults } from './faults/access.ts'
import { callFaults } from './faults/call.ts'
import { diskFaults } from './faults/disk.ts'
import { instanceFaults } from './faults/instance.ts'
import { labelFaults } from './faults/labels.ts'
import { listFaults } from './faults/lists.ts'
import { networkFaults } from './faults/network.ts'
import { networkAclFaults } from './faults/networkAcl.ts'
import type { FaultPlace, FaultRows } from './faults/rows.ts'
import { securityGroupFaults } from './faults/securityGroup.ts'

/** Complete by type: a fault without a row does not compile. */
const FAULTS: FaultRows<CloudFault> = {
  ...callFaults,
  ...networkFaults,
  ...networkAclFaults,
  ...instanceFaults,
  ...diskFaults,
  ...securityGroupFaults,
  ...listFaults,
  ...labelFaults,
  ...accessFaults,
}

export const FAULT_NAMES = Object.keys(FAULTS).sort() as readonly FaultName[]

export function answerOf(fault: Fault, place: FaultPlace): ErrorSpec {
  const rows: Readonly<Record<string, unknown>> = FAULTS
  const row = rows[fault.name] as ((fault: Fault, place: FaultPlace) => ErrorSpec) | undefined
  if (row === undefined) throw new Error(`no action of the cloud ends in ${fault.name}`)
  const answer = row(fault, place)
  // L1: a refusal says where the limit is raised.
  const limit = limitBehind(fault)
  if (limit === undefined || !isAdjustable(limit)) return answer
  return { ...answer, message: `${answer.message} Raise it with: menshen quota set ${limit}.` }
}
