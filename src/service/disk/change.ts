// Changes of disks: labels, what becomes of them, their size and performance.

import type { Disk } from '../../core/model/disk.ts'
import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findDisk } from './find.ts'
import { type SpecWish, specOf } from './spec.ts'

/** What is undefined stays as it is. */
export interface DiskChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly deleteWithInstance?: boolean | undefined
  readonly deleteAutoSnapshot?: boolean | undefined
  readonly enableAutoSnapshot?: boolean | undefined
  readonly burstingEnabled?: boolean | undefined
}

export function modifyDisk(call: Call, diskId: string, region: string | undefined, change: DiskChange): void {
  const disk = findDisk(call, diskId, region)
  const { burstingEnabled, ...labels } = change
  const given = Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== undefined))
  call.state.put('disk', { ...disk, ...specOf(disk.kind, disk, { burstingEnabled }), ...given } as Disk)
}

export function respecDisk(call: Call, diskId: string, wish: SpecWish): void {
  const disk = findDisk(call, diskId)
  call.state.put('disk', { ...disk, ...specOf(disk.kind, disk, wish) })
}

export function resizeDisk(call: Call, diskId: string, sizeGib: number): void {
  const disk = findDisk(call, diskId)
  if (sizeGib <= disk.sizeGib) fail({ name: 'diskShrinks', diskId, size: disk.sizeGib, wanted: sizeGib })
  call.state.put('disk', { ...disk, ...specOf(disk.kind, disk, { sizeGib }) })
}
