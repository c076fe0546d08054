// What every question to an analysis thread is: it looks at the thread's copy of the state and answers with plain data.

import type { ResourceTables } from '../../../core/model/tables.ts'
import type { LiveResolver } from '../../../core/policy/liveResolver.ts'

export interface Tools {
  readonly state: ResourceTables
  readonly revision: number
  /** Of that state, kept from question to question. */
  readonly resolver: LiveResolver
  /** True once the question has used up its time. */
  readonly isOver: () => boolean
  readonly onProgress: (done: number, of: number) => void
}

export type Question<In, Out> = (input: In, tools: Tools) => Out
