// Puts tags on resources and takes them off: on all that are named or on none.

import { fail } from '../../core/model/faults.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Resources } from '../../core/model/resources.ts'
import type { Tags } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { responderPorts } from '../instance/responder.ts'
import { findLabelled, type LabelledKind } from '../labelled.ts'
import { maximumOf } from '../limits.ts'

export interface Tagged {
  readonly kind: LabelledKind
  readonly region: string
  readonly ids: readonly string[]
}

/** A key that is there gets the new value. */
export function tagResources(call: Call, input: Tagged & { readonly tags: Tags }): void {
  for (const resource of findAll(call, input))
    retag(call, input.kind, resource, { ...resource.tags, ...input.tags })
}

/** A key that is not there is no mistake. */
export function untagResources(
  call: Call,
  input: Tagged & { readonly keys: readonly string[] | 'all' },
): void {
  const { keys } = input
  for (const resource of findAll(call, input)) {
    const kept = Object.entries(resource.tags).filter(([key]) => keys !== 'all' && !keys.includes(key))
    retag(call, input.kind, resource, Object.fromEntries(kept))
  }
}

function findAll(call: Call, { kind, region, ids }: Tagged): readonly Resources[LabelledKind][] {
  const missing: string[] = []
  const found = [...new Set(ids)].flatMap((id) => {
    const resource = findLabelled(call, kind, id, region)
    if (resource === undefined) missing.push(id)
    return resource ?? []
  })
  return missing.length === 0 ? found : fail({ name: 'resourceNotFound', ids: missing })
}

function retag(call: Call, kind: LabelledKind, resource: Resources[LabelledKind], tags: Tags): void {
  const current = Object.keys(tags).length
  const maximum = maximumOf(call.state, 'tagsPerResource')
  if (current > maximum) fail({ name: 'tooManyTags', id: resource.id, current, maximum })
  // The responder is switched on by a tag, so that it follows the tag.
  if (kind === 'instance') {
    call.state.put(kind, { ...(resource as Instance), tags, responderPorts: responderPorts(tags) })
  } else call.state.put(kind, { ...resource, tags } as Resources[typeof kind])
}
