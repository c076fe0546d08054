// Another system disk for a stopped instance, made from another image.

import { fail } from '../../core/model/faults.ts'
import { asId, type DiskId } from '../../core/model/ids.ts'
import type { Call } from '../call.ts'
import { findInstance } from '../instance/find.ts'
import { systemDiskOf } from './find.ts'
import { specOf } from './spec.ts'

export interface ReplaceSystemDisk {
  readonly instanceId: string
  readonly region?: string | undefined
  readonly imageId: string
  readonly sizeGib?: number | undefined
  readonly keyPairName?: string | undefined
  readonly encrypted?: boolean | undefined
  readonly kmsKeyId?: string | undefined
}

/** The id of the new disk; the old one is gone. */
export function replaceSystemDisk(call: Call, input: ReplaceSystemDisk): DiskId {
  const instance = findInstance(call, input.instanceId, input.region)
  const { id: instanceId, state } = instance
  if (state !== 'stopped') fail({ name: 'instanceStateWrong', instanceId, state })
  const old = systemDiskOf(call, instanceId)
  const id = asId<DiskId>(call.ids.next('d', instance.region))
  const { imageId, encrypted = false, kmsKeyId = '' } = input
  const spec = specOf('system', old, { sizeGib: input.sizeGib })
  call.state.remove('disk', old.id)
  call.state.put('disk', {
    ...old,
    ...spec,
    id,
    imageId,
    encrypted,
    kmsKeyId,
    createdAt: call.now,
    attachedAt: call.now,
  })
  call.state.put('instance', { ...instance, imageId, keyPairName: input.keyPairName ?? instance.keyPairName })
  return id
}
