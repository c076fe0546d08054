// The sweep over one field, by as many words as its values have.

import type { Intervals } from './intervals.ts'
import { sweepNumbers } from './numberSweep.ts'
import type { SignatureStates } from './signatures.ts'
import type { Spans, Width } from './spans.ts'
import { sortedEvents, sweepWords } from './wordSweep.ts'

/** `maximum` is the largest value of the field's last word; all words before it end in ones. */
export const sweepField = (
  sets: readonly Spans[],
  width: Width,
  maximum: number,
  states: SignatureStates,
): Intervals =>
  width === 1
    ? sweepNumbers(sets, maximum, states)
    : sweepWords(sortedEvents(sets, width, maximum), width, states)
