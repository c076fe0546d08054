// Random bytes for identifiers, fetched by the page: asking the system costs the same for 17 bytes as for thousands.

import { randomFillSync } from 'node:crypto'

const PAGE = 4096

/** Each byte is handed out once. */
export function pagedRandomBytes(): (count: number) => Uint8Array {
  const page = new Uint8Array(PAGE)
  let used = PAGE
  return (count) => {
    if (count > PAGE) return randomFillSync(new Uint8Array(count))
    if (used + count > PAGE) {
      randomFillSync(page)
      used = 0
    }
    used += count
    return page.slice(used - count, used)
  }
}
