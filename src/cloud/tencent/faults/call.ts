// Codes of faults of the call itself, and of what resources are labelled with.

import type { CallFault } from '../../../core/model/faults/call.ts'
import type { LabelFault } from '../../../core/model/faults/labels.ts'
import { type Codes, inCvm } from './rows.ts'

export const callFaults: Codes<CallFault | LabelFault> = {
  regionNotFound: 'UnsupportedRegion',
  zoneNotFound: inCvm('InvalidZone.MismatchRegion', 'InvalidParameterValue.ZoneConflict'),
  clientTokenMismatch: inCvm(
    'InvalidClientToken.IdempotentParameterMismatch',
    'UnsupportedOperation.IdempotentParameterMismatch',
  ),
  dryRunPassed: 'DryRunOperation',
  channelCut: 'OperationDenied',
  policyTestFails: 'OperationDenied',
  resourceNotFound: 'ResourceNotFound',
  tooManyTags: (_, { service }) =>
    service === 'tag' ? 'LimitExceeded.ResourceTagsLimit' : 'InvalidParameterValue.TagDuplicateKey',
  resourceGroupNotFound: inCvm('InvalidProjectId.NotFound', 'ResourceNotFound'),
}
