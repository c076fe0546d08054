// Codes of faults of permissions, roles and key pairs, which no action here can end in yet.

import type { AccessFault } from '../../../core/model/faults/access.ts'
import { type Codes, NOT_HERE } from './rows.ts'

export const accessFaults: Codes<AccessFault> = {
  notAuthorised: 'UnauthorizedOperation',
  keyPairNotFound: 'InvalidKeyPairId.NotFound',
  keyPairExists: 'InvalidKeyPairName.Duplicate',
  keyPairInUse: 'InvalidParameterValue.KeyPairNotSupported',
  tooManyKeyPairs: 'InvalidKeyPair.LimitExceeded',
  roleNotFound: 'ResourceNotFound',
  roleExists: NOT_HERE,
  roleInUse: NOT_HERE,
  tooManyRoles: NOT_HERE,
  roleNotForInstances: NOT_HERE,
  roleInClassicNetwork: NOT_HERE,
  instanceHasRole: NOT_HERE,
  instanceHasOtherRole: NOT_HERE,
  ramPolicyNotFound: 'ResourceNotFound',
  ramPolicyExists: NOT_HERE,
  ramPolicyInUse: NOT_HERE,
  tooManyRamPolicies: NOT_HERE,
  ramPolicyAttached: NOT_HERE,
  ramPolicyNotAttached: NOT_HERE,
  ramDocumentMalformed: NOT_HERE,
}
