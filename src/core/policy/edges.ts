// What stands at the edges of vSwitches: the entries of their network ACLs as clauses (A1).

import type { Address } from '../model/address.ts'
import { type AddressRange, parseCidr, rangeContains, rangeOf } from '../model/cidr.ts'
import type { NetworkAclId, VSwitchId } from '../model/ids.ts'
import { madeOnce } from '../model/madeOnce.ts'
import type { VSwitch } from '../model/network.ts'
import type { NetworkAcl, NetworkAclEntry } from '../model/networkAcl.ts'
import type { Direction, Packet } from '../model/packet.ts'
import type { ResourceReader } from '../model/resources.ts'
import type { Why } from '../model/verdict.ts'
import type { Peers } from './peers.ts'
import { type Clause, type Edge, type EniPolicy, everything } from './policy.ts'

/** Holds for the state that `reader` had when asked first. VSwitches with one network ACL share its clauses. */
export function createEdges(
  reader: ResourceReader,
  peers: Peers,
  made = new Map<NetworkAclId, Pick<Edge, Direction>>(),
): (vSwitchId: VSwitchId) => Edge | null {
  const clausesOf = (id: NetworkAclId): Pick<Edge, Direction> => {
    const known = made.get(id)
    if (known !== undefined) return known
    // One that is gone has no entries and drops everything: never fail open (P4).
    const acl = reader.get('networkAcl', id)
    const build = (direction: Direction): readonly Clause[] => [
      ...(acl === undefined ? [] : acl[direction].map((entry) => entryClause(peers, acl, entry))),
      everything('drop', whyOf(id, null)),
    ]
    const both = { ingress: build('ingress'), egress: build('egress') }
    made.set(id, both)
    return both
  }
  return (vSwitchId) => {
    const vSwitch = reader.get('vSwitch', vSwitchId)
    const id = vSwitch?.networkAclId
    if (vSwitch === undefined || id === undefined) return null
    return { vSwitchId, blocks: blocksOf(vSwitch), networkAclId: id, ...clausesOf(id) }
  }
}

/** For who sees one end of the way only, and of the other its address. */
const isWithin = ({ blocks }: Edge, address: Address): boolean =>
  blocks.some((block) => rangeContains(block, address))

const blocksOf = madeOnce(({ cidr, ipv6Cidr }: VSwitch): readonly AddressRange[] =>
  [cidr, ipv6Cidr ?? ''].flatMap((text) => {
    const block = parseCidr(text)
    return block === undefined ? [] : [rangeOf(block)]
  }),
)

function entryClause(peers: Peers, acl: NetworkAcl, entry: NetworkAclEntry): Clause {
  const own = entry.ownCidr === undefined ? undefined : parseCidr(entry.ownCidr)
  return {
    ...everything(entry.action, whyOf(acl.id, entry.id)),
    protocol: entry.protocol,
    ports: entry.ports === null ? null : [entry.ports],
    sourcePorts: entry.sourcePorts === undefined ? null : [entry.sourcePorts],
    peer: peers.of(entry.peer, acl.vpcId),
    own: own === undefined ? null : rangeOf(own),
  }
}

const whyOf = (networkAclId: NetworkAclId, entryId: NetworkAclEntry['id'] | null): Why => ({
  kind: 'networkAcl',
  networkAclId,
  entryId,
})

/** Whether a packet leaves a vSwitch or enters one; of an end that is not here only the address is known. */
export function crossesEdge(
  packet: Packet,
  sender: EniPolicy | undefined,
  receiver: EniPolicy | undefined,
): boolean {
  if (sender !== undefined && receiver !== undefined)
    return sender.edge?.vSwitchId !== receiver.edge?.vSwitchId
  const isNear = (edge: Edge | null | undefined, address: Address): boolean =>
    edge ? isWithin(edge, address) : false
  return !isNear(sender?.edge, packet.destination) && !isNear(receiver?.edge, packet.source)
}
