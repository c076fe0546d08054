// Memory that work took is given back when it is done: V8 by itself collects only what works on, and in the middle of it.

/** After bulk work, of which an agent that idles would keep everything; holds the thread for some hundredths of a second. Nothing without `--expose-gc`. */
export const giveBackMemory = (): void => globalThis.gc?.()

/** After a small change: the nursery is empty when the next one comes, which then is not held up. Takes less than a millisecond. */
export const emptyNursery = (): void => void globalThis.gc?.({ type: 'minor' })
