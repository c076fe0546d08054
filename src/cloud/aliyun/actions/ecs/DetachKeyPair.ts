// Takes a key pair away from instances.

import { unbindKeyPair } from '../../../../service/keyPair/bindKeyPair.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { bindingAnswer, boundInstanceIds, keyPairName } from './keyPairFields.ts'

export const DetachKeyPair = action({
  name: 'DetachKeyPair',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Take a key pair away from instances.',
  effect: 'write',
  permission: 'ecs:DetachKeyPair',
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
    return bindingAnswer('DetachKeyPair', name, unbindKeyPair(call, { region, name, instanceIds }))
  },
})
