// What can be measured beside each other: one way to do the same work.

export interface Subject {
  readonly name: string
  /** CPU time of its server so far, in ms. */
  cpu(): number
  /** Adds a rule; `index` has not been used before. */
  write(index: number): Promise<void>
  /** Reads a page of groups. */
  read(): Promise<void>
  end(): Promise<void>
}
