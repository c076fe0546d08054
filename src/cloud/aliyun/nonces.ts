// Nonces seen lately, so that a recorded request cannot be sent again, not even after a restart.

import { hash } from 'node:crypto'

const MINUTE = 60 * 1000

/** Where nonces outlive the process: one bucket for each minute until which they count. */
export interface NonceJournal {
  readonly kept: Iterable<{ readonly minute: number; readonly marks: readonly string[] }>
  /**
   * Requests stamped before may have been answered without being kept (the machine went down);
   * null when everything is known.
   */
  readonly unsureBefore: number | null
  /** Throws when it cannot be kept: the request is then not answered. */
  append(minute: number, mark: string): void
  drop(minute: number): void
}

const FORGETFUL: NonceJournal = { kept: [], unsureBefore: null, append: () => {}, drop: () => {} }

export interface Nonces {
  readonly unsureBefore: number | null
  /** False when this key used the nonce before; remembers it until `until`. */
  take(accessKeyId: string, nonce: string, until: number, now: number): boolean
  readonly size: number
}

/**
 * Kept in buckets of a minute that are dropped whole. A nonce needs no longer memory than its timestamp is accepted;
 * only signed requests get here, so strangers cannot fill it.
 */
export function createNonces(journal: NonceJournal = FORGETFUL): Nonces {
  const buckets = new Map<number, Set<string>>()
  for (const { minute, marks } of journal.kept) buckets.set(minute, new Set(marks))
  return {
    unsureBefore: journal.unsureBefore,
    take(accessKeyId, nonce, until, now) {
      for (const minute of buckets.keys()) {
        if ((minute + 1) * MINUTE > now) continue
        buckets.delete(minute)
        journal.drop(minute)
      }
      const mark = hash('sha256', `${accessKeyId} ${nonce}`, 'base64url').slice(0, MARK_LENGTH)
      for (const bucket of buckets.values()) if (bucket.has(mark)) return false
      const minute = Math.floor(until / MINUTE)
      journal.append(minute, mark)
      const bucket = buckets.get(minute)
      if (bucket === undefined) buckets.set(minute, new Set([mark]))
      else bucket.add(mark)
      return true
    },
    get size() {
      return [...buckets.values()].reduce((sum, bucket) => sum + bucket.size, 0)
    },
  }
}

/** 132 bits of the digest: all marks are equally long, so that a torn one shows. */
export const MARK_LENGTH = 22
