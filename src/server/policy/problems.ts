// What is wrong with policy files: each with file, line and column, all of them at once.

import type { Place } from '../../core/model/policyDocument.ts'
import type { TextKey } from '../../text/index.ts'

export interface PolicyProblem {
  readonly place: Place
  readonly key: TextKey
  readonly values: Readonly<Record<string, string | number>>
  /** Says what would be right. */
  readonly hint?: TextKey
}

export class PolicyFileError extends Error {
  readonly problems: readonly PolicyProblem[]

  constructor(problems: readonly PolicyProblem[]) {
    super('a policy file cannot be read')
    this.name = 'PolicyFileError'
    this.problems = problems
  }
}

export const placeText = ({ file, line, column }: Place): string => `${file}:${line}:${column}`
