// One host's stream: what it missed or a whole snapshot, then every change, at the pace of the reader.

import type { ServerResponse } from 'node:http'
import type { Change, Kind, Write } from '../core/model/resources.ts'
import { CompactedError, type Store } from '../store/store.ts'
import { FED_KINDS, type FeedEvent } from './messages.ts'
import type { Question } from './questions.ts'
import { encodeEvent, HEARTBEAT } from './sse.ts'
import type { View } from './view.ts'

/** Where a host left off. */
export interface Position {
  readonly identity: string
  readonly revision: number
}

const SNAPSHOT_WRITES = 500
/** A reader that takes nothing for so many heartbeats is gone. */
const STALLED_HEARTBEATS = 4

const FED: ReadonlySet<Kind> = new Set(FED_KINDS)

export interface StreamOptions {
  readonly store: Store
  readonly response: ServerResponse
  readonly heartbeatMs: number
  /** What the host is shown. */
  readonly view: View
  /** A host that joined; when it is removed its stream ends. */
  readonly joinedAs: string | null
}

export class FeedStream {
  readonly #store: Store
  readonly #response: ServerResponse
  readonly #heartbeatMs: number
  readonly #view: View
  readonly #joinedAs: string | null
  readonly #ended = new AbortController()
  #wasRemoved = false

  constructor({ store, response, heartbeatMs, view, joinedAs }: StreamOptions) {
    this.#store = store
    this.#response = response
    this.#heartbeatMs = heartbeatMs
    this.#view = view
    this.#joinedAs = joinedAs
  }

  /** It ended because its host is none of ours any more. */
  get wasRemoved(): boolean {
    return this.#wasRemoved
  }

  /** Settles when the host is gone, the store closes or `close` is called. */
  async run(position: Position | null): Promise<void> {
    const response = this.#response
    response.once('close', () => this.#ended.abort())
    response.on('error', () => this.#ended.abort())
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.flushHeaders()
    // Never beside unsent data: it would show the same thing and only grow the buffer.
    const heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(HEARTBEAT)
    }, this.#heartbeatMs)
    try {
      await this.#follow(position)
    } finally {
      clearInterval(heartbeat)
      response.end()
    }
  }

  /** Between two events of the state; false when the host is gone. */
  ask(id: number, question: Question): boolean {
    if (this.#ended.signal.aborted) return false
    this.#response.write(encodeEvent({ kind: 'ask', id, question }))
    return true
  }

  close(): void {
    this.#ended.abort()
    this.#response.destroy()
  }

  async #follow(position: Position | null): Promise<void> {
    let resumed = this.#isOurs(position) ? position.revision : null
    while (!this.#ended.signal.aborted) {
      try {
        await this.#changesAfter(resumed ?? (await this.#snapshot()), resumed !== null)
        return
      } catch (error) {
        // It was away or so slow that what it needs next is forgotten: it starts over.
        if (!(error instanceof CompactedError)) throw error
        resumed = null
      }
    }
  }

  /** Whether the host's position is one of ours; whether its changes are still kept, the watch will tell. */
  #isOurs(position: Position | null): position is Position {
    const { identity, revision } = this.#store
    return position?.identity === identity && position.revision <= revision
  }

  /** Takes the whole state in one moment, then sends it in pieces. Gives its revision. */
  async #snapshot(): Promise<number> {
    const { identity, revision } = this.#store
    const writes = [...fedResources(this.#store)].map(this.#view).filter(({ body }) => body !== null)
    for (let begin = 0; begin === 0 || begin < writes.length; begin += SNAPSHOT_WRITES) {
      const some = writes.slice(begin, begin + SNAPSHOT_WRITES)
      await this.#send({ kind: 'snapshot', first: begin === 0, writes: some })
    }
    await this.#send({ kind: 'inSync', identity, revision })
    return revision
  }

  /** A host that resumes is in sync once it has what there was when it came. */
  async #changesAfter(from: number, resumed: boolean): Promise<void> {
    const { identity, revision } = this.#store
    const inSync = { kind: 'inSync', identity, revision } as const
    if (resumed && from === revision) await this.#send(inSync)
    for await (const change of this.#store.watch(from, this.#ended.signal)) {
      if (this.#removes(change)) return this.close()
      const writes = fedWrites(change).map(this.#view)
      await this.#send({ kind: 'change', revision: change.revision, writes })
      if (resumed && change.revision === revision) await this.#send(inSync)
    }
  }

  #removes({ writes }: Change): boolean {
    const isGone = writes.some(
      ({ kind, id, body }) => kind === 'host' && id === this.#joinedAs && body === null,
    )
    this.#wasRemoved ||= isGone
    return isGone
  }

  async #send(event: FeedEvent): Promise<void> {
    if (this.#ended.signal.aborted) return
    if (!this.#response.write(encodeEvent(event))) await this.#drained()
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const stalled = setTimeout(() => this.close(), STALLED_HEARTBEATS * this.#heartbeatMs)
      const done = (): void => {
        clearTimeout(stalled)
        this.#response.off('drain', done)
        this.#ended.signal.removeEventListener('abort', done)
        resolve()
      }
      this.#response.on('drain', done)
      this.#ended.signal.addEventListener('abort', done)
    })
  }
}

function* fedResources(store: Store): Iterable<Write> {
  for (const kind of FED_KINDS) {
    for (const body of store.list(kind)) yield { kind, id: body.id, body } as Write
  }
}

/** Other kinds leave an empty change behind: the host's revision goes on with ours. */
const fedWrites = (change: Change): readonly Write[] => change.writes.filter((write) => FED.has(write.kind))
