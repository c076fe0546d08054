// What passed by elastic addresses, as it was counted on their hosts: whoever keeps it hands it in.

import type { EipId } from '../../core/model/ids.ts'
import type { Eip } from '../../core/model/network.ts'

export interface TrafficMinute {
  /** When it began; milliseconds since 1970. */
  readonly at: number
  readonly packets: number
  readonly bytesIn: number
  readonly bytesOut: number
}

export interface TrafficHistory {
  /** Those in which something passed, oldest first; `until` is not within. */
  minutes(eipId: EipId, from: number, until: number): readonly TrafficMinute[]
  /** Of the log by the second, newest first. */
  logged(eip: Eip, limit: number): readonly MonitorLine[]
}

/** One line of the fine traffic log, under the names that the cloud documents. */
export interface MonitorLine {
  readonly __topic__: 'eip'
  /** Seconds since 1970. */
  readonly time: number
  /** Milliseconds. */
  readonly timestamp: number
  /** The host that counted. */
  readonly tid: string
  readonly eip: string
  readonly in_Bps: number
  readonly out_Bps: number
  readonly in_pps: number
  readonly out_pps: number
  readonly In_syn_speed: number
  readonly out_syn_speed: number
  readonly In_syn_ack_speed: number
  readonly out_syn_ack_speed: number
  readonly In_fin_speed: number
  readonly out_fin_speed: number
  readonly In_rst_speed: number
  readonly out_rst_speed: number
  /** Nothing is limited to a bandwidth here. */
  readonly in_ratelimit_drop_speed: 0
  readonly out_ratelimit_drop_speed: 0
}

/** As a log service calls projects and stores; here they become names of a folder and a file. */
export const LOG_NAME = /^[a-z0-9][a-z0-9_-]{1,62}[a-z0-9]$/
