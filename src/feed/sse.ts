// Server-sent events: how feed events are written on the wire and read from it, in whatever pieces it arrives.

import type { FeedEvent } from './messages.ts'

/** JSON has no raw line breaks, so one `data:` line always does. */
export const encodeEvent = (event: FeedEvent): string =>
  `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`

/** A comment: read by nobody, but it shows that the line is alive. */
export const HEARTBEAT = ':\n\n'

const KINDS: ReadonlySet<string> = new Set<FeedEvent['kind']>(['snapshot', 'inSync', 'change', 'ask'])

/** Takes text as it comes and gives each event when it is complete; kinds of a newer server are skipped. */
export class EventReader {
  readonly #onEvent: (event: FeedEvent) => void
  /** Pieces of a line whose end has not come yet: joined once, since one event may be many megabytes. */
  #line: string[] = []
  #kind = ''
  #data = ''

  constructor(onEvent: (event: FeedEvent) => void) {
    this.#onEvent = onEvent
  }

  push(text: string): void {
    let begin = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      this.#line.push(text.slice(begin, end))
      begin = end + 1
      const line = this.#line.join('')
      this.#line = []
      this.#take(line)
    }
    if (begin < text.length) this.#line.push(text.slice(begin))
  }

  #take(line: string): void {
    if (line.startsWith('event: ')) this.#kind = line.slice(7)
    else if (line.startsWith('data: ')) this.#data = line.slice(6)
    else if (line === '' && this.#data !== '') this.#dispatch()
  }

  #dispatch(): void {
    const [kind, data] = [this.#kind, this.#data]
    this.#kind = ''
    this.#data = ''
    if (KINDS.has(kind)) this.#onEvent(JSON.parse(data) as FeedEvent)
  }
}
