// Layout 3: each change says who made it and what was there before.

import type { Migration } from './migration.ts'

export const m0003: Migration = {
  version: 3,
  statements: ['alter table chg add column note text'],
}
