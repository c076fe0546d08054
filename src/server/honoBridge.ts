// Hands a request of the front door to a fetch-style handler and writes its answer back.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './body.ts'

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
  response.end(Buffer.from(await answer.arrayBuffer()))
}

function fetchRequest(request: IncomingMessage, body: Buffer, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':'))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = request.method ?? 'GET'
  const withBody = method !== 'GET' && method !== 'HEAD' && body.length > 0
  return new Request(new URL(request.url ?? '/', 'http://menshen.invalid'), {
    method,
    headers,
    signal,
    ...(withBody ? { body: new Uint8Array(body) } : {}),
  })
}
