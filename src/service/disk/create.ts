// The disks that come with an instance: one system disk, and data disks as asked for.

import type { Disk, DiskSpec } from '../../core/model/disk.ts'
import { asId, type DiskId } from '../../core/model/ids.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { type SpecWish, specOf } from './spec.ts'

export interface DiskWish extends SpecWish {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly device?: string | undefined
  readonly deleteWithInstance?: boolean | undefined
  readonly encrypted?: boolean | undefined
  readonly kmsKeyId?: string | undefined
}

export interface DiskWishes {
  readonly system: DiskWish
  readonly data: readonly DiskWish[]
}

/** Choice: the smallest that every image here fits on. */
const SYSTEM: DiskSpec = {
  category: 'cloud_essd',
  performanceLevel: 'PL0',
  sizeGib: 40,
  burstingEnabled: false,
  provisionedIops: null,
}
const DATA: DiskSpec = { ...SYSTEM, category: 'cloud_efficiency', performanceLevel: null, sizeGib: 20 }

export function createDisks(call: Call, instance: Instance, { system, data }: DiskWishes): void {
  // A category named without a level takes the level's own default.
  const base = system.category === undefined ? SYSTEM : { ...SYSTEM, performanceLevel: null }
  call.state.put('disk', diskOf(call, instance, 'system', specOf('system', base, system), system, 0))
  for (const [index, wish] of data.entries())
    call.state.put('disk', diskOf(call, instance, 'data', specOf('data', DATA, wish), wish, index + 1))
}

/** The system disk has the id of its instance: clients that remember it from before disks were kept find it again. */
const systemDiskIdOf = (instance: Instance): DiskId => asId<DiskId>(instance.id.replace(/^i(?:ns)?-/, 'd-'))

function diskOf(
  call: Call,
  instance: Instance,
  kind: Disk['kind'],
  spec: DiskSpec,
  wish: DiskWish,
  index: number,
): Disk {
  return {
    id: kind === 'system' ? systemDiskIdOf(instance) : asId<DiskId>(call.ids.next('d', instance.region)),
    accountId: instance.accountId,
    region: instance.region,
    name: wish.name ?? '',
    description: wish.description ?? '',
    resourceGroupId: instance.resourceGroupId,
    tags: {},
    createdAt: instance.createdAt,
    ...spec,
    zone: instance.zone,
    kind,
    instanceId: instance.id,
    device: wish.device ?? deviceOf(index),
    imageId: kind === 'system' ? instance.imageId : '',
    chargeType: instance.chargeType,
    deleteWithInstance: wish.deleteWithInstance ?? true,
    deleteAutoSnapshot: true,
    enableAutoSnapshot: false,
    encrypted: wish.encrypted ?? false,
    kmsKeyId: wish.kmsKeyId ?? '',
    attachedAt: instance.createdAt,
    detachedAt: null,
  }
}

/** `/dev/xvda`, `/dev/xvdb` …: 17 at most. */
const deviceOf = (index: number): string => `/dev/xvd${'abcdefghijklmnopqrstuvwxyz'[index] ?? 'z'}`
