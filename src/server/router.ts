// Sorts requests of the one port: health, metrics, agents, own API, console; everything else is a cloud's.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { Dialect } from '../cloud/dialect.ts'
import type { Feed } from '../feed/server.ts'
import { readBody } from './body.ts'
import type { ConsoleFiles } from './console/files.ts'
import type { Health } from './health.ts'
import { serveFetch } from './honoBridge.ts'
import type { Metrics } from './metrics.ts'

export interface RouterParts {
  readonly health: () => Health
  readonly metrics: Metrics
  readonly feed: Feed
  /** POST /agent/v1/join */
  readonly join: Handler
  readonly api: { fetch(request: Request): Response | Promise<Response> }
  readonly console: ConsoleFiles
  readonly cloud: Dialect
  readonly log: { error(fields: object, message: string): void }
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export function createRouter(parts: RouterParts): RequestListener {
  return async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    try {
      await handlerOf(parts, path, request)(request, response)
    } catch (error) {
      parts.log.error({ path, error: (error as Error).stack }, 'request failed')
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end('internal error\n')
    }
  }
}

function handlerOf(parts: RouterParts, path: string, request: IncomingMessage): Handler {
  if (path === '/healthz') return (_, response) => serveHealth(parts.health(), response)
  if (path === '/metrics') return (_, response) => serveMetrics(parts.metrics, response)
  if (path === '/agent/v1/stream') return (request, response) => parts.feed.handleStream(request, response)
  if (path === '/agent/v1/report') return (request, response) => parts.feed.handleReport(request, response)
  if (path === '/agent/v1/join') return parts.join
  if (path === '/agent/v1/flows') return (request, response) => parts.feed.handleFlows(request, response)
  if (path === '/agent/v1/traffic') return (request, response) => parts.feed.handleTraffic(request, response)
  if (path === '/agent/v1/hits') return (request, response) => parts.feed.handleHits(request, response)
  if (path === '/agent/v1/answer') return (request, response) => parts.feed.handleAnswer(request, response)
  if (path.startsWith('/api/v1/'))
    return (request, response) => serveFetch((one) => parts.api.fetch(one), request, response)
  if (parts.console.takes(request)) return (request, response) => parts.console.serve(request, response)
  return (request, response) => serveCloud(parts, request, response)
}

function serveHealth(health: Health, response: ServerResponse): void {
  response.writeHead(health.ok ? 200 : 503, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })
  response.end(`${JSON.stringify(health)}\n`)
}

async function serveMetrics(metrics: Metrics, response: ServerResponse): Promise<void> {
  const text = await metrics.text()
  response.writeHead(200, { 'content-type': metrics.contentType })
  response.end(text)
}

async function serveCloud(
  { cloud, metrics }: RouterParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now()
  const body = await readBody(request)
  if (body.kind === 'aborted') return
  const answer = await cloud.handle({
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: request.headers,
    body: body.kind === 'whole' ? body.bytes : null,
    tls: (request.socket as Partial<TLSSocket>).encrypted === true,
    remoteAddress: request.socket.remoteAddress ?? '',
  })
  metrics.observeCall(answer.action, answer.code, (performance.now() - started) / 1000)
  response.writeHead(answer.status, {
    ...answer.headers,
    // Known beforehand, head and body leave in one piece instead of four.
    'content-length': Buffer.byteLength(answer.body),
    // What is left of an oversized body is not read: the connection cannot be used again.
    ...(body.kind === 'tooLarge' ? { connection: 'close' } : {}),
  })
  response.end(answer.body)
}
