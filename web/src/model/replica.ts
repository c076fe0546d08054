// The account's resources in the browser, kept up by events: what lists show, what search finds, what is judged.

import { KINDS, type ResourceReader, type Write } from '../../../src/core/model/resources.ts'
import { ResourceTables } from '../../../src/core/model/tables.ts'
import { readSettings } from '../app/settings.ts'
import { call } from '../client/client.ts'

/** How it stands with the server. */
export type Connection = 'connecting' | 'live' | 'lost'

export interface Snapshot {
  /** Undefined until the first state has come. */
  readonly reader: ResourceReader | undefined
  readonly revision: number
  readonly connection: Connection
  /** When the connection was lost: what is shown is as of then. */
  readonly lostAt: number | undefined
  /** Counts up whenever a host reports: what shows hosts looks again. */
  readonly hostNews: number
}

/** The server speaks every ten seconds; silence of twice that is a broken line. */
const SILENCE_MS = 22_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 8_000

type Feed = (whole: boolean, writes: readonly Write[]) => void

export class Replica {
  readonly #listeners = new Set<() => void>()
  readonly #fed: Feed[] = []
  #tables = new ResourceTables()
  #identity = ''
  #snapshot: Snapshot = {
    reader: undefined,
    revision: 0,
    connection: 'connecting',
    lostAt: undefined,
    hostNews: 0,
  }
  #source: EventSource | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #retryMs = FIRST_RETRY_MS
  #pulling = false
  #pullAgain = false

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  readonly read = (): Snapshot => this.#snapshot

  /** Begins, or begins anew for another account. */
  start(): void {
    this.stop()
    this.#listen()
    void this.#pull()
  }

  stop(): void {
    this.#source?.close()
    clearTimeout(this.#silence)
    clearTimeout(this.#retry)
  }

  /** Gives somebody else a copy: all there is now, then every change. */
  feed(take: Feed): void {
    const all = KINDS.flatMap((kind) =>
      [...this.#tables.list(kind)].map((body) => ({ kind, id: body.id, body }) as Write),
    )
    take(true, all)
    this.#fed.push(take)
  }

  /** Settles once the state of a revision is here: so that a change is seen as soon as it is answered. */
  async reach(revision: number): Promise<void> {
    if (this.#snapshot.revision < revision) await this.#pull()
  }

  #listen(): void {
    const { account } = readSettings()
    const query = account === '' ? '' : `?account=${encodeURIComponent(account)}`
    const source = new EventSource(`/api/v1/events${query}`)
    this.#source = source
    this.#heard()
    source.addEventListener('beat', (event) => {
      this.#heard()
      this.#retryMs = FIRST_RETRY_MS
      this.#set({ connection: 'live', lostAt: undefined })
      const { revision } = JSON.parse(event.data) as { revision: number }
      if (revision !== this.#snapshot.revision) void this.#pull()
    })
    source.addEventListener('change', (event) => {
      this.#heard()
      const { kind } = JSON.parse(event.data) as { kind: string }
      if (kind === 'host') this.#set({ hostNews: this.#snapshot.hostNews + 1 })
      else void this.#pull()
    })
    source.addEventListener('error', () => this.#lost())
  }

  #heard(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#lost(), SILENCE_MS)
  }

  /** The browser's own retries end at some answers for good, so we do it ourselves. */
  #lost(): void {
    this.stop()
    this.#set({ connection: 'lost', lostAt: this.#snapshot.lostAt ?? Date.now() })
    this.#retry = setTimeout(() => {
      this.#listen()
      // Tells a session that has ended from a server that is away.
      void this.#pull()
    }, this.#retryMs)
    this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * 2)
  }

  async #pull(): Promise<void> {
    if (this.#pulling) {
      this.#pullAgain = true
      return
    }
    this.#pulling = true
    try {
      do {
        this.#pullAgain = false
        const from = this.#snapshot.reader === undefined ? {} : { from: this.#snapshot.revision }
        this.#take(await call('showModel', { query: { identity: this.#identity, ...from } }))
      } while (this.#pullAgain)
    } catch {
      // The events say that the server is away, or the session's end has been told.
    } finally {
      this.#pulling = false
    }
  }

  #take({ identity, revision, whole, writes }: Awaited<ReturnType<typeof call<'showModel'>>>): void {
    if (!whole && revision === this.#snapshot.revision) return
    if (whole) this.#tables = new ResourceTables()
    this.#identity = identity
    for (const write of writes) this.#tables.write(write as unknown as Write)
    for (const take of this.#fed) take(whole, writes as unknown as readonly Write[])
    // A new object each time: whoever computed something from the old one computes it again.
    this.#set({ reader: readerOf(this.#tables), revision })
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listen of this.#listeners) listen()
  }
}

const readerOf = (tables: ResourceTables): ResourceReader => ({
  get: (kind, id) => tables.get(kind, id),
  list: (kind) => tables.list(kind),
  by: (kind, index, key) => tables.by(kind, index, key),
  count: (kind) => tables.count(kind),
})
