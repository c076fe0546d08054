// The resource groups that every account has: the default one, and one more to move things to.

import { fnv64 } from '../../core/model/fnv.ts'
import { type AccountId, asId, type ResourceGroupId } from '../../core/model/ids.ts'
import type { ResourceGroup } from '../../core/model/resourceGroup.ts'
import type { Transaction } from '../../store/store.ts'

/** What belongs to no group in particular is shown here by the cloud's console. */
const NAMES = ['default', 'project']

/** Adds them to an account that has no resource group yet; for whoever makes accounts, and for stores made before. */
export function ensureResourceGroups(state: Transaction, accountId: AccountId, now: number): void {
  if (state.by('resourceGroup', 'account', accountId).length > 0) return
  for (const name of NAMES) state.put('resourceGroup', standardGroup(accountId, name, now))
}

/** Ids look like the cloud's own: `rg-acfm` and eleven characters. */
const standardGroup = (accountId: AccountId, name: string, now: number): ResourceGroup => ({
  id: asId<ResourceGroupId>(`rg-acfm${fnv64(`${accountId}/${name}`).slice(2)}`),
  accountId,
  name,
  displayName: name,
  createdAt: now,
})
