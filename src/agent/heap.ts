// Memory that work took is given back when it is done: V8 by itself collects only what works on, and in the middle of it.

import type { Work } from './work.ts'

/** After bulk work, of which an agent that idles would keep everything; holds the thread for some hundredths of a second. Nothing without `--expose-gc`. */
export const giveBackMemory = (): void => globalThis.gc?.()

/** After a small change that nothing follows the nursery is emptied at once, in less than a millisecond: so it is when the next one comes, which is not held up then. */
export function tidyAfter({ vpcIds, layout }: Work, isFollowed: boolean): void {
  if (vpcIds === 'all' && layout) giveBackMemory()
  else if (!isFollowed) setImmediate(() => globalThis.gc?.({ type: 'minor' }))
}
