// Parameters and answers that the actions about key pairs share.

import type { BatchResult } from '../../../../service/instance/batch.ts'
import { answerOf } from '../../faults.ts'
import { list, missingOf, required, text } from '../../fields.ts'
import { isKeyPairName } from './runTexts.ts'

export const newKeyPairName = required(
  text({
    about: 'Name: 2 to 128 characters, a letter first, then letters, digits, `:`, `_` and `-`.',
    check: isKeyPairName,
    malformed: {
      status: 400,
      code: 'InvalidKeyPairName.Malformed',
      message: 'Specified Key Pair name is not valid.',
    },
  }),
)

export const keyPairName = required(text({ about: 'Key pair.' }))

const NOT_A_LIST = {
  status: 400,
  code: 'InvalidInstanceIds.ValueNotSupported',
  message: 'The specified InstanceIds is not valid: a JSON array of up to 50 instances.',
}

export const boundInstanceIds = list(text({ about: 'Instance.' }), {
  about: 'Instances as a JSON array, 1 to 50.',
  min: 1,
  max: 50,
  malformed: NOT_A_LIST,
  missing: missingOf('InstanceIds'),
})

/** Numbers and truth values are texts here. */
export function bindingAnswer(action: string, keyPair: string, results: readonly BatchResult[]) {
  const place = { product: 'Ecs', version: '2014-05-26', action }
  return {
    KeyPairName: keyPair,
    TotalCount: String(results.length),
    FailCount: String(results.filter(({ fault }) => fault !== null).length),
    Results: {
      Result: results.map(({ instanceId, fault }) => {
        const { code, message } = fault === null ? SUCCESS : answerOf(fault, place)
        return {
          InstanceId: instanceId,
          Success: String(fault === null),
          Code: code,
          Message: message,
        }
      }),
    },
  }
}

const SUCCESS = { code: '200', message: 'successful' }
