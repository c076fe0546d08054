// HTTP as the agent needs it: plain or TLS with one trusted CA, always with the token.

import http, { type ClientRequest, type RequestOptions } from 'node:http'
import https from 'node:https'

export interface Endpoint {
  /** The server's root, e.g. `https://10.0.0.2:7280`. */
  readonly url: string
  readonly token: string
  /** PEM; when given, no other certificate authority is trusted. */
  readonly ca?: string | undefined
}

/** Opens a request on a connection of its own; the caller ends it. */
export function openRequest(endpoint: Endpoint, path: string, options: RequestOptions): ClientRequest {
  const url = new URL(path, endpoint.url)
  const headers = { ...options.headers, authorization: `Bearer ${endpoint.token}` }
  const common = { ...options, headers, agent: false as const }
  if (url.protocol !== 'https:') return http.request(url, common)
  return https.request(url, endpoint.ca === undefined ? common : { ...common, ca: endpoint.ca })
}

const ANSWER_WITHIN_MS = 5_000

/** Whether the server has taken it. */
export function postJson(
  endpoint: Endpoint,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const request = openRequest(endpoint, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      signal,
      timeout: ANSWER_WITHIN_MS,
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
    request.on('close', () => resolve(false))
    request.on('response', (response) => {
      response.resume()
      resolve(response.statusCode === 204)
    })
    request.end(JSON.stringify(body))
  })
}

/** From 0.1 s doubling up to 5 s, at random between half of that and all: many agents do not return at once. */
export function backoffMs(failures: number, random: () => number): number {
  const longest = Math.min(5_000, 100 * 2 ** Math.min(failures, 10))
  return longest * (0.5 + random() / 2)
}

/** Settles after `ms`, or at once when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
