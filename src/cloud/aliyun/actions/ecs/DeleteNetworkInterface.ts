// Deletes a free network interface.

import { deleteEni } from '../../../../service/eni/delete.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { eniId } from './eniFields.ts'

export const DeleteNetworkInterface = action({
  name: 'DeleteNetworkInterface',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete a network interface.',
  effect: 'write',
  permission: 'ecs:DeleteNetworkInterface',
  input: { RegionId: regionId, NetworkInterfaceId: eniId, ...owner },
  faults: ['eniNotFound', 'eniManaged', 'eniPrimary', 'eniNotFree'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkInterfaceId: 'eni-bp1example' },
  run(call, { RegionId, NetworkInterfaceId }) {
    deleteEni(call, { eniId: NetworkInterfaceId, region: RegionId })
    return {}
  },
})
