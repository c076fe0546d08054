// Changes an elastic IP address: labels, bandwidth.

import { findEip } from '../../../../service/eip/find.ts'
import { modifyEip } from '../../../../service/eip/modify.ts'
import { action } from '../../action.ts'
import { malformedOf, refuse, text } from '../../fields.ts'
import { isDescription, isVpcName, optionalRegionId, owner } from '../fields.ts'
import { allocationId, bandwidth, fastest } from './eipFields.ts'

export const ModifyEipAddressAttribute = action({
  name: 'ModifyEipAddressAttribute',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Change an elastic IP address.',
  effect: 'write',
  permission: 'vpc:ModifyEipAddressAttribute',
  input: {
    AllocationId: allocationId,
    RegionId: optionalRegionId,
    Bandwidth: bandwidth,
    Name: text({ about: 'Name, up to 128 characters.', check: isVpcName }),
    Description: text({ about: 'Description, up to 256 characters.', check: isDescription(0, 256) }),
    ...owner,
  },
  faults: ['eipNotFound'],
  missing: [],
  example: { AllocationId: 'eip-bp1example', Bandwidth: '10' },
  run(call, parameters) {
    const { AllocationId: eipId, RegionId: region, Bandwidth, Name, Description } = parameters
    const eip = findEip(call, eipId, region)
    if (Number(Bandwidth ?? 1) > fastest(eip)) refuse(malformedOf('Bandwidth'))
    modifyEip(call, { eipId, region, bandwidth: Bandwidth, name: Name, description: Description })
    return {}
  },
})
