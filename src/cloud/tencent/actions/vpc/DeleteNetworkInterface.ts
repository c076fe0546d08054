// A free network interface goes for good.

import { deleteEni } from '../../../../service/eni/delete.ts'
import { action } from '../../action.ts'
import { eniId } from './eniFields.ts'

export const DeleteNetworkInterface = action({
  name: 'DeleteNetworkInterface',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete a detached network interface.',
  effect: 'write',
  input: { NetworkInterfaceId: eniId },
  faults: ['eniNotFound', 'eniPrimary', 'eniNotFree'],
  missing: [],
  example: { NetworkInterfaceId: 'eni-abcd1234' },
  run(call, { NetworkInterfaceId }, { region }) {
    deleteEni(call, { eniId: NetworkInterfaceId, region })
    return {}
  },
})
