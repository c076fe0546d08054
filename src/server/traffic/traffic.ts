// What hosts count of public addresses: minutes for everybody's figures, and lines by the second where a log is wanted.

import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LineFile } from '../../agent/lineFile.ts'
import type { EipId } from '../../core/model/ids.ts'
import type { Eip } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Segments, TrafficReport, TrafficSample } from '../../feed/traffic.ts'
import {
  LOG_NAME,
  type MonitorLine,
  type TrafficHistory,
  type TrafficMinute,
} from '../../service/traffic/history.ts'
import { linesOf } from './lines.ts'
import { TrafficMinutes } from './minutes.ts'

export class Traffic implements TrafficHistory {
  readonly #state: ResourceReader
  readonly #logs: string
  readonly #minutes: TrafficMinutes

  /** Logs stand in `logs/ACCOUNT/PROJECT/STORE.jsonl`. */
  constructor(state: ResourceReader, dataDir: string) {
    this.#state = state
    this.#logs = join(dataDir, 'logs')
    this.#minutes = new TrafficMinutes(join(dataDir, 'traffic'))
  }

  take({ hostId, samples }: TrafficReport): void {
    const lines = new Map<string, MonitorLine[]>()
    for (const sample of samples) {
      const eip = this.#eipOf(sample, hostId)
      if (eip === undefined) continue
      this.#minutes.count(eip.id, sample)
      const file = this.#fileOf(eip)
      if (file === undefined || sample.segments === null) continue
      lines.set(file, [...(lines.get(file) ?? []), lineOf(sample, sample.segments, hostId)])
    }
    for (const [file, some] of lines) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      new LineFile(file).append(some)
    }
  }

  minutes(eipId: EipId, from: number, until: number): readonly TrafficMinute[] {
    return this.#minutes.of(eipId, from, until)
  }

  logged(eip: Eip, limit: number): readonly MonitorLine[] {
    const file = this.#fileOf(eip)
    if (file === undefined) return []
    const lines = linesOf<MonitorLine>(file).filter((line) => line.eip === eip.address)
    return lines.slice(-limit).reverse()
  }

  save(): void {
    this.#minutes.save()
  }

  /** A host speaks for its own instances only. */
  #eipOf({ address }: TrafficSample, hostId: string): Eip | undefined {
    const [eip] = this.#state.by('eip', 'address', address)
    const eni = eip?.association && this.#state.get('eni', eip.association.eniId)
    const instance = eni?.instanceId && this.#state.get('instance', eni.instanceId)
    return instance && instance.hostId === hostId ? eip : undefined
  }

  #fileOf({ accountId, monitorLog }: Eip): string | undefined {
    if (monitorLog === undefined) return undefined
    const { project, store } = monitorLog
    if (!LOG_NAME.test(project) || !LOG_NAME.test(store)) return undefined
    return join(this.#logs, accountId, project, `${store}.jsonl`)
  }
}

function lineOf(
  sample: TrafficSample,
  segments: { in: Segments; out: Segments },
  hostId: string,
): MonitorLine {
  const perSecond = (count: number): number => Math.round((count * 1000) / Math.max(sample.lasted, 1))
  return {
    __topic__: 'eip',
    time: Math.floor(sample.at / 1000),
    timestamp: sample.at,
    tid: hostId,
    eip: sample.address,
    in_Bps: perSecond(sample.in.bytes),
    out_Bps: perSecond(sample.out.bytes),
    in_pps: perSecond(sample.in.packets),
    out_pps: perSecond(sample.out.packets),
    In_syn_speed: perSecond(segments.in.syn),
    out_syn_speed: perSecond(segments.out.syn),
    In_syn_ack_speed: perSecond(segments.in.synAck),
    out_syn_ack_speed: perSecond(segments.out.synAck),
    In_fin_speed: perSecond(segments.in.fin),
    out_fin_speed: perSecond(segments.out.fin),
    In_rst_speed: perSecond(segments.in.rst),
    out_rst_speed: perSecond(segments.out.rst),
    in_ratelimit_drop_speed: 0,
    out_ratelimit_drop_speed: 0,
  }
}
