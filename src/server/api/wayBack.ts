// The way from now back to an earlier revision, or why there is none any more.

import { CompactedError, type Store } from '../../store/store.ts'
import { QuestionError } from './questionError.ts'

export async function wayBack(store: Store, past: number): ReturnType<Store['writesBack']> {
  try {
    return await store.writesBack(past)
  } catch (error) {
    if (error instanceof CompactedError) {
      throw new QuestionError('diff.forgotten', { revision: past, oldest: store.oldest })
    }
    if (error instanceof RangeError) {
      throw new QuestionError('diff.notYet', { revision: past, newest: store.revision })
    }
    throw error
  }
}

/** Somebody may write in between: then the ways back are found anew. */
export const ATTEMPTS = 4
