// The control plane's end of the feed: state down as server-sent events, reports up as posts.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Store } from '../store/store.ts'
import { Asking } from './asking.ts'
import { type Caller, Callers } from './callers.ts'
import { type FlowsReport, readFlows } from './flows.ts'
import { type HitsReport, readHits } from './hits.ts'
import { type HostStatus, Hosts } from './hosts.ts'
import type { Question, SessionsAnswer } from './questions.ts'
import { readAnswer } from './readAnswer.ts'
import { isHostId, readReport } from './report.ts'
import { FeedStream, type Position } from './stream.ts'
import { readTraffic, type TrafficReport } from './traffic.ts'
import { viewOf, wholeView } from './view.ts'

export interface FeedSettings {
  /** What agents of this machine must show as `authorization: Bearer …`. */
  readonly token: string
  readonly heartbeatMs: number
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Gets what hosts count. */
  readonly onHits?: (report: HitsReport) => void
  readonly onFlows?: (report: FlowsReport) => void
  readonly onTraffic?: (report: TrafficReport) => void
}

export interface Feed {
  /** GET /agent/v1/stream */
  handleStream(request: IncomingMessage, response: ServerResponse): void
  /** POST /agent/v1/report */
  handleReport(request: IncomingMessage, response: ServerResponse): void
  /** POST /agent/v1/hits */
  handleHits(request: IncomingMessage, response: ServerResponse): void
  /** POST /agent/v1/flows */
  handleFlows(request: IncomingMessage, response: ServerResponse): void
  /** POST /agent/v1/traffic */
  handleTraffic(request: IncomingMessage, response: ServerResponse): void
  /** Every host seen since the start, also those that are away. */
  hosts(): readonly HostStatus[]
  /** Of a host that was removed nothing is shown any more. */
  forget(hostId: string): void
  /** True once all hosts that are connected now and can enforce do enforce `revision`; false after `timeoutMs`. */
  waitEnforced(hostId: string, revision: number, timeoutMs: number): Promise<boolean>
  /** POST /agent/v1/answer */
  handleAnswer(request: IncomingMessage, response: ServerResponse): void
  /** Throws `NoAnswerError` when the host is away, silent for so long, or cannot. */
  ask(hostId: string, question: Question, patienceMs: number): Promise<SessionsAnswer>
  /** Ends all streams and takes no new ones. */
  close(): void
}

export function createFeed(
  store: Store,
  { token, heartbeatMs, now, onHits, onFlows, onTraffic }: FeedSettings,
): Feed {
  const hosts = new Hosts(now)
  const streams = new Map<FeedStream, string>()
  const callers = new Callers(store, token, now)
  const asking = new Asking()
  let closed = false

  /** Answers by itself, and gives null, when the caller may not or the method is not the one expected. */
  const admit = (request: IncomingMessage, response: ServerResponse, method: string): Caller | null => {
    const caller = callers.identify(request)
    if (typeof caller === 'string') refuse(response, 401, caller)
    else if (request.method !== method) refuse(response, 405, `only ${method} is possible here`)
    else if (closed) refuse(response, 503, 'the server is ending')
    else return caller
    return null
  }

  /** Throws where a host speaks for another one. */
  const own = <T extends { readonly hostId: string }>({ hostId }: Caller, said: T): T => {
    if (hostId !== null && said.hostId !== hostId)
      throw new Error(`\`${hostId}\` cannot speak for \`${said.hostId}\``)
    return said
  }

  const serve = async (stream: FeedStream, hostId: string, position: Position | null): Promise<void> => {
    streams.set(stream, hostId)
    hosts.connected(hostId)
    try {
      await stream.run(position)
    } catch {
      // The store cannot give what was asked for: the host comes back and asks again.
      stream.close()
    } finally {
      streams.delete(stream)
      hosts.disconnected(hostId)
      if (stream.wasRemoved) hosts.forget(hostId)
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
      const caller = admit(request, response, 'GET')
      if (caller === null) return
      const query = new URLSearchParams(request.url?.split('?', 2)[1])
      const hostId = query.get('host')
      if (!isHostId(hostId)) return refuse(response, 400, 'the parameter `host` is missing or wrong')
      if (caller.hostId !== null && caller.hostId !== hostId)
        return refuse(response, 403, 'that is another host')
      request.socket.setNoDelay(true)
      const view = caller.hostId === null ? wholeView : viewOf(hostId)
      const stream = new FeedStream({ store, response, heartbeatMs, view, joinedAs: caller.hostId })
      void serve(stream, hostId, positionOf(query))
    },
    handleReport(request, response) {
      const caller = admit(request, response, 'POST')
      if (caller === null) return
      const reading = readReport(request, caller.digest).then((report) => own(caller, report))
      void take(
        response,
        reading.then((report) => () => hosts.reported(report)),
      )
    },
    handleFlows(request, response) {
      const caller = admit(request, response, 'POST')
      if (caller === null) return
      const reading = readFlows(request, caller.digest).then((report) => own(caller, report))
      void take(
        response,
        reading.then((report) => () => onFlows?.(report)),
      )
    },
    handleTraffic(request, response) {
      const caller = admit(request, response, 'POST')
      if (caller === null) return
      const reading = readTraffic(request, caller.digest).then((report) => own(caller, report))
      void take(
        response,
        reading.then((report) => () => onTraffic?.(report)),
      )
    },
    handleHits(request, response) {
      const caller = admit(request, response, 'POST')
      if (caller === null) return
      const reading = readHits(request, caller.digest).then((report) => own(caller, report))
      void take(
        response,
        reading.then((report) => () => onHits?.(report)),
      )
    },
    handleAnswer(request, response) {
      const caller = admit(request, response, 'POST')
      if (caller === null) return
      const reading = readAnswer(request, caller.digest).then((answer) => own(caller, answer))
      void take(
        response,
        reading.then((answer) => () => asking.answered(answer)),
      )
    },
    ask: (hostId, question, patienceMs) =>
      asking.ask(hostId, question, patienceMs, (id) => {
        // Of two streams of a host that has just come back the younger one is alive.
        const stream = [...streams].findLast(([, host]) => host === hostId)?.[0]
        return stream?.ask(id, question) ?? false
      }),
    hosts: () => hosts.list(),
    forget: (hostId) => hosts.forget(hostId),
    waitEnforced: (hostId, revision, timeoutMs) => hosts.waitEnforced(hostId, revision, timeoutMs),
    close() {
      closed = true
      for (const stream of streams.keys()) stream.close()
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
