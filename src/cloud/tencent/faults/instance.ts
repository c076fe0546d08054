// Codes of faults of instances and network interfaces.

import type { InstanceFault } from '../../../core/model/faults/instance.ts'
import { type Codes, inCvm, NOT_HERE } from './rows.ts'

const STATES: Readonly<Record<string, string>> = {
  running: 'UnsupportedOperation.InstanceStateRunning',
  stopped: 'UnsupportedOperation.InstanceStateStopped',
}

export const instanceFaults: Codes<InstanceFault> = {
  instanceNotFound: inCvm('InvalidInstanceId.NotFound', 'ResourceNotFound'),
  instanceStateWrong: ({ state }) => STATES[state] ?? 'UnsupportedOperation',
  instanceProtected: 'UnsupportedOperation.InstancesProtected',
  instanceSubscribed: NOT_HERE,
  responderMalformed: 'InvalidParameterValue',
  vSwitchNeeded: inCvm('InvalidParameterValue.SubnetNotExist', 'MissingParameter'),
  vSwitchInOtherZone: inCvm('InvalidZone.MismatchRegion', 'UnsupportedOperation.ZoneMismatch'),
  vSwitchInOtherVpc: inCvm('InvalidParameterValue.VpcIdSubnetIdNotMatch', 'UnsupportedOperation.VpcMismatch'),
  eniNotFound: 'ResourceNotFound',
  eniNotFree: 'UnsupportedOperation.InvalidState',
  eniInOtherZone: 'UnsupportedOperation.ZoneMismatch',
  eniInOtherVpc: 'UnsupportedOperation.VpcMismatch',
  tooManyEnis: 'LimitExceeded',
  groupNeeded: 'MissingParameter',
  tooManyGroups: inCvm('LimitExceeded.AssociateUSGLimitExceeded', 'LimitExceeded'),
  groupKindsMixed: NOT_HERE,
  interfacesInClassicNetwork: NOT_HERE,
  groupInOtherVpc: NOT_HERE,
  groupOutsideVpcs: NOT_HERE,
  groupManaged: 'UnsupportedOperation.LockedResources',
  groupFull: inCvm('LimitExceeded.CvmsVifsPerSecGroupLimitExceeded', 'LimitExceeded'),
  tooManyRulesOnEni: 'LimitExceeded',
  eniPrimary: 'UnsupportedOperation',
  eniNotAttached: 'UnsupportedOperation.AttachmentNotFound',
  tooManyAddressesInVpc: 'LimitExceeded',
  tooManyIpv4: 'LimitExceeded',
  tooManyIpv6: 'LimitExceeded',
  addressRepeated: 'InvalidParameterValue.Duplicate',
  prefixNotAllowed: NOT_HERE,
  publicAddressExists: 'UnsupportedOperation',
}
