// Who decided about a logged packet: the kernel says whether and why it was dropped, the evaluator of the same state which rule.

import { ACCEPTED } from '../../core/compile/nftables/flowLog.ts'
import { formatAddress } from '../../core/model/address.ts'
import type { EniId } from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import { formatProtocol } from '../../core/model/protocol.ts'
import type { SideVerdict, Why } from '../../core/model/verdict.ts'
import { crossesEdge } from '../../core/policy/edges.ts'
import { evaluate, evaluateEdge } from '../../core/policy/evaluate.ts'
import type { EniPolicy } from '../../core/policy/policy.ts'
import type { Flow } from '../../feed/client.ts'
import type { ReadPacket } from './readPacket.ts'

/** One end of a packet's way through the router. */
export interface Port {
  readonly name: string
  readonly eniId: EniId | null
  readonly instanceId: string | null
  readonly vpcId: string | null
}

export interface Seen extends ReadPacket {
  readonly prefix: string
  readonly from: Port
  readonly to: Port
  readonly at: number
  readonly revision: number
}

/** What do_drop says: a rule, a default or a network ACL decided. */
const DECIDED = 'dropped'

export function flowOf(seen: Seen, policyOf: (eniId: EniId) => EniPolicy | undefined): Flow {
  const { packet, prefix, from, to } = seen
  const action = prefix === ACCEPTED ? 'accept' : 'drop'
  const sides = prefix === ACCEPTED || prefix === DECIDED ? sidesOf(seen, policyOf) : []
  // The first side that drops; where all accept, the receiver's word is the last one.
  const side = action === 'drop' ? sides.find((each) => each.action === 'drop') : sides.at(-1)
  const port = side === undefined ? from : side.direction === 'egress' ? from : to
  return {
    at: seen.at,
    action,
    reason: side?.why.kind ?? prefix,
    ruleId: side === undefined ? null : ruleIn(side.why),
    groupIds: side === undefined ? [] : groupsIn(side.why),
    direction: side?.direction ?? null,
    eniId: port.eniId,
    instanceId: port.instanceId,
    vpcId: port.vpcId,
    from: from.name,
    to: to.name,
    revision: seen.revision,
    protocol: formatProtocol(packet.protocol),
    source: formatAddress(packet.source),
    sourcePort: packet.sourcePort,
    destination: formatAddress(packet.destination),
    destinationPort: packet.destinationPort,
    bytes: seen.length,
  }
}

type Side = Pick<SideVerdict, 'action' | 'why' | 'direction'>

function sidesOf({ packet, from, to }: Seen, policyOf: (eniId: EniId) => EniPolicy | undefined): Side[] {
  const policyAt = ({ eniId }: Port): EniPolicy | undefined => (eniId === null ? undefined : policyOf(eniId))
  const [sender, receiver] = [policyAt(from), policyAt(to)]
  const crosses = crossesEdge(packet, sender, receiver)
  const groups = (policy: EniPolicy | undefined, direction: Direction): Side[] =>
    policy === undefined ? [] : [{ ...evaluate(policy, direction, packet), direction }]
  const edge = (policy: EniPolicy | undefined, direction: Direction): Side[] =>
    policy?.edge && crosses ? [{ ...evaluateEdge(policy.edge, direction, packet), direction }] : []
  return [
    ...groups(sender, 'egress'),
    ...edge(sender, 'egress'),
    ...edge(receiver, 'ingress'),
    ...groups(receiver, 'ingress'),
  ]
}

function ruleIn(why: Why): string | null {
  if (why.kind === 'rule') return why.rule.ruleId
  return why.kind === 'networkAcl' ? why.entryId : null
}

function groupsIn(why: Why): readonly string[] {
  if (why.kind === 'rule') return [why.rule.groupId]
  if (why.kind === 'innerAccess') return [why.groupId]
  return why.kind === 'default' ? why.groupIds : []
}
