// Lists that several rules share: addresses and ports (semantics P5, L).

import type { AccountId, PortListId, PrefixListId } from './ids.ts'
import type { Tags } from './securityGroup.ts'

interface List {
  readonly accountId: AccountId
  readonly region: string
  readonly name: string
  readonly description: string
  /** Fixed when made; counts in full against the rule quota of each group that uses the list. */
  readonly maxEntries: number
  readonly resourceGroupId: string
  readonly tags: Tags
  readonly createdAt: number
}

export interface PrefixList extends List {
  readonly id: PrefixListId
  readonly family: 4 | 6
  readonly entries: readonly { readonly cidr: string; readonly description: string }[]
}

export interface PortList extends List {
  readonly id: PortListId
  readonly entries: readonly { readonly first: number; readonly last: number; readonly description: string }[]
}
