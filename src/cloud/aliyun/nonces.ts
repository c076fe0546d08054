// Nonces seen lately, so that a recorded request cannot be sent again.

const MINUTE = 60 * 1000

export interface Nonces {
  /** False when this key used the nonce before; remembers it until `until`. */
  take(accessKeyId: string, nonce: string, until: number, now: number): boolean
  readonly size: number
}

/**
 * Kept in buckets of a minute that are dropped whole. A nonce needs no longer memory than its timestamp is accepted;
 * only signed requests get here, so strangers cannot fill it.
 */
export function createNonces(): Nonces {
  const buckets = new Map<number, Set<string>>()
  return {
    take(accessKeyId, nonce, until, now) {
      for (const minute of buckets.keys()) if ((minute + 1) * MINUTE <= now) buckets.delete(minute)
      const entry = `${accessKeyId} ${nonce}`
      for (const bucket of buckets.values()) if (bucket.has(entry)) return false
      const minute = Math.floor(until / MINUTE)
      const bucket = buckets.get(minute)
      if (bucket === undefined) buckets.set(minute, new Set([entry]))
      else bucket.add(entry)
      return true
    },
    get size() {
      return [...buckets.values()].reduce((sum, bucket) => sum + bucket.size, 0)
    },
  }
}
