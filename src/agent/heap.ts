// Memory that bulk work took is given back when it is done: an agent then idles, and V8 collects only what works on.

/** Holds the thread for some hundredths of a second; nothing without `--expose-gc`. */
export const giveBackMemory = (): void => globalThis.gc?.()
