// Entries of port lists: when two are the same.

import { formatPortRange, type PortRange } from '../../core/model/ports.ts'

/** Ranges may overlap; only the very same range is the same entry. */
export const rangeKey = (range: PortRange): string => formatPortRange(range)
