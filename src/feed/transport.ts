// HTTP as the agent needs it: plain, or TLS with one trusted CA or one known key; always saying who it is.

import http, { type ClientRequest, type RequestOptions } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { pinnedConnection } from './pinned.ts'
import { authorizationOf, type HostIdentity } from './signing.ts'

export interface Endpoint {
  /** The server's root, e.g. `https://10.0.0.2:7280`. */
  readonly url: string
  /** Of this machine's own agents. */
  readonly token?: string | undefined
  /** Of a joined host; signs every request. */
  readonly identity?: HostIdentity | undefined
  /** The key by which the server is known; no authority is asked then. */
  readonly pin?: string | undefined
  /** Where the server is found when its name cannot be resolved. */
  readonly lookup?: LookupFunction | undefined
  /** PEM; when given, no other certificate authority is trusted. */
  readonly ca?: string | undefined
}

/** Opens a request on a connection of its own; the caller ends it with the body that was signed. */
export function openRequest(
  endpoint: Endpoint,
  path: string,
  options: RequestOptions,
  body = '',
): ClientRequest {
  const { identity, lookup } = endpoint
  const url = new URL(path, endpoint.url)
  const authorization =
    identity === undefined
      ? `Bearer ${endpoint.token}`
      : authorizationOf(identity, options.method ?? 'GET', path, body)
  const headers = { ...options.headers, authorization }
  const request = send(endpoint, url, { ...options, headers, ...(lookup === undefined ? {} : { lookup }) })
  request.on('response', ({ statusCode, headers: { date } }) => {
    if (statusCode === 401 && date !== undefined) identity?.heardTime(Date.parse(date))
  })
  return request
}

function send({ ca, pin }: Endpoint, url: URL, options: RequestOptions): ClientRequest {
  if (url.protocol !== 'https:') return http.request(url, { ...options, agent: false })
  // A connection of its own kind needs no agent, and would not be asked for with one.
  if (pin !== undefined)
    return https.request(url, { ...options, createConnection: pinnedConnection(pin) as never })
  return https.request(url, { ...options, agent: false, ...(ca === undefined ? {} : { ca }) })
}

/** A way that was cut and is whole again must be found within 10 s: this, and the longest pause before the next try. */
export const ANSWER_WITHIN_MS = 4_000

/** Whether the server has taken it. */
export function postJson(
  endpoint: Endpoint,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const text = JSON.stringify(body)
    const headers = { 'content-type': 'application/json' }
    const request = openRequest(
      endpoint,
      path,
      { method: 'POST', headers, signal, timeout: ANSWER_WITHIN_MS },
      text,
    )
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
    request.on('close', () => resolve(false))
    request.on('response', (response) => {
      response.resume()
      resolve(response.statusCode === 204)
    })
    request.end(text)
  })
}

/** From 0.1 s doubling up to 4 s, at random between half of that and all: many agents do not return at once. */
export function backoffMs(failures: number, random: () => number): number {
  const longest = Math.min(4_000, 100 * 2 ** Math.min(failures, 10))
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
