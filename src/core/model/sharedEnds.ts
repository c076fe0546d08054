// What two lists have in common: known without a walk where one was made of the other by a few changes.

export interface Ends {
  readonly head: number
  readonly tail: number
}

/** Lists that were made of others by an edit, and what they share with those. */
const edited = new WeakMap<readonly unknown[], Ends & { readonly before: readonly unknown[] }>()

/** Whoever compares the two need not walk through them. */
export function noteEdit(before: readonly unknown[], after: readonly unknown[], ends: Ends): void {
  // Else each would hold the one before it, back to the first.
  edited.delete(before)
  edited.set(after, { before, ...ends })
}

/** A copy of a list for few changes, of which it keeps account. */
export class EditedCopy<T> {
  readonly #before: readonly T[]
  /** Null: nothing was changed yet. */
  #list: T[] | null = null
  #head: number
  #tail: number

  constructor(before: readonly T[]) {
    this.#before = before
    this.#head = before.length
    this.#tail = before.length
  }

  get list(): readonly T[] {
    return this.#list ?? this.#before
  }

  splice(at: number, removed: number, ...added: readonly T[]): void {
    this.#head = Math.min(this.#head, at)
    this.#tail = Math.min(this.#tail, this.list.length - at - removed)
    // Copied with the change in it: most lists are changed once, and to make room in a copy takes as long as the copy.
    if (this.#list === null) this.#list = this.#before.toSpliced(at, removed, ...added)
    else this.#list.splice(at, removed, ...added)
  }

  done(): readonly T[] {
    const { list } = this
    if (list === this.#before) return list
    const most = Math.min(this.#before.length, list.length)
    const head = Math.min(this.#head, most)
    noteEdit(this.#before, list, { head, tail: Math.min(this.#tail, most - head) })
    return list
  }
}

/** How much two lists have in common at their beginning and, apart from that, at their end; where an edit was noted, at least. */
export function sharedEnds<T>(before: readonly T[], after: readonly T[]): Ends {
  const known = edited.get(after)
  if (known?.before === before) return known
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { head, tail }
}
