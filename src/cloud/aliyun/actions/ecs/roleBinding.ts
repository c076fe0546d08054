// Parameters and answers of giving instances a role and taking it away.

import type { BatchResult } from '../../../../service/instance/batch.ts'
import { answerOf } from '../../faults.ts'
import { list, missingOf, text } from '../../fields.ts'

const NOT_A_LIST = {
  status: 400,
  code: 'InvalidInstanceIds.Malformed',
  message: 'The specified InstanceIds is not valid: a JSON array of up to 100 instances.',
}

export const roleInstanceIds = list(text({ about: 'Instance.' }), {
  about: 'Instances as a JSON array, 1 to 100.',
  min: 1,
  max: 100,
  malformed: NOT_A_LIST,
  missing: missingOf('InstanceIds'),
})

export function roleResult(action: string, { instanceId, fault }: BatchResult) {
  const place = { product: 'Ecs', version: '2014-05-26', action }
  const { code, message } = fault === null ? SUCCESS : answerOf(fault, place)
  return { InstanceId: instanceId, Success: fault === null, Code: code, Message: message }
}

const SUCCESS = { code: '200', message: 'success' }

export const roleCounts = (results: readonly BatchResult[]) => ({
  TotalCount: results.length,
  FailCount: results.filter(({ fault }) => fault !== null).length,
})
