// Ids for what a preview would make.

import type { IdSource } from '../../service/call.ts'

/** Ids of what a preview would make: `sg-new1`, so that nobody takes them for real ones. */
export function placeholderIds(): IdSource {
  let count = 0
  return { next: (prefix) => `${prefix}-new${++count}` }
}
