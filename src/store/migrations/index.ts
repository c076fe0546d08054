// All steps of the database's layout, in order.

import { m0001 } from './m0001.ts'
import { m0002 } from './m0002.ts'
import { m0003 } from './m0003.ts'
import { m0004 } from './m0004.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [m0001, m0002, m0003, m0004]

/** The layout that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length
