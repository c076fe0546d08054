// Changes labels of disks and what becomes of them with their instance.

import { modifyDisk } from '../../../../service/disk/change.ts'
import { action } from '../../action.ts'
import { flag, missingOf, refuse, text } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { diskDescription, diskName } from './diskFields.ts'
import { textList } from './instanceFields.ts'

export const ModifyDiskAttribute = action({
  name: 'ModifyDiskAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change disks.',
  effect: 'write',
  permission: 'ecs:ModifyDiskAttribute',
  input: {
    DiskId: text({ about: 'Disk.' }),
    DiskIds: textList('Disks, up to 100; in place of DiskId.', 'InvalidDiskIds.ValueNotSupported'),
    DiskName: diskName,
    Description: diskDescription,
    DeleteWithInstance: flag({ about: 'Whether they go with their instance.' }),
    DeleteAutoSnapshot: flag({ about: 'Whether their automatic snapshots go with them.' }),
    EnableAutoSnapshot: flag({ about: 'Whether snapshot policies are on for them.' }),
    BurstingEnabled: flag({ about: 'Of cloud_auto.' }),
    RegionId: optionalRegionId,
    ...owner,
  },
  faults: ['diskNotFound', 'diskCannotBurst'],
  missing: [],
  example: { DiskId: 'd-bp1example', DiskName: 'logs' },
  run(call, parameters) {
    const { DiskId, DiskIds } = parameters
    if (DiskId !== undefined && DiskIds.length > 0) {
      refuse({
        status: 400,
        code: 'InvalidParameter.Conflict',
        message: 'DiskId and DiskIds.N cannot be specified at the same time.',
      })
    }
    const ids = DiskId === undefined ? DiskIds : [DiskId]
    if (ids.length === 0) refuse(missingOf('DiskId'))
    for (const id of ids)
      modifyDisk(call, id, parameters.RegionId, {
        name: parameters.DiskName,
        description: parameters.Description,
        deleteWithInstance: parameters.DeleteWithInstance,
        deleteAutoSnapshot: parameters.DeleteAutoSnapshot,
        enableAutoSnapshot: parameters.EnableAutoSnapshot,
        burstingEnabled: parameters.BurstingEnabled,
      })
    return {}
  },
})
