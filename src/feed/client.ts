// The agent's end of the feed: stays connected, resumes where it left off, hands on events, sends reports.

import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Flow, type FlowsReport, MOST_FLOWS } from './flows.ts'
import type { HitRow } from './hits.ts'
import { HitsReporter, type HitsSource } from './hitsReporter.ts'
import { type AgentReport, type FeedEvent, HEARTBEAT_MS, type StateEvent } from './messages.ts'
import type { HostAnswer, Question, SessionsAnswer } from './questions.ts'
import { QueueReporter } from './queueReporter.ts'
import { Reporter } from './reporter.ts'
import { EventReader } from './sse.ts'
import { MOST_SAMPLES, type TrafficReport, type TrafficSample } from './traffic.ts'
import { ANSWER_WITHIN_MS, backoffMs, type Endpoint, openRequest, pause, postJson } from './transport.ts'

export type { Flow } from './flows.ts'
export type { HitRow } from './hits.ts'
export { hitKey } from './hits.ts'
export { rowOf, type SessionsAnswer, type SessionsQuestion } from './questions.ts'
export { FeedGapError, FeedReplica } from './replica.ts'
export type { HostIdentity } from './signing.ts'
export type { Passed, Segments, TrafficSample } from './traffic.ts'

export interface FeedOptions extends Endpoint {
  readonly hostId: string
  /** Called for each event in order. When it throws, the connection ends and the next one brings a snapshot. */
  readonly onEvent: (event: StateEvent) => void
  /** Answers what the server asks; without it every question is refused. */
  readonly onQuestion?: (question: Question) => Promise<SessionsAnswer>
  /** Told of every connection made, and with a reason of every one that failed or ended. */
  readonly onConnection?: (connected: boolean, reason: string | null) => void
  readonly signal: AbortSignal
  /** A connection without even a heartbeat for so long is given up. */
  readonly silenceMs?: number
  /** Where the sums come from; none = nothing is counted here. */
  readonly hits?: HitsSource
  /** 0 to 1, for the time before the next try. */
  readonly random?: () => number
}

export interface FeedConnection {
  /** Sends it as soon as possible, again after failures, and once more after each reconnect. */
  report(report: AgentReport): void
  /** Sums that have grown. */
  sendHits(rows: readonly HitRow[]): void
  sendFlows(flows: readonly Flow[]): void
  sendTraffic(samples: readonly TrafficSample[]): void
  /** Settles when `signal` has aborted and everything is closed. */
  readonly ended: Promise<void>
}

const SILENCE_MS = 4 * HEARTBEAT_MS
/** Heard nothing for so long while the server answers elsewhere: the stream is dead, and TCP would take long to say so. */
const QUIET_MS = 1.5 * HEARTBEAT_MS
const RANDOM_STEPS = 1_000_000

export function connectFeed(options: FeedOptions): FeedConnection {
  const random = options.random ?? (() => randomInt(RANDOM_STEPS) / RANDOM_STEPS)
  const reporter = new Reporter(options, random, options.signal, () => follower.doubt())
  const { hits: source } = options
  const hits = source === undefined ? null : new HitsReporter(options, source, random, options.signal)
  const { hostId } = options
  const flows = new QueueReporter<Flow>(
    options,
    {
      ...{ path: '/agent/v1/flows', most: MOST_FLOWS },
      reportOf: (flows): FlowsReport => ({ hostId, flows }),
    },
    random,
    options.signal,
  )
  const traffic = new QueueReporter<TrafficSample>(
    options,
    {
      ...{ path: '/agent/v1/traffic', most: MOST_SAMPLES },
      reportOf: (samples): TrafficReport => ({ hostId, samples }),
    },
    random,
    options.signal,
  )
  const follower: Follower = new Follower(options, () => {
    reporter.repeat()
    hits?.repeat()
  })
  return {
    report: (report) => reporter.report(report),
    sendHits: (rows) => hits?.send(rows),
    sendFlows: (some) => flows.send(some),
    sendTraffic: (samples) => traffic.send(samples),
    ended: follower.run(random),
  }
}

class Follower {
  readonly #options: FeedOptions
  readonly #onConnected: () => void
  /** The last whole state handed on; null: the next connection must bring a snapshot. */
  #position: { readonly identity: string; readonly revision: number } | null = null
  #failures = 0
  #isQuiet = false
  /** Ends the present connection; none is open while null. */
  #giveUp: ((reason: string) => void) | null = null

