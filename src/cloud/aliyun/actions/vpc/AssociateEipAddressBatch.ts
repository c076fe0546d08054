// Puts several elastic IP addresses onto a network interface, all or none.

import { associateEip } from '../../../../service/eip/associate.ts'
import { action } from '../../action.ts'
import { choice, list, required, text } from '../../fields.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { associationFaults, VALUE_NOT_SUPPORTED } from './eipFields.ts'

export const AssociateEipAddressBatch = action({
  name: 'AssociateEipAddressBatch',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Bind several elastic IP addresses to a network interface that they stand on.',
  effect: 'write',
  permission: 'vpc:AssociateEipAddressBatch',
  input: {
    RegionId: regionId,
    BindedInstanceId: required(text({ about: 'Secondary network interface.' })),
    BindedInstanceType: required(
      choice(['NetworkInterface'], {
        about: 'NetworkInterface; the cloud knows Nat as well.',
        malformed: VALUE_NOT_SUPPORTED,
      }),
    ),
    InstanceIds: list(text({ about: 'One elastic IP address.' }), {
      about: 'Elastic IP addresses, 1 to 50.',
      min: 1,
      max: 50,
    }),
    Mode: required(
      choice(['MULTI_BINDED'], { about: 'MULTI_BINDED: they stand beside the interface’s own addresses.' }),
    ),
    ClientToken: clientToken,
    ...owner,
  },
  faults: associationFaults,
  missing: [],
  example: {
    ...{
      RegionId: 'cn-hangzhou',
      BindedInstanceId: 'eni-bp1example',
      BindedInstanceType: 'NetworkInterface',
    },
    ...{ 'InstanceIds.1': 'eip-bp1example', Mode: 'MULTI_BINDED' },
  },
  run(call, { RegionId, BindedInstanceId, InstanceIds }) {
    const target = { kind: 'eni', id: BindedInstanceId } as const
    for (const eipId of InstanceIds) associateEip(call, { eipId, region: RegionId, mode: 'multiEip', target })
    return {}
  },
})
