// The two analysis threads: one for what a change must wait for, one for questions that may take long.

import type { Store } from '../../store/store.ts'
import { AnalysisThread } from './thread.ts'

export interface Analysis {
  /** Short questions about a change that somebody is about to make. */
  readonly changes: AnalysisThread
  /** Everything else. */
  readonly questions: AnalysisThread
  close(): Promise<void>
}

const QUESTIONS_NICE = 10

export function createAnalysis(store: Store): Analysis {
  const [changes, questions] = [new AnalysisThread(store), new AnalysisThread(store, QUESTIONS_NICE)]
  return {
    changes,
    questions,
    close: async () => void (await Promise.all([changes.close(), questions.close()])),
  }
}
