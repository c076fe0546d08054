// The caller's disk by its id.

import type { Disk } from '../../core/model/disk.ts'
import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export const findDisk = (call: Call, diskId: string, region?: string): Disk =>
  owned(call, 'disk', diskId, region) ?? fail({ name: 'diskNotFound', diskId })

/** Every instance has one. */
export function systemDiskOf(call: Call, instanceId: string): Disk {
  const found = call.state.by('disk', 'instance', instanceId).find(({ kind }) => kind === 'system')
  return found ?? fail({ name: 'diskNotFound', diskId: instanceId })
}
