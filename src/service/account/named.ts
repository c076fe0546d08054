// The account that somebody means by its id or its name.

import { fail } from '../../core/model/faults.ts'
import type { AccountId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'

export function accountNamed(state: ResourceReader, text: string): AccountId {
  for (const { id, name } of state.list('account')) if (id === text || name === text) return id
  return fail({ name: 'accountNotFound', account: text })
}
