// Entries of port lists: when two are the same.

import type { PortList } from '../../core/model/lists.ts'
import { formatPortRange, type PortRange } from '../../core/model/ports.ts'

export type PortEntry = PortList['entries'][number]

/** Ranges may overlap; only the very same range is the same entry. */
export const rangeKey = (range: PortRange): string => formatPortRange(range)
