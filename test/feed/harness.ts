// A real server on the loopback with a feed behind it, hosts that follow it, and a wire that can be cut.

import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { connectFeed, type FeedConnection, FeedReplica } from '../../src/feed/client.ts'
import type { AgentReport, FeedEvent } from '../../src/feed/messages.ts'
import { createFeed, type Feed } from '../../src/feed/server.ts'
import type { HostIdentity } from '../../src/feed/signing.ts'
import type { Store } from '../../src/store/store.ts'

export const TOKEN = 'token of the test'

export interface FeedServer {
  readonly feed: Feed
  readonly url: string
  stop(): Promise<void>
}

export async function serveFeed(
  store: Store,
  options: { port?: number; heartbeatMs?: number } = {},
): Promise<FeedServer> {
  const feed = createFeed(store, { token: TOKEN, heartbeatMs: options.heartbeatMs ?? 15_000, now: Date.now })
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith('/agent/v1/stream')) feed.handleStream(request, response)
    else feed.handleReport(request, response)
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    feed,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      feed.close()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export interface Follower {
  readonly replica: FeedReplica
  readonly connection: FeedConnection
  /** All events so far, in order. */
  readonly events: FeedEvent[]
  readonly reasons: string[]
  stop(): Promise<void>
}

export function follow(
  url: string,
  options: {
    token?: string
    identity?: HostIdentity
    silenceMs?: number
    ca?: string
    onEvent?: (event: FeedEvent) => void
    hostId?: string
  } = {},
): Follower {
  const replica = new FeedReplica()
  const events: FeedEvent[] = []
  const reasons: string[] = []
  const abort = new AbortController()
  const connection = connectFeed({
    url,
    token: options.token ?? TOKEN,
    identity: options.identity,
    ca: options.ca,
    hostId: options.hostId ?? 'host-1',
    onEvent: (event) => {
      events.push(event)
      options.onEvent?.(event)
      replica.apply(event)
    },
    onConnection: (_, reason) => {
      if (reason !== null) reasons.push(reason)
    },
    signal: abort.signal,
    random: () => 0,
    ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
  })
  const stop = (): Promise<void> => {
    abort.abort()
    return connection.ended
  }
  return { replica, connection, events, reasons, stop }
}

export const report = (news: Partial<AgentReport> = {}): AgentReport => ({
  hostId: 'host-1',
  mode: 'kernel',
  enforcedRevision: 0,
  failure: null,
  driftRepairs: 0,
  instances: 0,
  agentVersion: '0',
  ...news,
})

export interface Wire {
  readonly url: string
  /** Cuts every connection as soon as so many bytes have come down on it; 0 cuts what is open now. */
  cutAfter(bytes: number): void
  heal(): void
  /** Takes nothing more from the server, so that its end of the wire fills up. */
  stall(stalled: boolean): void
  stop(): Promise<void>
}

/** A wire between host and server that carries bytes until it is told otherwise. */
export async function wireTo(url: string): Promise<Wire> {
  const sockets = new Set<Socket>()
  const ups = new Set<Socket>()
  let limit = Number.POSITIVE_INFINITY
  const wire = createTcpServer((down) => {
    const up = connect(Number(new URL(url).port), '127.0.0.1')
    let carried = 0
    const cut = (): void => {
      down.destroy()
      up.destroy()
    }
    for (const socket of [down, up]) sockets.add(socket.on('error', cut).on('close', cut))
    ups.add(up)
    down.pipe(up)
    up.on('data', (bytes: Buffer) => {
      carried += bytes.length
      if (carried > limit) cut()
      else down.write(bytes)
    })
  })
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve))
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(wire.address() as AddressInfo).port}`,
    cutAfter(bytes) {
      limit = bytes === 0 ? limit : bytes
      if (bytes === 0) cutAll()
    },
    heal: () => {
      limit = Number.POSITIVE_INFINITY
    },
    stall: (stalled) => {
      for (const up of ups) stalled ? up.pause() : up.resume()
    },
    stop: () => {
      cutAll()
      return new Promise((resolve) => wire.close(() => resolve()))
    },
  }
}
