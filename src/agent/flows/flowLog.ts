// The flow log of this host: a reader in each router's namespace and one at the gate of the machine itself, each packet with the name of who decided, to file and server.

import { MACHINE } from '../../core/compile/backend.ts'
import { sameAddress } from '../../core/model/address.ts'
import type { EniId } from '../../core/model/ids.ts'
import type { Packet } from '../../core/model/packet.ts'
import type { EniPolicy } from '../../core/policy/policy.ts'
import type { Flow } from '../../feed/client.ts'
import type { LineFile } from '../lineFile.ts'
import { type Kernel, runScript } from '../script.ts'
import { flowOf, type Port } from './attribute.ts'
import { FlowReader } from './flowReader.ts'
import type { LoggedPacket } from './nflog.ts'
import { readPacket } from './readPacket.ts'

/** One place whose drops are logged. */
export interface LoggedPlace {
  /** Null: the machine's own network. */
  readonly namespace: string | null
  /** Of what is no ENI's; null where ENIs of several VPCs are. */
  readonly vpcId: string | null
  readonly ports: readonly LoggedPort[]
}

export interface LoggedPort extends Port {
  readonly eniId: EniId
}

export interface FlowLogOptions {
  readonly kernel: Kernel
  readonly file: LineFile
  readonly places: () => readonly LoggedPlace[]
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

export class FlowLog {
  readonly #options: FlowLogOptions
  readonly #readings = new Map<string | null, Reading>()
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
    const places = this.#options.places()
    for (const [namespace, { reader }] of this.#readings) {
      if (places.some((each) => each.namespace === namespace)) continue
      reader.close()
      this.#readings.delete(namespace)
    }
    for (const { namespace } of places) if (!this.#readings.has(namespace)) this.#open(namespace)
  }

  #open(namespace: string | null): void {
    const take = (packets: readonly LoggedPacket[]): void => {
      reading.turn = reading.turn.then(() => this.#take(namespace, reading, packets)).catch(fail)
    }
    const fail = (error: Error): void => this.#options.onFailure(error.message)
    const reader = new FlowReader(namespace, take, this.#options.onFailure)
    const reading: Reading = { reader, links: new Map(), turn: Promise.resolve() }
    this.#readings.set(namespace, reading)
  }

  async #take(namespace: string | null, reading: Reading, packets: readonly LoggedPacket[]): Promise<void> {
    const place = this.#options.places().find((each) => each.namespace === namespace)
    if (place === undefined) return
    const isNew = packets.some(({ iif, oif }) =>
      [iif, oif].some((each) => each > 0 && !reading.links.has(each)),
    )
    if (isNew) reading.links = await this.#linksIn(namespace)
    const flows = packets.flatMap((each) => this.#flow(place, reading.links, each) ?? [])
    if (flows.length === 0) return
    this.#options.file.append(flows)
    this.#options.onFlows(flows)
  }

  #flow(place: LoggedPlace, links: Reading['links'], logged: LoggedPacket): Flow | undefined {
    const read = readPacket(logged.bytes)
    if (read === undefined) return undefined
    const { now, revision, policyOf } = this.#options
    const port = (index: number): Port => {
      const name = links.get(index) ?? ''
      const known = place.ports.find((each) => each.name === name)
      return known ?? { name, eniId: null, instanceId: null, vpcId: place.vpcId }
    }
    const ends = { from: senderOf(place, read.packet, port(logged.iif), policyOf), to: port(logged.oif) }
    const about = { prefix: logged.prefix, at: now(), revision: revision() }
    return flowOf({ ...read, ...ends, ...about }, policyOf)
  }

  async #linksIn(namespace: string | null): Promise<ReadonlyMap<number, string>> {
    const text = await runScript(this.#options.kernel, 'cannot read the links', [
      namespace === null ? 'ip -j link show' : `ip -n ${namespace} -j link show`,
    ])
    const links = JSON.parse(text) as readonly { readonly ifindex: number; readonly ifname: string }[]
    return new Map(links.map(({ ifindex, ifname }) => [ifindex, ifname]))
  }
}

/** S6: what the machine forwards under its own address is its own, whichever of its interfaces it came by. */
function senderOf(
  { ports }: LoggedPlace,
  { source }: Packet,
  from: Port,
  policyOf: FlowLogOptions['policyOf'],
): Port {
  const machine = from.eniId === null ? ports.find(({ name }) => name === MACHINE) : undefined
  if (machine === undefined) return from
  const isOwn = policyOf(machine.eniId)?.addresses.some((each) => sameAddress(each, source))
  return isOwn === true ? machine : from
}
