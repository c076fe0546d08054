// Gives an instance a public address of its own.

import { allocatePublicAddress } from '../../../../service/instance/publicAddress.ts'
import { action } from '../../action.ts'
import { ignored, text } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { instanceId } from './instanceFields.ts'

export const AllocatePublicIpAddress = action({
  name: 'AllocatePublicIpAddress',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Give an instance a public IP address of its own.',
  effect: 'write',
  permission: 'ecs:AllocatePublicIpAddress',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    IpAddress: text({ about: 'The address to get; a free one of the pool when left out.' }),
    VlanId: ignored('There are no VLANs here.'),
    ...owner,
  },
  faults: ['instanceNotFound', 'publicAddressExists', 'publicAddressUnavailable', 'publicAddressesExhausted'],
  missing: [],
  example: { InstanceId: 'i-bp1example' },
  run(call, { InstanceId, RegionId, IpAddress }) {
    const wanted = { instanceId: InstanceId, region: RegionId, address: IpAddress }
    return { IpAddress: allocatePublicAddress(call, wanted) }
  },
})