  constructor(options: FeedOptions, onConnected: () => void) {
    this.#options = options
    this.#onConnected = onConnected
  }

  /** The server has just answered elsewhere. */
  doubt(): void {
    if (this.#isQuiet) this.#giveUp?.('nothing heard while the server is there')
  }

  async run(random: () => number): Promise<void> {
    const { signal, onConnection } = this.#options
    while (!signal.aborted) {
      const reason = await this.#connectOnce()
      if (signal.aborted) return
      onConnection?.(false, reason)
      await pause(backoffMs(this.#failures++, random), signal)
    }
  }

  /** Follows one connection to its end and gives the reason for it. */
  #connectOnce(): Promise<string> {
    const { signal, silenceMs = SILENCE_MS } = this.#options
    return new Promise((resolve) => {
      const request = openRequest(this.#options, this.#path(), {
        signal,
        headers: { accept: 'text/event-stream' },
      })
      const giveUp = (reason: string): void => {
        clearTimeout(silence)
        clearTimeout(connecting)
        clearTimeout(quiet)
        this.#giveUp = null
        resolve(reason)
        request.destroy()
      }
      const silence = setTimeout(() => giveUp(`nothing heard for ${silenceMs / 1000} s`), silenceMs)
      const connecting = setTimeout(
        () => giveUp(`no answer within ${ANSWER_WITHIN_MS / 1000} s`),
        ANSWER_WITHIN_MS,
      )
      const quiet = setTimeout(() => {
        this.#isQuiet = true
      }, QUIET_MS)
      request.on('error', (error) => giveUp(error.message))
      request.on('close', () => giveUp('the connection was closed'))
      request.on('response', (response) => {
        clearTimeout(connecting)
        quiet.refresh()
        this.#isQuiet = false
        this.#giveUp = giveUp
        if (response.statusCode !== 200) return giveUp(`the server answered ${response.statusCode}`)
        this.#options.onConnection?.(true, null)
        this.#onConnected()
        response.on('data', () => {
          this.#isQuiet = false
          quiet.refresh()
          silence.refresh()
        })
        return this.#read(response, giveUp)
      })
      request.end()
    })
  }

  #path(): string {
    const query = new URLSearchParams({ host: this.#options.hostId })
    if (this.#position !== null) {
      query.set('identity', this.#position.identity)
      query.set('from', String(this.#position.revision))
    }
    return `/agent/v1/stream?${query}`
  }

  #read(response: IncomingMessage, giveUp: (reason: string) => void): void {
    const reader = new EventReader((event) => this.#take(event))
    let isOver = false
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      if (isOver) return
      try {
        reader.push(text)
      } catch (error) {
        isOver = true
        this.#position = null
        // Whoever cannot take what it is sent must not ask for a snapshot ten times a second.
        this.#failures = Math.max(this.#failures, 3)
        giveUp(`an event could not be taken: ${(error as Error).message}`)
      }
    })
    response.on('error', (error) => giveUp(error.message))
    response.on('end', () => giveUp('the server ended the connection'))
  }

  /** Once: whoever asked will not wait for a second try. */
  async #answer(id: number, question: Question): Promise<void> {
    const { hostId, signal, onQuestion } = this.#options
    const answered = await answerTo(question, onQuestion)
    const body: HostAnswer = { hostId, id, ...answered }
    await postJson(this.#options, '/agent/v1/answer', body, signal)
  }

  #take(event: FeedEvent): void {
    if (event.kind === 'ask') return void this.#answer(event.id, event.question)
    this.#options.onEvent(event)
    if (event.kind === 'snapshot') {
      this.#position = null
    } else if (event.kind === 'change') {
      if (this.#position !== null) this.#position = { ...this.#position, revision: event.revision }
    } else {
      this.#position = { identity: event.identity, revision: event.revision }
      this.#failures = 0
    }
  }
}

async function answerTo(
  question: Question,
  onQuestion: FeedOptions['onQuestion'],
): Promise<Pick<HostAnswer, 'failure' | 'answer'>> {
  if (onQuestion === undefined) return { failure: 'this host answers no questions', answer: null }
  try {
    return { failure: null, answer: await onQuestion(question) }
  } catch (error) {
    return { failure: (error as Error).message, answer: null }
  }
}
