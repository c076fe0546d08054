// A resource as its owner sees it: what belongs to somebody else is not there at all.

import type { AccountId } from '../core/model/ids.ts'
import type { Kind, Resources } from '../core/model/resources.ts'
import type { Call } from './call.ts'

/** Kinds of things that belong to one account in one region. */
export type OwnedKind = {
  [K in Kind]: Resources[K] extends { readonly accountId: AccountId; readonly region: string } ? K : never
}[Kind]

/** The caller's own resource; undefined when it is another's, of another region, or not there. */
export function owned<K extends OwnedKind>(
  call: Call,
  kind: K,
  id: string,
  region?: string,
): Resources[K] | undefined {
  const found = call.state.get(kind, id)
  if (found === undefined || found.accountId !== call.accountId) return undefined
  return region === undefined || found.region === region ? found : undefined
}

/** The fields that every new resource of a user starts with. */
export interface Naming {
  readonly name: string
  readonly description: string
  readonly resourceGroupId: string
  readonly tags: { readonly [key: string]: string }
}

export const NO_NAMING: Naming = { name: '', description: '', resourceGroupId: '', tags: {} }
