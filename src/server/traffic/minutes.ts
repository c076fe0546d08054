// Sums of what passed by each address, minute by minute: JSON lines in one file each, as far back as its size allows.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LineFile } from '../../agent/lineFile.ts'
import type { EipId } from '../../core/model/ids.ts'
import type { TrafficSample } from '../../feed/traffic.ts'
import type { TrafficMinute } from '../../service/traffic/history.ts'
import { linesOf } from './lines.ts'

const MINUTE_MS = 60_000
/** A month of minutes has room in it. */
const FULL_BYTES = 4 * 1024 * 1024

export class TrafficMinutes {
  readonly #directory: string
  /** The minute that has begun, by address. */
  readonly #open = new Map<EipId, TrafficMinute>()

  constructor(directory: string) {
    this.#directory = directory
  }

  count(eipId: EipId, sample: TrafficSample): void {
    const at = Math.floor(sample.at / MINUTE_MS) * MINUTE_MS
    const known = this.#open.get(eipId)
    if (known !== undefined && known.at !== at) this.#keep(eipId, known)
    const { packets, bytesIn, bytesOut } = known?.at === at ? known : { packets: 0, bytesIn: 0, bytesOut: 0 }
    this.#open.set(eipId, {
      at,
      packets: packets + sample.in.packets + sample.out.packets,
      bytesIn: bytesIn + sample.in.bytes,
      bytesOut: bytesOut + sample.out.bytes,
    })
  }

  of(eipId: EipId, from: number, until: number): readonly TrafficMinute[] {
    const { file } = this.#fileOf(eipId)
    const kept = [`${file}.1`, file].flatMap((each) => linesOf<TrafficMinute>(each))
    const open = this.#open.get(eipId)
    return [...kept, ...(open === undefined ? [] : [open])].filter(({ at }) => at >= from && at < until)
  }

  save(): void {
    for (const [eipId, minute] of this.#open) this.#keep(eipId, minute)
    this.#open.clear()
  }

  #keep(eipId: EipId, minute: TrafficMinute): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
    this.#fileOf(eipId).append([minute])
  }

  #fileOf(eipId: EipId): LineFile {
    return new LineFile(join(this.#directory, `${eipId}.jsonl`), FULL_BYTES)
  }
}
