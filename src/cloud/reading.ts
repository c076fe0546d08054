// What every dialect looks at in a request before it knows whose manner of speech it is: read once for all of them.

import type { CloudRequest } from './dialect.ts'

export class Reading {
  readonly request: CloudRequest
  readonly headers: ReadonlyMap<string, string>
  readonly path: string
  /** As it stands in the request line, without the question mark. */
  readonly search: string
  #text: string | null = null

  constructor(request: CloudRequest) {
    this.request = request
    this.headers = headersOf(request)
    // The request line may hold the whole address when a proxy stands between.
    const local = request.url.startsWith('/') ? request.url : request.url.replace(/^https?:\/\/[^/?]*/i, '')
    const at = local.indexOf('?')
    this.path = (at === -1 ? local : local.slice(0, at)) || '/'
    this.search = at === -1 ? '' : local.slice(at + 1)
  }

  /** The body; forms are ASCII, everything else stands in percent escapes. Empty: there is none, or it is too large. */
  get text(): string {
    this.#text ??= this.request.body?.toString('utf8') ?? ''
    return this.#text
  }
}

function headersOf({ headers }: CloudRequest): ReadonlyMap<string, string> {
  const read = new Map<string, string>()
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) read.set(name.toLowerCase(), typeof value === 'string' ? value : value.join(','))
  }
  return read
}
