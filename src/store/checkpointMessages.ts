// What passes between the store and its checkpoint thread.

/** What the thread starts with. */
export interface OfFile {
  readonly path: string
  readonly inode: number
}

/** `copy` while writers go on; `empty` while nobody writes. */
export type Step = 'copy' | 'empty'

export type ToThread = Step | 'close'

export type FromThread =
  /** Pages that are in the log only. */
  { readonly left: number } | { readonly failure: string }
