// What a disk may be: its size, level and bought performance must fit its category.

import { type Disk, type DiskSpec, mostProvisionedIops, sizesOf } from '../../core/model/disk.ts'
import { fail } from '../../core/model/faults.ts'

/** Undefined: what the category brings along. */
export type SpecWish = { readonly [K in keyof DiskSpec]?: DiskSpec[K] | undefined }

/** The disk as wished, the rest as in `now`; throws when such a disk is not to be had. */
export function specOf(kind: Disk['kind'], now: DiskSpec, wish: SpecWish): DiskSpec {
  const category = wish.category ?? now.category
  const same = category === now.category
  const kept = same ? now.performanceLevel : null
  const essd = category === 'cloud_essd'
  const auto = category === 'cloud_auto'
  const spec: DiskSpec = {
    category,
    performanceLevel: essd ? (wish.performanceLevel ?? kept ?? 'PL1') : null,
    sizeGib: wish.sizeGib ?? now.sizeGib,
    burstingEnabled: auto && (wish.burstingEnabled ?? (same && now.burstingEnabled)),
    provisionedIops: auto ? (wish.provisionedIops ?? (same ? now.provisionedIops : null) ?? 0) : null,
  }
  const level = wish.performanceLevel ?? null
  const { minimum, maximum } = sizesOf(kind, spec)
  if (spec.sizeGib < minimum || spec.sizeGib > maximum) {
    // A level that the disk is too small for is the mistake when only the level was asked for.
    if (wish.sizeGib === undefined && level !== null) fail({ name: 'diskLevelNotAllowed', level, category })
    fail({ name: 'diskSizeNotAllowed', kind, size: spec.sizeGib, minimum, maximum })
  }
  if (level !== null && !essd) fail({ name: 'diskLevelNotAllowed', level, category })
  if (wish.burstingEnabled === true && !auto) fail({ name: 'diskCannotBurst', category })
  const iops = wish.provisionedIops ?? 0
  if (iops > (auto ? mostProvisionedIops(spec.sizeGib) : 0))
    fail({ name: 'diskIopsNotAllowed', iops, category })
  return spec
}
