// What this host has counted since it began, beside what the kernel's counters showed last: kept on disk.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading, Readings } from '../../core/compile/nftables/counters.ts'
import { type HitRow, hitKey } from '../../feed/client.ts'
import { replaceFile } from '../../wholeFile.ts'
import { NETNS_DIRECTORY } from '../names.ts'

type Counts = readonly [packets: number, bytes: number]

interface Kept {
  readonly ledger: string
  readonly rows: readonly HitRow[]
  /** Namespace → place → what was read last; zero is left out. */
  readonly read: Readonly<Record<string, Readonly<Record<string, Counts>>>>
}

/** Stands for the machine's own network, which has no name and never goes. */
export const OWN_NETWORK = ''

export class Ledger {
  readonly id: string
  readonly #file: string
  readonly #rows: Map<string, HitRow>
  readonly #read: Map<string, ReadonlyMap<string, Counts>>

  /** `newId` names a ledger that is begun; one that was lost is not continued. */
  constructor(dataDir: string, newId: () => string) {
    this.#file = join(dataDir, 'agent-hits.json')
    const kept = keptIn(this.#file)
    this.id = kept?.ledger ?? newId()
    this.#rows = new Map(kept?.rows.map((row) => [hitKey(row), row]))
    this.#read = new Map(
      Object.entries(kept?.read ?? {}).map(([place, counts]) => [place, new Map(Object.entries(counts))]),
    )
  }

  rows(): readonly HitRow[] {
    return [...this.#rows.values()]
  }

  /** Takes in what the counters of one namespace show now; gives the rows that grew. */
  take(namespace: string, { readings, missing }: Readings, now: number): readonly HitRow[] {
    const before = this.#read.get(namespace)
    const read = new Map<string, Counts>()
    const grown = new Map<string, HitRow>()
    for (const reading of readings) {
      if (reading.packets === 0) continue
      const place = `${reading.holder} ${reading.place}`
      read.set(place, [reading.packets, reading.bytes])
      const [packets, bytes] = growth(before?.get(place), reading)
      if (packets === 0) continue
      const key = hitKey(reading)
      const { subject, direction } = reading
      const row = this.#rows.get(key) ?? { subject, direction, hits: 0, bytes: 0, lastHit: now }
      const next = { ...row, hits: row.hits + packets, bytes: row.bytes + bytes, lastHit: now }
      this.#rows.set(key, next)
      grown.set(key, next)
    }
    // A map that came and went while the listing was made is read the next time, if it is there still.
    for (const [place, counts] of before ?? []) if (missing.has(holderIn(place))) read.set(place, counts)
    this.#read.set(namespace, read)
    return [...grown.values()]
  }

  /** One that comes again under the same name counts from zero. */
  forgetGone(): void {
    for (const namespace of this.#read.keys())
      if (namespace !== OWN_NETWORK && !existsSync(join(NETNS_DIRECTORY, namespace)))
        this.#read.delete(namespace)
  }

  save(): void {
    const kept: Kept = {
      ledger: this.id,
      rows: this.rows(),
      read: Object.fromEntries([...this.#read].map(([name, counts]) => [name, Object.fromEntries(counts)])),
    }
    replaceFile(this.#file, `${JSON.stringify(kept)}\n`)
  }
}

const holderIn = (place: string): string => place.split(' ', 3)[2] ?? ''

/** A counter that shows less than before is another one in the same place. */
function growth(before: Counts | undefined, { packets, bytes }: Reading): Counts {
  if (before === undefined || packets < before[0]) return [packets, bytes]
  return [packets - before[0], Math.max(0, bytes - before[1])]
}

/** A file that cannot be read is no reason not to enforce: counting then begins anew. */
function keptIn(file: string): Kept | null {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept
  } catch {
    return null
  }
}
