// Flows that a host saw, on their way to the server: what was dropped or accepted, by whom, under which revision.

import type { IncomingMessage } from 'node:http'
import type { Direction } from '../core/model/packet.ts'
import { isHostId, readJson } from './report.ts'

export interface Flow {
  /** Milliseconds since 1970, on the host's clock. */
  readonly at: number
  readonly action: 'accept' | 'drop'
  /** `rule`, `default`, `innerAccess`, `networkAcl`, `spoofed`, `invalid`, `unknown` … */
  readonly reason: string
  /** The rule or entry that decided; null where none did. */
  readonly ruleId: string | null
  readonly groupIds: readonly string[]
  /** The side that decided; null where none did. */
  readonly direction: Direction | null
  /** Whose interface that side is; null where none is. */
  readonly eniId: string | null
  readonly instanceId: string | null
  readonly vpcId: string | null
  /** Interfaces of the router that it came by and would have left by. */
  readonly from: string
  readonly to: string
  /** What the host's kernel enforced. */
  readonly revision: number
  /** `tcp`, `udp`, `icmp` or a number. */
  readonly protocol: string
  readonly source: string
  readonly sourcePort: number
  readonly destination: string
  readonly destinationPort: number
  readonly bytes: number
}

/** POST /agent/v1/flows; what does not arrive is lost here, and stands in the host's own file. */
export interface FlowsReport {
  readonly hostId: string
  readonly flows: readonly Flow[]
}

export const MOST_FLOWS = 500
const MAX_BYTES = 1024 * 1024

export async function readFlows(request: IncomingMessage, digest: string | null): Promise<FlowsReport> {
  const { hostId, flows } = ((await readJson(request, MAX_BYTES, digest)) ?? {}) as Partial<FlowsReport>
  if (!isHostId(hostId)) throw new Error("the report's `hostId` is missing or wrong")
  if (!Array.isArray(flows) || flows.length > MOST_FLOWS || !flows.every(isFlow))
    throw new Error("the report's `flows` is missing or wrong")
  return { hostId, flows: flows as readonly Flow[] }
}

function isFlow(value: unknown): boolean {
  const flow = (value ?? {}) as Partial<Flow>
  const texts = [flow.reason, flow.from, flow.to, flow.protocol, flow.source, flow.destination]
  const counts = [flow.at, flow.revision, flow.sourcePort, flow.destinationPort, flow.bytes]
  const names = [flow.ruleId, flow.eniId, flow.instanceId, flow.vpcId, flow.direction]
  return (
    (flow.action === 'accept' || flow.action === 'drop') &&
    texts.every((each) => typeof each === 'string' && each.length <= 128) &&
    counts.every((each) => Number.isSafeInteger(each) && (each as number) >= 0) &&
    names.every((each) => each === null || (typeof each === 'string' && each.length <= 128)) &&
    Array.isArray(flow.groupIds) &&
    flow.groupIds.every((each) => typeof each === 'string')
  )
}
