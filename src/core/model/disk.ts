// Disks of instances as data: nothing is stored on them here, but their life follows the instances'.

import type { DiskId, InstanceId } from './ids.ts'
import type { Owned } from './network.ts'

export const DISK_CATEGORIES = [
  'cloud',
  'cloud_efficiency',
  'cloud_ssd',
  'cloud_essd',
  'cloud_auto',
  'cloud_essd_entry',
] as const
export type DiskCategory = (typeof DISK_CATEGORIES)[number]

export const PERFORMANCE_LEVELS = ['PL0', 'PL1', 'PL2', 'PL3'] as const
export type PerformanceLevel = (typeof PERFORMANCE_LEVELS)[number]

/** What can be changed after a disk was made. */
export interface DiskSpec {
  readonly category: DiskCategory
  /** Only of `cloud_essd`. */
  readonly performanceLevel: PerformanceLevel | null
  readonly sizeGib: number
  /** Only of `cloud_auto`. */
  readonly burstingEnabled: boolean
  readonly provisionedIops: number | null
}

export interface Disk extends Owned, DiskSpec {
  readonly id: DiskId
  readonly zone: string
  readonly kind: 'system' | 'data'
  /** Null while detached: the instance went, and the disk was to stay. */
  readonly instanceId: InstanceId | null
  readonly device: string
  readonly imageId: string
  readonly chargeType: string
  readonly deleteWithInstance: boolean
  readonly deleteAutoSnapshot: boolean
  readonly enableAutoSnapshot: boolean
  readonly encrypted: boolean
  readonly kmsKeyId: string
  readonly attachedAt: number
  readonly detachedAt: number | null
}

/** Sizes in GiB, both inclusive (Alibaba ECS RunInstances and ResizeDisk, SDK 7.11.6). */
export function sizesOf(
  kind: Disk['kind'],
  { category, performanceLevel }: Pick<DiskSpec, 'category' | 'performanceLevel'>,
): { readonly minimum: number; readonly maximum: number } {
  const system = kind === 'system'
  if (category === 'cloud') return system ? { minimum: 20, maximum: 500 } : { minimum: 5, maximum: 2000 }
  const maximum = system ? 2048 : category === 'cloud_essd' || category === 'cloud_auto' ? 65_536 : 32_768
  if (category === 'cloud_auto') return { minimum: 1, maximum }
  if (category === 'cloud_essd') return { minimum: ESSD_MINIMUM[performanceLevel ?? 'PL1'], maximum }
  return { minimum: category === 'cloud_essd_entry' && !system ? 10 : 20, maximum }
}

const ESSD_MINIMUM: Readonly<Record<PerformanceLevel, number>> = { PL0: 1, PL1: 20, PL2: 461, PL3: 1261 }

/** So many more reads and writes a second can be bought for a `cloud_auto` disk. */
export function mostProvisionedIops(sizeGib: number): number {
  const baseline = Math.min(1800 + 50 * sizeGib, 50_000)
  return Math.max(0, Math.min(50_000, 1000 * sizeGib - baseline))
}

export const DATA_DISKS_PER_INSTANCE = 16
