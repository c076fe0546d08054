// A policy as its files declare it, read and checked, before anybody knows what is there already.

import type { Place, TestClaim } from '../../core/model/policyDocument.ts'
import type { PortRange } from '../../core/model/ports.ts'
import type { Peer, PortMatch } from '../../core/model/rule.ts'
import type { GroupKind, Tags } from '../../core/model/securityGroup.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'

/** A name of the policy that stands where an id will stand. */
export interface Named {
  readonly kind: 'named'
  readonly key: string
}

export interface DeclaredRule extends Omit<RuleSpec, 'peer' | 'ports' | 'nic' | 'icmp'> {
  readonly direction: 'ingress' | 'egress'
  readonly peer: Peer | (Named & { readonly of: 'groups' | 'prefixLists' })
  readonly ports: PortMatch | (Named & { readonly of: 'portLists' })
  readonly place: Place
}

interface DeclaredThing {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly place: Place
}

export interface DeclaredGroup extends DeclaredThing {
  readonly kind: GroupKind
  readonly innerAccess: 'accept' | 'drop' | null
  readonly tags: Tags
  /** Tags that an interface, or its instance, must have all of; null: who is a member is not the policy's business. */
  readonly members: Tags | null
  readonly rules: readonly DeclaredRule[]
}

export interface DeclaredPrefixList extends DeclaredThing {
  readonly family: 4 | 6
  /** Null: as it is, or with room to grow. */
  readonly maxEntries: number | null
  readonly entries: readonly { readonly cidr: string; readonly description: string }[]
}

export interface DeclaredPortList extends DeclaredThing {
  /** Null: as it is, or with room to grow. */
  readonly maxEntries: number | null
  readonly entries: readonly (PortRange & { readonly description: string })[]
}

export interface DeclaredTest {
  readonly name: string
  readonly claim: TestClaim
  readonly text: string
  readonly place: Place
}

export interface Declaration {
  /** Names of other policies are not touched. */
  readonly name: string
  readonly region: string
  /** Id or name; null: the default VPC of the region. */
  readonly vpc: string | null
  /** Of the line that names the VPC, or the first file. */
  readonly place: Place
  readonly groups: readonly DeclaredGroup[]
  readonly prefixLists: readonly DeclaredPrefixList[]
  readonly portLists: readonly DeclaredPortList[]
  readonly tests: readonly DeclaredTest[]
}
