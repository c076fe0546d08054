// GET /api/v1/events: what changes in one account and on the hosts, as server-sent events without contents.

import type { Change, ResourceReader, Write } from '../../core/model/resources.ts'
import type { Feed } from '../../feed/server.ts'
import { CompactedError, type Store } from '../../store/store.ts'

const BEAT_MS = 10_000
const LOOK_AT_HOSTS_MS = 250

export interface Event {
  readonly revision: number
  /** A kind of resource, `host`, or `all`: too much was missed to tell it. */
  readonly kind: string
  readonly id: string
}

export interface EventSource {
  readonly store: Store
  readonly feed: Pick<Feed, 'hosts'>
  readonly accountId: string
  /** The last revision that the caller knows; undefined: it starts now. */
  readonly from: number | undefined
  /** Looked at now and then: a session may have ended. */
  readonly isWelcome: () => boolean
}

export function eventStream(source: EventSource): Response {
  const ended = new AbortController()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      const end = (): void => {
        if (ended.signal.aborted) return
        ended.abort()
        controller.close()
      }
      const timers = [
        setInterval(() => (source.isWelcome() ? send(beat(source.store.revision)) : end()), BEAT_MS),
        setInterval(hostWatch(source, send), LOOK_AT_HOSTS_MS),
      ]
      ended.signal.addEventListener('abort', () => timers.forEach(clearInterval))
      send(beat(source.store.revision))
      void follow(source, send, ended.signal).then(end, end)
    },
    cancel: () => ended.abort(),
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}

async function follow(
  { store, accountId, from }: EventSource,
  send: (text: string) => void,
  signal: AbortSignal,
) {
  let seen = from === undefined || from > store.revision ? store.revision : from
  if (from !== undefined && from > store.revision) send(encode([{ revision: seen, kind: 'all', id: '' }]))
  while (!signal.aborted) {
    try {
      for await (const change of store.watch(seen, signal)) {
        seen = change.revision
        const events = eventsOf(store, accountId, change)
        if (events.length > 0) send(encode(events))
      }
      return
    } catch (error) {
      if (!(error instanceof CompactedError)) throw error
      seen = store.revision
      send(encode([{ revision: seen, kind: 'all', id: '' }]))
    }
  }
}

/** Once for each host that enforces another revision, came or went since the last look. */
function hostWatch({ store, feed }: EventSource, send: (text: string) => void): () => void {
  const stateOf = () =>
    new Map(
      feed
        .hosts()
        .map((one) => [one.hostId, `${one.enforcedRevision} ${one.connectedSince !== null} ${one.failure}`]),
    )
  let known = stateOf()
  return () => {
    const now = stateOf()
    const changed = [...now].filter(([id, state]) => known.get(id) !== state)
    known = now
    if (changed.length === 0) return
    send(encode(changed.map(([id]) => ({ revision: store.revision, kind: 'host', id }))))
  }
}

const beat = (revision: number): string => `event: beat\ndata: {"revision":${revision}}\n\n`

const encode = (events: readonly Event[]): string =>
  events.map((event) => `id: ${event.revision}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`).join('')

const eventsOf = (state: ResourceReader, accountId: string, { revision, writes }: Change): readonly Event[] =>
  writes
    .filter((write) => write.kind !== 'rememberedAnswer' && concerns(state, accountId, write))
    .map(({ kind, id }) => ({ revision, kind, id }))

/** What is gone belongs to nobody any more: everybody hears of it, and learns no more than an id. */
function concerns(state: ResourceReader, accountId: string, { kind, body }: Write): boolean {
  const owner = body === null ? undefined : ownerOf(state, kind, body)
  return owner === undefined || owner === accountId
}

function ownerOf(state: ResourceReader, kind: string, body: object): string | undefined {
  if (kind === 'rule') return state.get('securityGroup', (body as { groupId: string }).groupId)?.accountId
  return (body as { accountId?: string }).accountId
}
