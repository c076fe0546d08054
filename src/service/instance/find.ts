// An instance of the caller.

import { fail } from '../../core/model/faults.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export const findInstance = (call: Call, instanceId: string, region?: string): Instance =>
  owned(call, 'instance', instanceId, region) ?? fail({ name: 'instanceNotFound', instanceId })
