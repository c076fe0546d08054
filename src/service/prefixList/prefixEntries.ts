// Entries of prefix lists: when two are the same, and which family they may have.

import { parseCidr } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { PrefixEntry } from '../../core/model/lists.ts'

/** INVARIANT: callers hand in blocks in their canonical form, so that equal text means an equal block. */
export const blockOf = (entry: PrefixEntry): string => entry.cidr

/** P6: families never mix. */
export function checkFamily(entries: readonly PrefixEntry[], family: 4 | 6 | null): void {
  if (family === null) return
  const stranger = entries.find((entry) => parseCidr(entry.cidr)?.family !== family)
  if (stranger !== undefined) fail({ name: 'entryOfOtherFamily', entry: stranger.cidr, family })
}
