// Lists that several rules share: addresses and ports (semantics P5, L).

import type { AccountId, PortListId, PrefixListId } from './ids.ts'
import type { PortRange } from './ports.ts'
import type { Protocol } from './protocol.ts'
import type { Tags } from './securityGroup.ts'

interface List {
  readonly accountId: AccountId
  readonly region: string
  readonly name: string
  readonly description: string
  /**
   * Counts in full against the rule quota of each group that uses the list. Either fixed when made, or always the
   * number of its entries.
   */
  readonly maxEntries: number
  readonly resourceGroupId: string
  readonly tags: Tags
  readonly createdAt: number
  /** Absent: never changed, or nobody asks. */
  readonly changedAt?: number
}

interface Entry {
  readonly description: string
  readonly changedAt?: number
}

export interface PrefixEntry extends Entry {
  /** A block, an address, or a span `10.0.0.1-10.0.0.9`; as written (T2). */
  readonly cidr: string
}

export interface PrefixList extends List {
  readonly id: PrefixListId
  /** Null: entries of both. */
  readonly family: 4 | 6 | null
  readonly entries: readonly PrefixEntry[]
  /** Lists whose entries are this one's as well; those include no others. */
  readonly includes?: readonly PrefixListId[]
}

export interface PortEntry extends Entry, PortRange {
  /** Absent: that of the rule that names the list. Protocols without ports have all of them here. */
  readonly protocol?: Protocol
  /** The line that the user wrote, where it made several entries or says the protocol (T2). */
  readonly written?: string
}

export interface PortList extends List {
  readonly id: PortListId
  readonly entries: readonly PortEntry[]
  /** As for prefix lists. */
  readonly includes?: readonly PortListId[]
}
