// What a self-diagnosis of an instance found out, kept as its answer was (A16).

import type { AccountId, DiagnosticReportId, InstanceId } from './ids.ts'

/** One service asked about. */
export interface DiagnosticResult {
  /** `tcp/22`, `icmp`. */
  readonly service: string
  readonly packet: string
  readonly open: boolean
  /** What decides, as in `explain`. */
  readonly because: string
}

export interface DiagnosticReport {
  readonly id: DiagnosticReportId
  readonly accountId: AccountId
  /** Not `region`: a report has no labels. */
  readonly regionId: string
  readonly instanceId: InstanceId
  /** `internet`, or an address. */
  readonly source: string
  readonly metricSetId: string
  readonly startTime: string
  readonly endTime: string
  readonly results: readonly DiagnosticResult[]
  readonly createdAt: number
}
