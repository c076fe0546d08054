// Who was let through by each rule, as the flow log told it; kept over restarts, long after the flows themselves are gone.

import type { Flow, FlowsReport } from '../../feed/flows.ts'
import { keptIn } from '../privateFile.ts'

export interface SeenPeer {
  readonly address: string
  readonly flows: number
  /** Milliseconds since 1970. */
  readonly last: number
}

export interface Seen {
  readonly peers: readonly SeenPeer[]
  /** How many addresses were too many to be kept: the list is not whole. */
  readonly forgotten: number
}

interface OfRule {
  readonly peers: Map<string, SeenPeer>
  forgotten: number
}

interface Kept {
  readonly since: number
  readonly rules: Readonly<Record<string, { peers: readonly SeenPeer[]; forgotten: number }>>
}

export interface SeenPeersOptions {
  /** Where it is kept as text: undefined when nothing was kept yet. */
  readonly memory: { read(): string | undefined; write(text: string): void }
  /** Whether there is such a rule; of others nothing is kept. */
  readonly isRule: (id: string) => boolean
}

/** Somebody who came lets go of whoever has not come for longest. */
const MOST_PEERS = 1_000
const SAVE_EVERY_MS = 5_000

export class SeenPeers {
  readonly #options: SeenPeersOptions
  readonly #rules = new Map<string, OfRule>()
  #since: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: SeenPeersOptions) {
    this.#options = options
    const kept = keptIn<Kept>(options.memory.read())
    this.#since = kept?.since
    for (const [ruleId, { peers, forgotten }] of Object.entries(kept?.rules ?? {})) {
      this.#rules.set(ruleId, { peers: new Map(peers.map((peer) => [peer.address, peer])), forgotten })
    }
  }

  /** When the first accepted flow was told; undefined where hosts log none. */
  get since(): number | undefined {
    return this.#since
  }

  take({ flows }: FlowsReport): void {
    const accepted = flows.filter(({ action, ruleId, direction }) => {
      return action === 'accept' && direction !== null && ruleId !== null && this.#options.isRule(ruleId)
    })
    if (accepted.length === 0) return
    for (const flow of accepted) this.#note(flow)
    this.#timer ??= setTimeout(() => this.save(), SAVE_EVERY_MS).unref()
  }

  of(ruleId: string): Seen {
    const seen = this.#rules.get(ruleId)
    return { peers: [...(seen?.peers.values() ?? [])], forgotten: seen?.forgotten ?? 0 }
  }

  save(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#since === undefined) return
    for (const ruleId of this.#rules.keys()) if (!this.#options.isRule(ruleId)) this.#rules.delete(ruleId)
    const rules = [...this.#rules].map(([ruleId, { peers, forgotten }]) => [
      ruleId,
      { peers: [...peers.values()], forgotten },
    ])
    const kept = { since: this.#since, rules: Object.fromEntries(rules) } satisfies Kept
    this.#options.memory.write(`${JSON.stringify(kept)}\n`)
  }

  #note({ ruleId, direction, source, destination, at }: Flow): void {
    this.#since = Math.min(this.#since ?? at, at)
    const id = ruleId as string
    const seen = this.#rules.get(id) ?? { peers: new Map<string, SeenPeer>(), forgotten: 0 }
    this.#rules.set(id, seen)
    const address = direction === 'ingress' ? source : destination
    const flows = (seen.peers.get(address)?.flows ?? 0) + 1
    // Those seen last stand last.
    seen.peers.delete(address)
    seen.peers.set(address, { address, flows, last: at })
    const [oldest] = seen.peers.keys()
    if (seen.peers.size <= MOST_PEERS || oldest === undefined) return
    seen.peers.delete(oldest)
    seen.forgotten++
  }
}
