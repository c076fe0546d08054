// A VPC of the caller.

import { fail } from '../../core/model/faults.ts'
import type { Vpc } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export const findVpc = (call: Call, vpcId: string, region?: string): Vpc =>
  owned(call, 'vpc', vpcId, region) ?? fail({ name: 'vpcNotFound', vpcId })
