// What a limit consists of: a number that can say where it comes from.

export interface Limit {
  /** What is counted, as a user would call it. */
  readonly about: string
  readonly maximum: number
  /** Where the number stands in the clouds' documents. */
  readonly source: string
  /** Whether the cloud raises it on request. */
  readonly adjustable: boolean
  /** The number of the first manual, where it was another (setting `sequenceLimits`). */
  readonly inManual?: number
}
