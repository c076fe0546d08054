// Under which code each cloud's own API refuses what our own API refuses: so that the two can be told to be the same.

import type { Fault } from '../core/model/faults.ts'
import { answerOf as aliyunAnswer } from './aliyun/faults.ts'
import type { Cloud } from './index.ts'
import { answerOf as tencentAnswer } from './tencent/faults.ts'

/** Where most of what the console does would come up. */
const PLACES = {
  aliyun: { product: 'Ecs', version: '2014-05-26', action: 'AuthorizeSecurityGroup' },
  tencent: { service: 'vpc', name: 'CreateSecurityGroupPolicies' },
} as const

/** Undefined for faults that no action of the cloud ends in. */
export function cloudCodeOf(cloud: Cloud, fault: Fault): string | undefined {
  try {
    return cloud === 'tencent'
      ? tencentAnswer(fault, PLACES.tencent).code
      : aliyunAnswer(fault, PLACES.aliyun).code
  } catch {
    return undefined
  }
}
