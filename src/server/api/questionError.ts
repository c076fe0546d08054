// A question that cannot be understood: the text says which part and what is expected.

import type { TextKey } from '../../text/index.ts'

export class QuestionError extends Error {
  readonly key: TextKey
  readonly values: Readonly<Record<string, string | number>>

  constructor(key: TextKey, values: QuestionError['values']) {
    super(key)
    this.name = 'QuestionError'
    this.key = key
    this.values = values
  }
}
