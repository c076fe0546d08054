// Gives an elastic IP address back.

import { releaseEip } from '../../../../service/eip/release.ts'
import { action } from '../../action.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { allocationId } from './eipFields.ts'

export const ReleaseEipAddress = action({
  name: 'ReleaseEipAddress',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Release an elastic IP address.',
  effect: 'write',
  permission: 'vpc:ReleaseEipAddress',
  input: { AllocationId: allocationId, RegionId: optionalRegionId, ...owner },
  faults: ['eipNotFound', 'eipInUse', 'eipProtected', 'eipSubscribed'],
  missing: [],
  example: { AllocationId: 'eip-bp1example', RegionId: 'cn-hangzhou' },
  run(call, { AllocationId, RegionId }) {
    releaseEip(call, { eipId: AllocationId, region: RegionId })
    return {}
  },
})
