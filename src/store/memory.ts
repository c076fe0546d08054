// The store without a disk: for tests, for trying things out, and as the measure for the other ones.

import { ResourceTables } from '../core/model/tables.ts'
import type { Driver, OpenedDriver } from './driver.ts'
import type { PastChange } from './store.ts'

/** Keeps nothing itself: the live tables and the change log in memory are all there is. */
export function openMemory(identity: string): OpenedDriver {
  let revision = 0
  let base = 0
  const atBase = new ResourceTables()
  let kept: PastChange[] = []
  const driver: Driver = {
    commit: ({ staged, oldest }) => {
      revision = staged.at(-1)?.change.revision ?? revision
      kept.push(...staged.map(({ change, note }) => ({ ...change, ...note })))
      if (oldest <= base) return
      for (const change of kept) if (change.revision <= oldest) atBase.apply(change)
      kept = kept.filter((change) => change.revision > oldest)
      base = oldest
    },
    baseRevision: () => base,
    bodyAtBase: (kind, id) => atBase.get(kind, id) ?? null,
    changes: () => [],
    history: (before, limit) =>
      kept
        .filter((change) => change.revision < before)
        .slice(-limit)
        .reverse(),
    durableRevision: () => revision,
    check: () => {},
    close: () => {},
  }
  return { driver, identity, revision: 0, oldest: 0, tables: new ResourceTables() }
}
