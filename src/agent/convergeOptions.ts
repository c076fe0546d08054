// What the agent's loop is given.

import type { FlowLogging, SparedFlow } from '../core/compile/backend.ts'
import type { HostId } from '../core/model/ids.ts'
import type { ResourceReader } from '../core/model/resources.ts'
import type { Counting } from './hits/hitCounter.ts'
import type { Kernel } from './script.ts'
import type { Log, Status } from './status.ts'

export interface ConvergeOptions {
  /** The newest whole state; may be another object each time. */
  readonly state: () => ResourceReader
  readonly hostId: HostId
  readonly dataDir: string
  readonly kernel: Kernel
  readonly log: Log
  /** Milliseconds that only ever grow, from any beginning. */
  readonly monotonic: () => number
  /** After every pass and every failure. */
  readonly onStatus?: (status: Status) => void
  readonly driftIntervalMs?: number
  /** Which packets rules log; absent: none. */
  readonly flowLog?: FlowLogging | undefined
  /** Asked before a router's tables are loaded anew, and their counters with them. */
  readonly beforeReload?: (counting: Counting) => Promise<void>
  /** What no rule about this machine itself may cut. */
  readonly spared?: () => readonly SparedFlow[]
  readonly responderEntry?: string
}
