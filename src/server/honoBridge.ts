// Hands a request of the front door to a fetch-style handler and writes its answer back.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { readBody } from './body.ts'
import { PEER_ADDRESS, PEER_SCHEME } from './console/login.ts'

type FetchHandler = (request: Request) => Response | Promise<Response>

export async function serveFetch(
  handler: FetchHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request)
  if (body.kind === 'aborted') return
  if (body.kind === 'tooLarge') {
    response.writeHead(413, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify({ error: 'the request is larger than 1 MiB' }))
    return
  }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const answer = await handler(fetchRequest(request, body.bytes, gone.signal))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (isStream(answer)) await pass(answer, response)
  else response.end(Buffer.from(await answer.arrayBuffer()))
}

const isStream = (answer: Response): boolean =>
  (answer.headers.get('content-type') ?? '').startsWith('text/event-stream')

/** Each piece leaves as it comes; who no longer listens ends the stream at its source. */
async function pass(answer: Response, response: ServerResponse): Promise<void> {
  const reader = answer.body?.getReader()
  const stop = (): void => void reader?.cancel().catch(() => {})
  response.once('close', stop)
  response.on('error', stop)
  response.flushHeaders()
  for (let piece = await reader?.read(); piece !== undefined && !piece.done; piece = await reader?.read()) {
    if (!response.write(piece.value)) await drained(response)
  }
  response.end()
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })

function fetchRequest(request: IncomingMessage, body: Buffer, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':'))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set(PEER_ADDRESS, request.socket.remoteAddress ?? '')
  headers.set(PEER_SCHEME, (request.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http')
  const method = request.method ?? 'GET'
  const withBody = method !== 'GET' && method !== 'HEAD' && body.length > 0
  return new Request(new URL(request.url ?? '/', 'http://menshen.invalid'), {
    method,
    headers,
    signal,
    ...(withBody ? { body: new Uint8Array(body) } : {}),
  })
}
