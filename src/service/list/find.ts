// A list of the caller's own.

import { fail } from '../../core/model/faults.ts'
import type { Resources } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'
import type { ListKind } from './users.ts'

export interface OfList {
  readonly region: string
  readonly listId: string
}

export function findList<K extends ListKind>(call: Call, kind: K, { listId, region }: OfList): Resources[K] {
  const name = kind === 'prefixList' ? 'prefixListNotFound' : 'portListNotFound'
  return owned(call, kind, listId, region) ?? fail({ name, listId })
}
