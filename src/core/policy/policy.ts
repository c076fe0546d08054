// What resolving gives for one ENI: per direction one list of clauses, first match decides.

import type { Address } from '../model/address.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { EniId, NetworkAclId, VpcId, VSwitchId } from '../model/ids.ts'
import type { SessionTimeouts } from '../model/network.ts'
import type { PortRange } from '../model/ports.ts'
import type { Protocol } from '../model/protocol.ts'
import type { Action } from '../model/rule.ts'
import type { Why } from '../model/verdict.ts'

/** Addresses that a clause names together; `key` is equal exactly when the source is the same. */
export interface PeerSet {
  /** `cidr:10.0.0.0/8`, `group:sg-…@vpc-…`, `prefixList:pl-…`, `public@vpc-…`. */
  readonly key: string
  /** Sorted by family and first address, disjoint. */
  readonly ranges: readonly AddressRange[]
}

/** One step of the decision: a rule, inner access, the platform's own rule or, last, the default. */
export interface Clause {
  readonly action: Action
  readonly why: Why
  readonly protocol: Protocol
  /** Destination ports of the packet; null = any. Anything else matches TCP and UDP only, `[]` nothing at all. */
  readonly ports: readonly PortRange[] | null
  readonly sourcePorts: readonly PortRange[] | null
  readonly icmp: { readonly type: number; readonly code: number | null } | null
  /** The other end of the packet; null = anybody. */
  readonly peer: PeerSet | null
  /** The instance's own end; null = any of its addresses. */
  readonly own: AddressRange | null
  /** Drops what is new and lets sessions go on that were accepted before (C5). */
  readonly keeps?: true
}

/** For the end of a list: matches every packet. */
export const everything = (action: Action, why: Why): Clause => ({
  action,
  why,
  protocol: 'all',
  ports: null,
  sourcePorts: null,
  icmp: null,
  peer: null,
  own: null,
})

/** Equal exactly when two clauses are, the addresses of their peers apart. */
export function clauseText({ peer, own, ...rest }: Clause): string {
  return JSON.stringify([rest, peer?.key ?? null, own && [own.family, `${own.first}-${own.last}`]])
}

/**
 * What stands at the edge of a vSwitch and is asked about every packet that crosses it, of a session or not (A1).
 * Both lists end in a clause that matches everything.
 */
export interface Edge {
  readonly vSwitchId: VSwitchId
  /** Of the vSwitch: whoever has an address in them is in it, wherever its interface is. */
  readonly blocks: readonly AddressRange[]
  readonly networkAclId: NetworkAclId
  readonly ingress: readonly Clause[]
  readonly egress: readonly Clause[]
}

/** Those by which it is reached within its VPC. */
export const privateAddressesOf = ({ addresses, visible }: EniPolicy): readonly Address[] =>
  visible === undefined ? addresses : addresses.filter((each) => !visible.includes(each))

/** Everything that decides about the packets of one ENI, apart from system traffic, spoofing and sessions. */
export interface EniPolicy {
  readonly eniId: EniId
  readonly vpcId: VpcId
  readonly mac: string
  /** All addresses it may use: primary, secondary, IPv6, and public ones that stand on it. */
  readonly addresses: readonly Address[]
  /** Those of them that are public (P10); absent: none. */
  readonly visible?: readonly Address[]
  readonly prefixes: readonly AddressRange[]
  /** Of its vSwitch, IPv4 and IPv6: the other end of DHCP and neighbour discovery (S1). */
  readonly gateways: readonly Address[]
  /** Both end in a clause that matches everything. */
  readonly ingress: readonly Clause[]
  readonly egress: readonly Clause[]
  /** Where both lists come from: the same for all ENIs that share them, also after rules changed. Absent: made by hand. */
  readonly source?: string
  /** Null: its vSwitch has no network ACL, everything may cross. */
  readonly edge: Edge | null
  /** Of its idle sessions (C2); absent: the usual ones. */
  readonly timeouts?: SessionTimeouts
}
