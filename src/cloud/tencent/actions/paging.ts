// One page of a list: texts here, numbers there, and clients send either to either (tencent.md 1.6).

import { eitherNumber } from '../fields.ts'
import { outOfRange } from './fields.ts'

const MOST = 100
const USUAL = 20

/** `type` as the cloud declares the two. */
export const paging = (type: 'string' | 'integer', most = MOST) => ({
  Offset: eitherNumber(type, { about: 'How many to skip; 0 when left out.', min: 0, range: outOfRange }),
  Limit: eitherNumber(type, {
    about: `How many to answer, up to ${most}; ${USUAL} when left out.`,
    min: 0,
    max: most,
    range: outOfRange,
  }),
})

export const pageOf = <T>(
  all: readonly T[],
  { Offset = 0, Limit = USUAL }: { readonly Offset: number | undefined; readonly Limit: number | undefined },
): readonly T[] => all.slice(Offset, Offset + Limit)
