// Network ACLs as they are kept: ordered lists without memory in front of whole vSwitches (semantics A1).

import type { NetworkAclEntryId, NetworkAclId, VpcId } from './ids.ts'
import type { Owned } from './network.ts'
import type { PortRange } from './ports.ts'
import type { Protocol } from './protocol.ts'
import type { Action, Peer } from './rule.ts'

export interface NetworkAclEntry {
  readonly id: NetworkAclEntryId
  readonly action: Action
  readonly protocol: Protocol
  /** Destination ports of the packet; null = any. */
  readonly ports: PortRange | null
  /** Who stands beyond the edge: the source of what comes in, the destination of what goes out. */
  readonly peer: Exclude<Peer, { readonly kind: 'group' }>
  /** Entries of five fields: source ports of the packet, and the vSwitch's own side; absent: any. */
  readonly sourcePorts?: PortRange
  readonly ownCidr?: string
  readonly name: string
  readonly description: string
}

/** VSwitches name the ACL that stands in front of them; what no entry matches is dropped. */
export interface NetworkAcl extends Owned {
  readonly id: NetworkAclId
  readonly vpcId: VpcId
  /** Its entries may say all five fields. */
  readonly fiveFields?: true
  /** The first match decides. */
  readonly ingress: readonly NetworkAclEntry[]
  readonly egress: readonly NetworkAclEntry[]
}
