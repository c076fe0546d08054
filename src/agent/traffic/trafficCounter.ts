// Reads what passed by public addresses: each second while somebody watches one, else every few seconds for the sums.

import type { HostId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Passed, Segments, TrafficSample } from '../../feed/client.ts'
import { inNamespace, type Kernel, nftBatch, runScript } from '../script.ts'
import {
  type Counted,
  type Counts,
  DIRECTIONS,
  freshTable,
  LIST_TABLE,
  readTable,
  tableChange,
} from './table.ts'

export interface TrafficOptions {
  readonly kernel: Kernel
  /** The internet's namespace. */
  readonly namespace: string
  readonly wanted: () => Counted
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly monotonic: () => number
  readonly onSamples: (samples: readonly TrafficSample[]) => void
  readonly onFailure: (reason: string) => void
}

const WATCHED_MS = 1000
const USUAL_MS = 5000
/** Reading may take this share of the time at most. */
const SHARE = 0.1

/** Elastic addresses bound to what runs on this host. */
export function countedIn(reader: ResourceReader, hostId: HostId): Counted {
  const all = new Set<string>()
  const watched = new Set<string>()
  for (const { address, association, withInstance, monitorLog } of reader.list('eip')) {
    if (association === null || withInstance === true) continue
    const instanceId = reader.get('eni', association.eniId)?.instanceId ?? null
    const instance = instanceId === null ? undefined : reader.get('instance', instanceId)
    if (instance?.hostId !== hostId || instance.state !== 'running') continue
    all.add(address)
    if (monitorLog !== undefined) watched.add(address)
  }
  return { all, watched }
}

type Reading = ReturnType<typeof readTable>

export class TrafficCounter {
  readonly #options: TrafficOptions
  #timer: NodeJS.Timeout | undefined
  #stopped = false
  /** Null: what the table holds is not known, or there is none. */
  #counted: Counted | null = null
  #last: { readonly reading: Reading; readonly at: number } = { reading: new Map(), at: 0 }

  constructor(options: TrafficOptions) {
    this.#options = options
    this.#plan(WATCHED_MS)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #plan(ms: number): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.#tick(), ms)
    this.#timer.unref()
  }

  async #tick(): Promise<void> {
    const { monotonic, wanted, onFailure } = this.#options
    const start = monotonic()
    const counted = wanted()
    try {
      if (counted.all.size > 0 || this.#counted !== null) await this.#read(counted)
    } catch (error) {
      // Whoever took the table away, or the whole namespace: it is made anew the next time.
      if (this.#counted !== null) onFailure((error as Error).message)
      this.#counted = null
    }
    const took = monotonic() - start
    this.#plan(Math.max((counted.watched.size > 0 ? WATCHED_MS : USUAL_MS) - took, took / SHARE))
  }

  async #read(wanted: Counted): Promise<void> {
    const { kernel, namespace, now, monotonic, onSamples } = this.#options
    const before = this.#counted
    const change = before === null ? freshTable(wanted) : tableChange(before, wanted)
    const script = [
      `[ -e /run/netns/${namespace} ] || exit 0`,
      ...nftBatch(namespace, change),
      inNamespace(namespace, LIST_TABLE),
    ]
    const listing = await runScript(kernel, 'cannot count traffic', script)
    if (listing.trim() === '') {
      this.#counted = null
      return
    }
    const at = monotonic()
    const reading = readTable(listing)
    const last = before === null ? { reading: new Map() as Reading, at } : this.#last
    this.#last = { reading, at }
    this.#counted = wanted
    const lasted = Math.round(at - last.at)
    const samples = [...wanted.all].flatMap((address) =>
      sampleOf(address, wanted.watched.has(address), last.reading, reading, { at: now(), lasted }),
    )
    if (samples.length > 0) onSamples(samples)
  }
}

function sampleOf(
  address: string,
  isWatched: boolean,
  last: Reading,
  reading: Reading,
  when: Pick<TrafficSample, 'at' | 'lasted'>,
): readonly TrafficSample[] {
  const grown = (set: string): Passed => growth(last.get(set)?.get(address), reading.get(set)?.get(address))
  const [into, out] = DIRECTIONS.map(grown) as [Passed, Passed]
  if (into.packets + out.packets === 0) return []
  const segmentsOf = (direction: string): Segments => ({
    syn: grown(`${direction}_syn`).packets,
    synAck: grown(`${direction}_syn_ack`).packets,
    fin: grown(`${direction}_fin`).packets,
    rst: grown(`${direction}_rst`).packets,
  })
  const segments = isWatched ? { in: segmentsOf('in'), out: segmentsOf('out') } : null
  return [{ address, ...when, in: into, out, segments }]
}

/** A counter that shows less than before is another one. */
function growth([packets, bytes]: Counts = [0, 0], [now, nowBytes]: Counts = [0, 0]): Passed {
  return now < packets
    ? { packets: now, bytes: nowBytes }
    : { packets: now - packets, bytes: Math.max(0, nowBytes - bytes) }
}
