// Gives instances a key pair in place of the one they have.

import { bindKeyPair } from '../../../../service/keyPair/bindKeyPair.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { bindingAnswer, boundInstanceIds, keyPairName } from './keyPairFields.ts'

export const AttachKeyPair = action({
  name: 'AttachKeyPair',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Give instances a key pair.',
  effect: 'write',
  permission: 'ecs:AttachKeyPair',
  input: {
    RegionId: regionId,
    KeyPairName: keyPairName,
    InstanceIds: boundInstanceIds,
    ...owner,
  },
  faults: ['keyPairNotFound', 'instanceNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', KeyPairName: 'operator', InstanceIds: '["i-bp1example"]' },
  run(call, { RegionId: region, KeyPairName: name, InstanceIds: instanceIds }) {
    return bindingAnswer('AttachKeyPair', name, bindKeyPair(call, { region, name, instanceIds }))
  },
})
