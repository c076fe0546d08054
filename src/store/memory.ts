// The store without a disk: for tests, for trying things out, and as the measure for the other ones.

import { ResourceTables } from '../core/model/tables.ts'
import type { Driver, OpenedDriver } from './driver.ts'

/** Keeps nothing itself: the live tables and the change log in memory are all there is. */
export function openMemory(identity: string): OpenedDriver {
  let revision = 0
  const driver: Driver = {
    commit: ({ staged }) => {
      revision = staged.at(-1)?.change.revision ?? revision
    },
    changes: () => [],
    durableRevision: () => revision,
    check: () => {},
    close: () => {},
  }
  return { driver, identity, revision: 0, oldest: 0, tables: new ResourceTables() }
}
