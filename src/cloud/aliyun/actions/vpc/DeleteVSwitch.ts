// Deletes a vSwitch of which no address is in use.

import { deleteVSwitch } from '../../../../service/vpc/deleteVSwitch.ts'
import { action } from '../../action.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { vSwitchId } from './vpcFields.ts'

export const DeleteVSwitch = action({
  name: 'DeleteVSwitch',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Delete a vSwitch.',
  effect: 'write',
  permission: 'vpc:DeleteVSwitch',
  input: { VSwitchId: vSwitchId, RegionId: optionalRegionId, DryRun: dryRun, ...owner },
  faults: ['vSwitchNotFound', 'vSwitchInUse', 'vSwitchHasNetworkAcl'],
  missing: [],
  example: { VSwitchId: 'vsw-bp1example', RegionId: 'cn-hangzhou' },
  run(call, { VSwitchId, RegionId }) {
    deleteVSwitch(call, { vSwitchId: VSwitchId, region: RegionId })
    return {}
  },
})
