// The closed catalogue of what can go wrong, neutral to clouds; each cloud maps every name to its own code once.

import type { CallFault } from './faults/call.ts'
import type { InstanceFault } from './faults/instance.ts'
import type { NetworkFault } from './faults/network.ts'
import type { SecurityGroupFault } from './faults/securityGroup.ts'

export type Fault = CallFault | NetworkFault | InstanceFault | SecurityGroupFault
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
