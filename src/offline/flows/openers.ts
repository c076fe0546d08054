// Of what goes back and forth at one interface, what opened it: clouds record answers as flows of their own, and no rule is asked about those.

import type { RecordedFlow } from '../../core/analysis/replay/recordedFlow.ts'
import { formatAddress } from '../../core/model/address.ts'

export function openersAmong(flows: readonly RecordedFlow[]): readonly RecordedFlow[] {
  const accepted = new Map<string, RecordedFlow>()
  for (const flow of flows) if (isSession(flow)) accepted.set(keyOf(flow, false), flow)
  return flows.filter((flow) => {
    const other = isSession(flow) ? accepted.get(keyOf(flow, true)) : undefined
    return other === undefined || other === flow || opens(flow, other)
  })
}

/** What was rejected opened nothing and answers nothing. */
const isSession = ({ alone, action }: RecordedFlow): boolean => alone && action !== 'drop'

function keyOf({ packet, at, vpcId }: RecordedFlow, isTurned: boolean): string {
  const from = `${formatAddress(packet.source)} ${packet.sourcePort}`
  const to = `${formatAddress(packet.destination)} ${packet.destinationPort}`
  return [at.eniId, vpcId, packet.protocol, ...(isTurned ? [to, from] : [from, to])].join(' ')
}

/** Who came first; at the same moment, who asked for the lower port: services have low ones. */
function opens({ packet, first }: RecordedFlow, other: RecordedFlow): boolean {
  if (first !== null && other.first !== null && first !== other.first) return first < other.first
  if (packet.sourcePort !== packet.destinationPort) return packet.destinationPort < packet.sourcePort
  return formatAddress(packet.source) < formatAddress(packet.destination)
}
