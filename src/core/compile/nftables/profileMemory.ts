// What planning a profile remembers: the clause list it was made from, its rows, and the elements made of them.

import type { Classes } from '../../headerspace/classes.ts'
import type { ClassRows, FlatPolicy } from '../../headerspace/flatten.ts'
import { Flattener } from '../../headerspace/flattener.ts'
import type { Clause } from '../../policy/policy.ts'
import type { Element, NamedSet } from './ast.ts'
import { type FieldClause, fieldsOf } from './fields.ts'
import type { Profile } from './profile.ts'

/** Elements of one class or family, by the kind of map that they go into. */
export interface RowElements {
  readonly exact: readonly Element[]
  readonly ranges: readonly Element[]
}

const fieldsMade = new WeakMap<Clause, readonly FieldClause[]>()

function fieldsOnce(clause: Clause): readonly FieldClause[] {
  const known = fieldsMade.get(clause)
  if (known !== undefined) return known
  const fields = fieldsOf(clause)
  fieldsMade.set(clause, fields)
  return fields
}

export class ProfileMemory {
  #clauses: readonly Clause[] | null = null
  #flattener: Flattener<FieldClause> | null = null
  #flat: FlatPolicy<FieldClause> | null = null
  #profile: Profile | null = null
  #elements = new WeakMap<readonly object[], RowElements>()
  #ofClasses = new WeakMap<ClassRows<FieldClause>, RowElements>()

  flatten(clauses: readonly Clause[], classes: Classes): FlatPolicy<FieldClause> {
    if (this.#flattener === null || this.#clauses !== clauses) {
      this.#flattener = new Flattener(clauses.flatMap(fieldsOnce), this.#flattener)
      this.#clauses = clauses
    }
    return this.#flattener.flatten(classes)
  }

  /** What `make` gave for this very policy the last time. */
  once(flat: FlatPolicy<FieldClause>, make: (before: Profile | null) => Profile): Profile {
    if (this.#flat?.usesSourcePorts !== flat.usesSourcePorts) {
      this.#elements = new WeakMap()
      this.#ofClasses = new WeakMap()
    }
    if (this.#profile === null || this.#flat !== flat) this.#profile = make(this.#profile)
    this.#flat = flat
    return this.#profile
  }

  elementsOfClass(rows: ClassRows<FieldClause>, make: () => RowElements): RowElements {
    return remembered(this.#ofClasses, rows, make)
  }

  elementsOf(rows: readonly object[], make: () => RowElements): RowElements {
    return remembered(this.#elements, rows, make)
  }
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

/** The old set where nothing about it is new. */
export function sameSet(before: NamedSet | undefined, after: NamedSet): NamedSet {
  if (before === undefined || before.elements.length !== after.elements.length) return after
  const isSame =
    before.name === after.name &&
    before.interval === after.interval &&
    before.key.length === after.key.length &&
    before.elements.every((each, index) => each === after.elements[index])
  return isSame ? before : after
}
