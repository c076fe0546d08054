// What is wrong with a file that somebody gave, and where in it.

export type ProblemCode =
  | 'empty'
  | 'encoding'
  | 'tooLarge'
  | 'tooManyValues'
  | 'json'
  | 'csv'
  | 'unknownShape'
  | 'notAList'
  | 'emptyGroup'
  | 'columnUnknown'
  | 'columnRepeated'
  | 'columnMissing'
  | 'row'
  | 'rowValue'
  | 'rowPeer'
  | 'listWithoutId'
  | 'listValue'
  | 'listTwice'
  | 'ruleTwice'
  | 'incomplete'
  | 'answerIsError'
  | 'mixedClouds'
  | 'noGroup'
  | 'noSuchEni'
  | 'groupNotGiven'
  | 'resourceUnread'
  | 'noFlows'

export type ProblemValues = Readonly<Record<string, string | number>>

/** The words come from whoever shows it: `file.<code>`. */
export class FileProblem extends Error {
  readonly code: ProblemCode
  readonly values: ProblemValues

  constructor(code: ProblemCode, values: ProblemValues = {}) {
    super(code)
    this.name = 'FileProblem'
    this.code = code
    this.values = values
  }
}

export function problem(code: ProblemCode, values: ProblemValues = {}): never {
  throw new FileProblem(code, values)
}
