// Moves one resource into another resource group.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findLabelled, type LabelledKind } from '../labelled.ts'
import { findResourceGroup } from './findResourceGroup.ts'

export interface Move {
  readonly kind: LabelledKind
  readonly region: string
  readonly id: string
  readonly resourceGroupId: string
}

export function moveToResourceGroup(call: Call, { kind, region, id, resourceGroupId }: Move): void {
  const group = findResourceGroup(call, resourceGroupId)
  const resource = findLabelled(call, kind, id, region) ?? fail({ name: 'resourceNotFound', ids: [id] })
  call.state.put(kind, { ...resource, resourceGroupId: group.id })
  if (kind !== 'vpc') return
  // A vSwitch is always in the group of its VPC: it is made there, and cannot be moved alone.
  for (const vSwitch of call.state.by('vSwitch', 'vpc', id)) {
    call.state.put('vSwitch', { ...vSwitch, resourceGroupId: group.id })
  }
}
