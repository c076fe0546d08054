// The newest flows of all hosts: kept for questions, handed to whoever watches.

import { flowLine } from '../../core/analysis/replay/flowText.ts'
import type { Flow, FlowsReport } from '../../feed/flows.ts'

export interface HostFlow extends Flow {
  readonly hostId: string
}

export interface FlowCount extends Pick<Flow, 'action' | 'reason'> {
  readonly count: number
}

export interface FlowFilter {
  readonly denied?: boolean | undefined
  readonly eni?: string | undefined
  readonly group?: string | undefined
  readonly rule?: string | undefined
  readonly host?: string | undefined
}

const KEPT = 10_000

export class FlowLog {
  /** Oldest first. */
  #flows: HostFlow[] = []
  /** Those of them that rules decided, as text for the analysis threads. */
  #lines: string[] = []
  readonly #counts = new Map<string, FlowCount>()
  readonly #watchers = new Set<(flow: HostFlow) => void>()

  take({ hostId, flows }: FlowsReport): void {
    const come = flows.map((flow) => ({ ...flow, hostId }))
    this.#flows.push(...come)
    for (const flow of come) this.#count(flow)
    this.#lines.push(...come.filter(({ direction }) => direction !== null).map(lineOf))
    if (this.#lines.length > KEPT * 2) this.#lines = this.#lines.slice(-KEPT)
    if (this.#flows.length > KEPT * 2) this.#flows = this.#flows.slice(-KEPT)
    for (const flow of come) for (const watcher of this.#watchers) watcher(flow)
  }

  /** Since the server started. */
  counts(): readonly FlowCount[] {
    return [...this.#counts.values()]
  }

  /** Newest first. */
  newest(filter: FlowFilter, limit: number): readonly HostFlow[] {
    const found: HostFlow[] = []
    for (let at = this.#flows.length - 1; at >= 0 && found.length < limit; at--) {
      const flow = this.#flows[at] as HostFlow
      if (matches(flow, filter)) found.push(flow)
    }
    return found
  }

  /** What rules decided about, oldest first, one a line; empty where nobody logs. */
  recorded(): string {
    return this.#lines.join('\n')
  }

  #count({ action, reason }: HostFlow): void {
    const key = `${action} ${reason}`
    const count = (this.#counts.get(key)?.count ?? 0) + 1
    this.#counts.set(key, { action, reason, count })
  }

  /** Each flow from now on until the function that is given back is called. */
  watch(filter: FlowFilter, take: (flow: HostFlow) => void): () => void {
    const watcher = (flow: HostFlow): void => {
      if (matches(flow, filter)) take(flow)
    }
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }
}

function lineOf(flow: Flow): string {
  const { protocol, source, sourcePort, destination, destinationPort, vpcId, eniId, direction, action, at } =
    flow
  const [from, to] = [end(source, sourcePort), end(destination, destinationPort)]
  const packet = `${protocol} ${from} > ${to}`
  return flowLine({ packet, vpc: vpcId, eni: eniId, direction, action, first: at, last: at })
}

/** Protocols without ports have 0 there. */
const end = (address: string, port: number): string =>
  port === 0 ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

const matches = (flow: HostFlow, { denied, eni, group, rule, host }: FlowFilter): boolean =>
  (denied !== true || flow.action === 'drop') &&
  (eni === undefined || flow.eniId === eni || flow.instanceId === eni) &&
  (group === undefined || flow.groupIds.includes(group)) &&
  (rule === undefined || flow.ruleId === rule) &&
  (host === undefined || flow.hostId === host)
