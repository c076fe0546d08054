// The caller's lists of one region, by what is asked for.

import type { Resources } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import type { ListKind } from './users.ts'

/** In the order of creation. */
export const listsIn = <K extends ListKind>(call: Call, kind: K, region: string): readonly Resources[K][] =>
  call.state.by(kind, 'account', call.accountId).filter((list) => list.region === region)
