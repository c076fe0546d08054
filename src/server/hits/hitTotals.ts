// How often each rule decided, on all hosts together: survives restarts of the server and hosts that begin anew.

import { type HitRow, type HitsReport, hitKey } from '../../feed/hits.ts'
import { keptIn } from '../privateFile.ts'
import { HitDay, type KeptDay, type Verdict } from './hitDay.ts'

export interface HostHits {
  readonly hostId: string
  readonly hits: number
  readonly bytes: number
  readonly lastHit: number
}

interface HostSums {
  /** What ledgers that are gone had counted. */
  readonly before: Map<string, HitRow>
  ledger: string
  rows: Map<string, HitRow>
}

interface Kept {
  readonly since: number
  readonly groups: Readonly<Record<string, string>>
  readonly hosts: Readonly<
    Record<string, { before: readonly HitRow[]; ledger: string; rows: readonly HitRow[] }>
  >
  readonly day?: KeptDay
}

export interface HitTotalsOptions {
  /** Where the sums are kept as text: undefined when nothing was kept yet. */
  readonly memory: { read(): string | undefined; write(text: string): void }
  readonly now: () => number
  /** Undefined for a rule that is gone, or for what is no rule. */
  readonly groupOf: (ruleId: string) => string | undefined
  /** Undefined where nobody's rules decided. */
  readonly verdictOf: (row: HitRow) => Verdict | undefined
}

const SAVE_EVERY_MS = 5000

export class HitTotals {
  readonly #options: HitTotalsOptions
  readonly #hosts = new Map<string, HostSums>()
  /** Rule → its group, also of rules that are gone. */
  readonly #groups: Map<string, string>
  /** When counting began; milliseconds since 1970. */
  readonly since: number
  /** The last 24 hours. */
  readonly day: HitDay
  #timer: NodeJS.Timeout | undefined

  constructor(options: HitTotalsOptions) {
    this.#options = options
    const kept = keptIn<Kept>(options.memory.read())
    this.since = kept?.since ?? options.now()
    this.day = new HitDay(kept?.day)
    this.#groups = new Map(Object.entries(kept?.groups ?? {}))
    for (const [hostId, { before, ledger, rows }] of Object.entries(kept?.hosts ?? {})) {
      this.#hosts.set(hostId, { before: byKey(before), ledger, rows: byKey(rows) })
    }
  }

  take({ hostId, ledger, rows }: HitsReport): void {
    const known = this.#hosts.get(hostId)
    const host = known ?? { before: new Map(), ledger, rows: new Map() }
    this.#hosts.set(hostId, host)
    if (host.ledger !== ledger) {
      for (const [key, row] of host.rows) host.before.set(key, sum(row, host.before.get(key)))
      host.ledger = ledger
      host.rows = new Map()
    }
    for (const row of rows) {
      const key = hitKey(row)
      // Reports may overtake each other; sums only grow.
      const before = host.rows.get(key)?.hits ?? 0
      if (before > row.hits) continue
      host.rows.set(key, row)
      const verdict = before === row.hits ? undefined : this.#options.verdictOf(row)
      if (verdict !== undefined) this.day.count(verdict, row, row.hits - before, this.#options.now())
      const groupId = this.#options.groupOf(row.subject)
      if (groupId !== undefined) this.#groups.set(row.subject, groupId)
    }
    this.#timer ??= setTimeout(() => this.save(), SAVE_EVERY_MS).unref()
  }

  /** Everything that was ever counted, each subject once. */
  all(): readonly (Pick<HitRow, 'subject' | 'direction'> & { readonly hosts: readonly HostHits[] })[] {
    const found = new Map<string, { subject: string; direction: HitRow['direction']; hosts: HostHits[] }>()
    for (const [hostId, host] of this.#hosts) {
      for (const key of new Set([...host.before.keys(), ...host.rows.keys()])) {
        const row = sum(
          host.rows.get(key) ?? host.before.get(key),
          host.rows.has(key) ? host.before.get(key) : undefined,
        )
        const { subject, direction, hits, bytes, lastHit } = row
        const each = found.get(key) ?? { subject, direction, hosts: [] }
        each.hosts.push({ hostId, hits, bytes, lastHit })
        found.set(key, each)
      }
    }
    return [...found.values()]
  }

  /** Also of a rule that is gone, if it ever decided. */
  groupOf(ruleId: string): string | undefined {
    return this.#options.groupOf(ruleId) ?? this.#groups.get(ruleId)
  }

  save(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const kept: Kept = {
      since: this.since,
      groups: Object.fromEntries(this.#groups),
      hosts: Object.fromEntries(
        [...this.#hosts].map(([hostId, { before, ledger, rows }]) => [
          hostId,
          { before: [...before.values()], ledger, rows: [...rows.values()] },
        ]),
      ),
      day: this.day.kept(this.#options.now()),
    }
    this.#options.memory.write(`${JSON.stringify(kept)}\n`)
  }
}

const byKey = (rows: readonly HitRow[]): Map<string, HitRow> => new Map(rows.map((row) => [hitKey(row), row]))

function sum(a: HitRow | undefined, b: HitRow | undefined): HitRow {
  if (a === undefined) throw new Error('nothing to add up')
  if (b === undefined) return a
  return { ...a, hits: a.hits + b.hits, bytes: a.bytes + b.bytes, lastHit: Math.max(a.lastHit, b.lastHit) }
}
