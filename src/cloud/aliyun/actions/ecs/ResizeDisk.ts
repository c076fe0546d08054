// Makes a disk larger.

import { resizeDisk } from '../../../../service/disk/change.ts'
import { action } from '../../action.ts'
import { choice, integer, required, text } from '../../fields.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'

export const ResizeDisk = action({
  name: 'ResizeDisk',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Enlarge a disk.',
  effect: 'write',
  permission: 'ecs:ResizeDisk',
  input: {
    DiskId: required(text({ about: 'Disk.' })),
    NewSize: required(integer({ about: 'GiB; more than it has.', min: 1, max: 65_536 })),
    Type: choice(['offline', 'online'], { about: 'Both take effect at once here. Default offline.' }),
    RegionId: optionalRegionId,
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['diskNotFound', 'diskShrinks', 'diskSizeNotAllowed'],
  missing: [],
  example: { DiskId: 'd-bp1example', NewSize: '100' },
  run(call, { DiskId, NewSize }) {
    resizeDisk(call, DiskId, NewSize)
    return { OrderId: '' }
  },
})
