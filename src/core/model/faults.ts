// The closed catalogue of what can go wrong, neutral to clouds; each cloud maps every name to its own code once.

import type { AccessFault } from './faults/access.ts'
import type { CallFault } from './faults/call.ts'
import type { DiskFault } from './faults/disk.ts'
import type { InstanceFault } from './faults/instance.ts'
import type { LabelFault } from './faults/labels.ts'
import type { ListFault } from './faults/lists.ts'
import type { NetworkFault } from './faults/network.ts'
import type { NetworkAclFault } from './faults/networkAcl.ts'
import type { OwnFault } from './faults/own.ts'
import type { SecurityGroupFault } from './faults/securityGroup.ts'

/** What calls of the clouds can end in: each cloud has a row for every one. */
export type CloudFault =
  | CallFault
  | NetworkFault
  | NetworkAclFault
  | InstanceFault
  | DiskFault
  | SecurityGroupFault
  | ListFault
  | LabelFault
  | AccessFault
export type Fault = CloudFault | OwnFault
export type FaultName = Fault['name']

/** Thrown by operations, and by nothing else; carries data, the words come from the cloud or the CLI. */
export class FaultError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.name)
    this.name = 'FaultError'
    this.fault = fault
  }
}

/** Throws; written `return fail(...)` or `?? fail(...)` so that the reader sees the way end. */
export function fail(fault: Fault): never {
  throw new FaultError(fault)
}
