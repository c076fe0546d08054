// Does something to each resource by its own: what fails is listed, the others are done.

import { FaultError } from '../../../../core/model/faults.ts'
import type { Call } from '../../../../service/call.ts'
import { answerOf } from '../../faults.ts'
import { type Named, parseArn } from './arn.ts'

export function forEachResource(
  call: Call,
  { RegionId, ResourceARN }: { readonly RegionId: string; readonly ResourceARN: readonly string[] },
  action: string,
  work: (named: Named) => void,
): object {
  const failed = ResourceARN.flatMap((arn) => {
    const code = codeOf(call, RegionId, arn, action, work)
    return code === null ? [] : [{ ResourceARN: arn, Result: code }]
  })
  return { FailedResources: { FailedResource: failed } }
}

function codeOf(
  call: Call,
  region: string,
  arn: string,
  action: string,
  work: (named: Named) => void,
): { readonly Code: string; readonly Message: string } | null {
  const named = parseArn(call, region, arn)
  if (named === undefined) {
    return { Code: 'InvalidResourceARN', Message: 'The specified ResourceARN is not found in our records.' }
  }
  try {
    work(named)
    return null
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    const { code, message } = answerOf(error.fault, { product: 'Tag', version: '2018-08-28', action })
    return { Code: code, Message: message }
  }
}
