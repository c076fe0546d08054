// The flow log of this host: a reader in each router's namespace, each packet with the name of who decided, to file and server.

import { portName } from '../../core/compile/ports.ts'
import type { EniId } from '../../core/model/ids.ts'
import type { EniPolicy } from '../../core/policy/policy.ts'
import type { Flow } from '../../feed/client.ts'
import type { HostLayout } from '../layout.ts'
import { type Kernel, runScript } from '../script.ts'
import { flowOf, type Port } from './attribute.ts'
import type { FlowFile } from './flowFile.ts'
import { FlowReader } from './flowReader.ts'
import type { LoggedPacket } from './nflog.ts'
import { readPacket } from './readPacket.ts'

/** One router whose drops are logged. */
export interface LoggedRouter {
  readonly vpcId: string
  readonly namespace: string
  readonly enis: readonly { readonly eniId: EniId; readonly instanceId: string }[]
}

export interface FlowLogOptions {
  readonly kernel: Kernel
  readonly file: FlowFile
  readonly routers: () => readonly LoggedRouter[]
  readonly policyOf: (eniId: EniId) => EniPolicy | undefined
  readonly revision: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onFlows: (flows: readonly Flow[]) => void
  readonly onFailure: (reason: string) => void
}

interface Reading {
  readonly reader: FlowReader
  links: ReadonlyMap<number, string>
  turn: Promise<unknown>
}

const LOOK_EVERY_MS = 500

/** Every router of this host, by what the agent has built. */
export const loggedRouters = (layout: HostLayout | null): readonly LoggedRouter[] =>
  [...(layout?.routers.values() ?? [])].map(({ vpcId, namespace }) => ({
    ...{ vpcId, namespace },
    enis: [...(layout?.instances.values() ?? [])]
      .filter((instance) => instance.vpcId === vpcId)
      .flatMap(({ ports }) => ports),
  }))

export class FlowLog {
  readonly #options: FlowLogOptions
  readonly #readings = new Map<string, Reading>()
  readonly #timer: NodeJS.Timeout

  constructor(options: FlowLogOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.#converge(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
    for (const { reader } of this.#readings.values()) reader.close()
    this.#readings.clear()
  }

  #converge(): void {
    const routers = this.#options.routers()
    for (const [namespace, { reader }] of this.#readings) {
      if (routers.some((each) => each.namespace === namespace)) continue
      reader.close()
      this.#readings.delete(namespace)
    }
    for (const { namespace } of routers) if (!this.#readings.has(namespace)) this.#open(namespace)
  }

  #open(namespace: string): void {
    const take = (packets: readonly LoggedPacket[]): void => {
      reading.turn = reading.turn.then(() => this.#take(namespace, reading, packets)).catch(fail)
    }
    const fail = (error: Error): void => this.#options.onFailure(error.message)
    const reader = new FlowReader(namespace, take, this.#options.onFailure)
    const reading: Reading = { reader, links: new Map(), turn: Promise.resolve() }
    this.#readings.set(namespace, reading)
  }

  async #take(namespace: string, reading: Reading, packets: readonly LoggedPacket[]): Promise<void> {
    const router = this.#options.routers().find((each) => each.namespace === namespace)
    if (router === undefined) return
    const isNew = packets.some(({ iif, oif }) =>
      [iif, oif].some((each) => each > 0 && !reading.links.has(each)),
    )
    if (isNew) reading.links = await this.#linksIn(namespace)
    const flows = packets.flatMap((each) => this.#flow(router, reading.links, each) ?? [])
    if (flows.length === 0) return
    this.#options.file.append(flows)
    this.#options.onFlows(flows)
  }

  #flow(router: LoggedRouter, links: Reading['links'], logged: LoggedPacket): Flow | undefined {
    const read = readPacket(logged.bytes)
    if (read === undefined) return undefined
    const { now, revision, policyOf } = this.#options
    const port = (index: number): Port => {
      const name = links.get(index) ?? ''
      const eni = router.enis.find(({ eniId }) => portName(eniId) === name)
      return { name, eniId: eni?.eniId ?? null, instanceId: eni?.instanceId ?? null }
    }
    const ends = { from: port(logged.iif), to: port(logged.oif) }
    const about = { prefix: logged.prefix, at: now(), vpcId: router.vpcId, revision: revision() }
    return flowOf({ ...read, ...ends, ...about }, policyOf)
  }

  async #linksIn(namespace: string): Promise<ReadonlyMap<number, string>> {
    const text = await runScript(this.#options.kernel, 'cannot read the links', [
      `ip -n ${namespace} -j link show`,
    ])
    const links = JSON.parse(text) as readonly { readonly ifindex: number; readonly ifname: string }[]
    return new Map(links.map(({ ifindex, ifname }) => [ifindex, ifname]))
  }
}
