// Deletes a list that nothing names.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findList, type OfList } from './find.ts'
import { type ListKind, listUsers } from './users.ts'

export function deleteList(call: Call, kind: ListKind, input: OfList): void {
  const { id } = findList(call, kind, input)
  const referrers = listUsers(call.state, kind, id).map((user) => user.id)
  if (referrers.length > 0) fail({ name: 'listAssociated', listId: id, referrers })
  call.state.remove(kind, id)
}
