// What an account finds in a region before it has done anything there: three groups for each of its projects.

import { type AccountId, asId } from '../../core/model/ids.ts'
import type { PipelineParts } from '../../service/pipeline.ts'
import { defaultGroupOf, ensureReadyGroups } from '../../service/sequence/readyGroups.ts'

/** Resolves once they are there; after the first time that costs next to nothing. */
export function createFurnisher(parts: PipelineParts): (accountId: string, region: string) => Promise<void> {
  const { store } = parts
  const projectsOf = (accountId: string): readonly string[] => [
    '',
    ...store.by('resourceGroup', 'account', accountId).map(({ id }) => id),
  ]
  const known = new Map<string, number>()
  return async (accountId, region) => {
    const key = `${accountId} ${region}`
    const projects = projectsOf(accountId)
    if (known.get(key) === projects.length) return
    const place = (resourceGroupId: string) => ({ region, resourceGroupId })
    const bare = projects.filter((id) => defaultGroupOf(store, accountId, place(id)) === undefined)
    if (bare.length > 0) {
      await store.transact((state) => {
        const call = { state, accountId: asId<AccountId>(accountId), now: parts.now(), ids: parts.ids }
        for (const id of bare) ensureReadyGroups(call, place(id))
      })
    }
    known.set(key, projects.length)
  }
}
