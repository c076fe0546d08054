// Sets of keys as shared nodes: equal sets are one object, and adding or removing a key is one look-up.

export interface Signature {
  /** Sorted. */
  readonly keys: readonly string[]
  /** Equal exactly when the keys are. */
  readonly text: string
}

interface Node extends Signature {
  readonly more: Map<string, Node>
  readonly less: Map<string, Node>
  readonly united: Map<Signature, Node>
}

/** A hundred thousand members of twenty groups have few different signatures: most steps are known ones. */
export class Signatures {
  readonly #nodes = new Map<string, Node>()
  readonly empty: Signature = this.#node([])

  add(to: Signature, key: string): Signature {
    const { more, keys } = to as Node
    let next = more.get(key)
    if (next === undefined) {
      next = keys.includes(key) ? (to as Node) : this.#node([...keys, key].sort())
      more.set(key, next)
    }
    return next
  }

  remove(from: Signature, key: string): Signature {
    const { less, keys } = from as Node
    let next = less.get(key)
    if (next === undefined) {
      next = this.#node(keys.filter((each) => each !== key))
      less.set(key, next)
    }
    return next
  }

  unite(a: Signature, b: Signature): Signature {
    if (a === this.empty) return b
    if (b === this.empty) return a
    const { united, keys } = a as Node
    let both = united.get(b)
    if (both === undefined) {
      both = this.#node([...new Set([...keys, ...b.keys])].sort())
      united.set(b, both)
    }
    return both
  }

  get size(): number {
    return this.#nodes.size
  }

  #node(keys: readonly string[]): Node {
    const text = keys.join('\n')
    const known = this.#nodes.get(text)
    if (known !== undefined) return known
    const made: Node = { keys, text, more: new Map(), less: new Map(), united: new Map() }
    this.#nodes.set(text, made)
    return made
  }
}
