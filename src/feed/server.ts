// The control plane's end of the feed: state down as server-sent events, reports up as posts.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Store } from '../store/store.ts'
import { type HitsReport, readHits } from './hits.ts'
import { type HostStatus, Hosts } from './hosts.ts'
import { isHostId, readReport } from './report.ts'
import { FeedStream, type Position } from './stream.ts'

export interface FeedSettings {
  /** What agents must show as `authorization: Bearer …`. */
  readonly token: string
  readonly heartbeatMs: number
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Gets what hosts count. */
  readonly onHits?: (report: HitsReport) => void
}

export interface Feed {
  /** GET /agent/v1/stream */
  handleStream(request: IncomingMessage, response: ServerResponse): void
  /** POST /agent/v1/report */
  handleReport(request: IncomingMessage, response: ServerResponse): void
  /** POST /agent/v1/hits */
  handleHits(request: IncomingMessage, response: ServerResponse): void
  /** Every host seen since the start, also those that are away. */
  hosts(): readonly HostStatus[]
  /** True once all hosts that are connected now and can enforce do enforce `revision`; false after `timeoutMs`. */
  waitEnforced(hostId: string, revision: number, timeoutMs: number): Promise<boolean>
  /** Ends all streams and takes no new ones. */
  close(): void
}

export function createFeed(store: Store, { token, heartbeatMs, now, onHits }: FeedSettings): Feed {
  const hosts = new Hosts(now)
  const streams = new Set<FeedStream>()
  const expected = digest(`Bearer ${token}`)
  let closed = false

  /** Answers by itself, and gives false, when the caller may not or the method is not the one expected. */
  const admits = (request: IncomingMessage, response: ServerResponse, method: string): boolean => {
    // Digests are of one length, so that comparing tells nothing about the token.
    const isKnown = timingSafeEqual(digest(request.headers.authorization ?? ''), expected)
    if (!isKnown) refuse(response, 401, 'the agent token is missing or wrong')
    else if (request.method !== method) refuse(response, 405, `only ${method} is possible here`)
    else if (closed) refuse(response, 503, 'the server is ending')
    else return true
    return false
  }

  const serve = async (stream: FeedStream, hostId: string, position: Position | null): Promise<void> => {
    streams.add(stream)
    hosts.connected(hostId)
    try {
      await stream.run(position)
    } catch {
      // The store cannot give what was asked for: the host comes back and asks again.
      stream.close()
    } finally {
      streams.delete(stream)
      hosts.disconnected(hostId)
    }
  }

  const take = async (response: ServerResponse, reading: Promise<() => void>): Promise<void> => {
    try {
      const work = await reading
      work()
      response.writeHead(204).end()
    } catch (error) {
      refuse(response, 400, (error as Error).message)
    }
  }

  return {
    handleStream(request, response) {
      if (!admits(request, response, 'GET')) return
      const query = new URLSearchParams(request.url?.split('?', 2)[1])
      const hostId = query.get('host')
      if (!isHostId(hostId)) return refuse(response, 400, 'the parameter `host` is missing or wrong')
      request.socket.setNoDelay(true)
      void serve(new FeedStream(store, response, heartbeatMs), hostId, positionOf(query))
    },
    handleReport(request, response) {
      if (!admits(request, response, 'POST')) return
      void take(
        response,
        readReport(request).then((report) => () => hosts.reported(report)),
      )
    },
    handleHits(request, response) {
      if (!admits(request, response, 'POST')) return
      void take(
        response,
        readHits(request).then((report) => () => onHits?.(report)),
      )
    },
    hosts: () => hosts.list(),
    waitEnforced: (hostId, revision, timeoutMs) => hosts.waitEnforced(hostId, revision, timeoutMs),
    close() {
      closed = true
      for (const stream of streams) stream.close()
    },
  }
}

function positionOf(query: URLSearchParams): Position | null {
  const identity = query.get('identity')
  const from = query.get('from') ?? ''
  return identity !== null && /^\d{1,15}$/.test(from) ? { identity, revision: Number(from) } : null
}

function refuse(response: ServerResponse, status: number, error: string): void {
  // The rest of the request is not read: the connection cannot carry another one.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(`${JSON.stringify({ error })}\n`)
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
