// Forgets key pairs that no instance has.

import { removeKeyPairs } from '../../../../service/keyPair/removeKeyPairs.ts'
import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'

export const DeleteKeyPairs = action({
  name: 'DeleteKeyPairs',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete SSH key pairs.',
  effect: 'write',
  permission: 'ecs:DeleteKeyPairs',
  input: {
    RegionId: regionId,
    KeyPairNames: list(text({ about: 'Key pair.' }), {
      about: 'Key pairs as a JSON array, 1 to 100.',
      min: 1,
      max: 100,
      tooMany: {
        status: 403,
        code: 'InstanceKeyPairLimitExceeded',
        message: 'Exceeding the allowed amount of instance which will be deleted.',
      },
      malformed: {
        status: 400,
        code: 'InvalidKeyPairNames.ValueNotSupported',
        message: 'The specified parameter KeyPairNames is not valid.',
      },
    }),
    ...owner,
  },
  faults: ['keyPairInUse'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', KeyPairNames: '["operator"]' },
  run(call, { RegionId, KeyPairNames }) {
    removeKeyPairs(call, KeyPairNames, RegionId)
    return {}
  },
})
