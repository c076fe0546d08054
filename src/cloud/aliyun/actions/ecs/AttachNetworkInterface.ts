// Puts a free network interface into an instance.

import { plugEni } from '../../../../service/eni/attach.ts'
import { action } from '../../action.ts'
import { ignored, integer } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { eniId, noTrunk } from './eniFields.ts'
import { instanceId } from './instanceFields.ts'
import { instanceShape } from './instanceShape.ts'

export const AttachNetworkInterface = action({
  name: 'AttachNetworkInterface',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Attach a network interface to an instance.',
  effect: 'write',
  permission: 'ecs:AttachNetworkInterface',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    InstanceId: instanceId,
    NetworkCardIndex: integer({ about: 'Only 0: every instance has one network card.', min: 0, max: 0 }),
    TrunkNetworkInstanceId: noTrunk,
    WaitForNetworkConfigurationReady: ignored('No longer used by the cloud either.'),
    ...owner,
  },
  faults: [
    'eniNotFound',
    'eniManaged',
    'eniPrimary',
    'eniNotFree',
    'eniInOtherVpc',
    'eniInOtherZone',
    'instanceNotFound',
    'tooManyEnis',
    'tooManyIpv4',
    'tooManyIpv6',
    'groupKindsMixed',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkInterfaceId: 'eni-bp1example', InstanceId: 'i-bp1example' },
  run(call, { RegionId, NetworkInterfaceId, InstanceId }) {
    plugEni(call, { eniId: NetworkInterfaceId, instanceId: InstanceId, region: RegionId }, instanceShape)
    return {}
  },
})
