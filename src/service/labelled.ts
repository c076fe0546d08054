// What can have tags and stand in a resource group.

import { keyPairId } from '../core/model/keyPair.ts'
import type { Resources } from '../core/model/resources.ts'
import type { Call } from './call.ts'
import { type OwnedKind, owned } from './owned.ts'

/** All that belongs to an account in a region. */
export type LabelledKind = OwnedKind

/** The caller's own; an address that came with its instance is part of that, and has no labels of its own. */
export function findLabelled<K extends LabelledKind>(
  call: Call,
  kind: K,
  id: string,
  region: string,
): Resources[K] | undefined {
  const resource = owned(call, kind, kind === 'keyPair' ? keyPairId(call.accountId, region, id) : id, region)
  return resource === undefined || isPartOfInstance(resource) ? undefined : resource
}

/** All of the caller's in the region, in the order of creation. */
export function listLabelled(
  call: Call,
  kind: LabelledKind,
  region: string,
): readonly Resources[LabelledKind][] {
  const all: readonly Resources[LabelledKind][] = call.state.by(kind, 'account', call.accountId)
  return all.filter((resource) => resource.region === region && !isPartOfInstance(resource))
}

/** What calls name it by: its id, and of a key pair its name. */
export const calledBy = (resource: Resources[LabelledKind]): string =>
  'fingerprint' in resource ? resource.name : resource.id

const isPartOfInstance = (resource: Resources[LabelledKind]): boolean =>
  'withInstance' in resource && resource.withInstance === true
