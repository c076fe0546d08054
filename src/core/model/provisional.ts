// A change that holds only if somebody confirms it in time: what it was, and how to take it back.

import type { Kind, Resources } from './resources.ts'

/** Undefined bodies would get lost on the way: null stands for "not there". */
export interface ProvisionalWrite {
  readonly kind: Kind
  readonly id: string
  readonly before: Resources[Kind] | null
  readonly after: Resources[Kind] | null
}

export interface ProvisionalChange {
  readonly id: string
  readonly accountId: string
  /** Which operation made it: `addRules`. */
  readonly operation: string
  readonly createdAt: number
  /** Seconds from its making until it is undone. */
  readonly withinSeconds: number
  readonly writes: readonly ProvisionalWrite[]
}

export const deadlineOf = ({ createdAt, withinSeconds }: ProvisionalChange): number =>
  createdAt + withinSeconds * 1000

/** What is to be written to take a change back; what was changed since by somebody else stays as it is. */
export function undoOf(
  change: Pick<ProvisionalChange, 'writes'>,
  now: (kind: Kind, id: string) => Resources[Kind] | undefined,
): { readonly undone: readonly ProvisionalWrite[]; readonly kept: readonly ProvisionalWrite[] } {
  const isSame = ({ kind, id, after }: ProvisionalWrite): boolean =>
    JSON.stringify(now(kind, id) ?? null) === JSON.stringify(after)
  const undone = change.writes.filter(isSame)
  return { undone: [...undone].reverse(), kept: change.writes.filter((write) => !undone.includes(write)) }
}
