// What resolving gives for one ENI: per direction one list of clauses, first match decides.

import type { Address } from '../model/address.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { EniId, VpcId } from '../model/ids.ts'
import type { PortRange } from '../model/ports.ts'
import type { Protocol } from '../model/protocol.ts'
import type { Action } from '../model/rule.ts'
import type { Why } from '../model/verdict.ts'

/** Addresses that a clause names together; `key` is equal exactly when the source is the same. */
export interface PeerSet {
  /** `any`, `cidr:10.0.0.0/8`, `group:sg-…`, `prefixList:pl-…`, `public`. */
  readonly key: string
  /** Sorted by family and first address, disjoint. */
  readonly ranges: readonly AddressRange[]
}

/** One step of the decision: a rule, inner access, the platform's own rule or, last, the default. */
export interface Clause {
  readonly action: Action
  readonly why: Why
  readonly protocol: Protocol
  /** Destination ports of the packet; null = any. */
  readonly ports: readonly PortRange[] | null
  readonly sourcePorts: readonly PortRange[] | null
  readonly icmp: { readonly type: number; readonly code: number | null } | null
  /** The other end of the packet; null = anybody. */
  readonly peer: PeerSet | null
  /** The instance's own end; null = any of its addresses. */
  readonly own: AddressRange | null
}

/** Everything that decides about the packets of one ENI, apart from system traffic, spoofing and sessions. */
export interface EniPolicy {
  readonly eniId: EniId
  readonly vpcId: VpcId
  readonly mac: string
  /** All private addresses it may use: primary, secondary, IPv6. */
  readonly addresses: readonly Address[]
  readonly prefixes: readonly AddressRange[]
  /** Both end in a clause that matches everything. */
  readonly ingress: readonly Clause[]
  readonly egress: readonly Clause[]
}
