// Where the server is: its addresses, kept for times without name resolution, so that no rule cuts us off from it.

import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { SparedFlow } from '../core/compile/backend.ts'
import { parseAddress } from '../core/model/address.ts'
import type { ChannelReport } from '../feed/messages.ts'

export class ServerPlace {
  readonly #host: string
  readonly #port: number
  #addresses: readonly string[]
  #spared: readonly SparedFlow[] | null = null
  readonly #onMoved: (addresses: readonly string[]) => void

  constructor(url: string, known: readonly string[], onMoved: (addresses: readonly string[]) => void) {
    const { hostname, port, protocol } = new URL(url)
    this.#host = hostname.replace(/^\[|\]$/g, '')
    this.#port = Number(port) || (protocol === 'https:' ? 443 : 80)
    this.#addresses = isIP(this.#host) === 0 ? known : [this.#host]
    this.#onMoved = onMoved
  }

  get channel(): ChannelReport {
    return { addresses: this.#addresses, port: this.#port }
  }

  /** The agent's channel: connections to these addresses and this port; the same list until the server has moved. */
  spared(): readonly SparedFlow[] {
    this.#spared ??= this.#addresses.flatMap((text) => {
      const address = parseAddress(text)
      if (address === undefined) return []
      const { family, value } = address
      const peer = { family, first: value, last: value }
      return [{ direction: 'egress', protocol: 'tcp', peer, port: this.#port } as const]
    })
    return this.#spared
  }

  /** For connections: asks as usual, and where nobody answers takes what was true the last time. */
  readonly lookup: LookupFunction = (hostname, options, answer) => {
    lookup(hostname, { all: true }, (error, found) => {
      if (error === null) this.#take(found.map(({ address }) => address))
      const addresses = this.#addresses.map((address) => ({ address, family: isIP(address) }))
      const [first] = addresses
      if (first === undefined) answer(error ?? new Error('no address'), '', 0)
      else if (options.all === true) answer(null, addresses)
      else answer(null, first.address, first.family)
    })
  }

  #take(found: readonly string[]): void {
    if (found.length === 0 || found.join() === this.#addresses.join()) return
    this.#addresses = found
    this.#spared = null
    this.#onMoved(found)
  }
}
