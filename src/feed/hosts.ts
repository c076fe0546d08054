// What is known of each host: whether it is connected, what it enforces, and who waits for that.

import type { AgentReport, ChannelReport, EnforcementMode, PortReport } from './messages.ts'

export interface HostStatus {
  readonly hostId: string
  /** `unknown` until the host's first report. */
  readonly mode: EnforcementMode | 'unknown'
  readonly enforcedRevision: number
  readonly failure: string | null
  readonly driftRepairs: number
  readonly instances: number
  readonly agentVersion: string
  readonly ports: readonly PortReport[]
  /** Null until it said so, and where the agent is the server's own. */
  readonly channel: ChannelReport | null
  /** Milliseconds since 1970; null while the host is away or silent. */
  readonly connectedSince: number | null
  /** When it last connected or reported. */
  readonly lastSeen: number
}

/** Milliseconds that a host may stay silent, which reports every 5 s: frozen, or behind a way that swallows everything. */
export const SILENCE_MS = 20_000

const UNKNOWN = {
  mode: 'unknown',
  enforcedRevision: 0,
  failure: null,
  driftRepairs: 0,
  instances: 0,
  agentVersion: '',
  ports: [],
  channel: null,
} as const

export class Hosts {
  readonly #now: () => number
  readonly #known = new Map<string, HostStatus>()
  /** Open streams per host: a host that reconnects may have two for a moment. */
  readonly #streams = new Map<string, number>()
  readonly #waiting = new Set<() => void>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** A stream to one that is silent stays open for a long time: it is away all the same. */
  list(): readonly HostStatus[] {
    const silentSince = this.#now() - SILENCE_MS
    return [...this.#known.values()].map((host) =>
      host.lastSeen < silentSince && host.connectedSince !== null ? { ...host, connectedSince: null } : host,
    )
  }

  connected(hostId: string): void {
    const now = this.#now()
    const streams = this.#streams.get(hostId) ?? 0
    this.#streams.set(hostId, streams + 1)
    this.#set(hostId, streams === 0 ? { connectedSince: now, lastSeen: now } : { lastSeen: now })
  }

  disconnected(hostId: string): void {
    const streams = (this.#streams.get(hostId) ?? 1) - 1
    this.#streams.set(hostId, streams)
    if (streams === 0) this.#set(hostId, { connectedSince: null })
  }

  reported(report: AgentReport): void {
    this.#set(report.hostId, { ...report, lastSeen: this.#now() })
  }

  /** One that was removed is not waited for, and not shown. */
  forget(hostId: string): void {
    this.#known.delete(hostId)
    for (const look of [...this.#waiting]) look()
  }

  /**
   * Whether one host comes to enforce `revision` in time. A host that is away is waited for: it may be starting.
   * One that cannot apply what it has would only use up the time.
   */
  waitEnforced(hostId: string, revision: number, timeoutMs: number): Promise<boolean> {
    const enforced = (): boolean => (this.#known.get(hostId)?.enforcedRevision ?? 0) >= revision
    const isSettled = (): boolean => enforced() || (this.#known.get(hostId)?.failure ?? null) !== null
    if (isSettled()) return Promise.resolve(enforced())
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(enforced())
      }
      const look = (): void => {
        if (isSettled()) settle()
      }
      const timer = setTimeout(settle, timeoutMs)
      this.#waiting.add(look)
    })
  }

  #set(hostId: string, news: Partial<HostStatus>): void {
    const before = this.#known.get(hostId) ?? {
      ...UNKNOWN,
      hostId,
      connectedSince: null,
      lastSeen: this.#now(),
    }
    this.#known.set(hostId, { ...before, ...news })
    for (const look of [...this.#waiting]) look()
  }
}
