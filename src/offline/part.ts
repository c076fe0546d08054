// What one file gives: documents of the model, and what is not known about them.

import type { RuleDoubt } from '../core/analysis/exposure/doubt.ts'
import type { RuleId, SecurityGroupId } from '../core/model/ids.ts'
import type { PortList, PrefixList } from '../core/model/lists.ts'
import type { Eni } from '../core/model/network.ts'
import type { PortRange } from '../core/model/ports.ts'
import type { Protocol } from '../core/model/protocol.ts'
import type { Rule } from '../core/model/rule.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'

/** One line of a service template. */
export interface TemplateService {
  readonly protocol: Protocol
  /** Null = all. */
  readonly ports: readonly PortRange[] | null
}

export interface KnownEni {
  readonly eni: Eni
  /** Private addresses that a public one leads to. */
  readonly published: readonly string[]
}

export interface Part {
  /** In the order of the file. */
  readonly groups: readonly SecurityGroup[]
  readonly rules: readonly Rule[]
  readonly prefixLists: readonly PrefixList[]
  readonly portLists: readonly PortList[]
  readonly enis: readonly KnownEni[]
  readonly doubts: readonly (readonly [RuleId, RuleDoubt])[]
  /** Groups of which the file does not say whether members reach each other. */
  readonly innerAccessUnsaid: readonly SecurityGroupId[]
  /** Groups that are said to be in the classic network; a VPC makes all rules those of one interface (K1). */
  readonly classic: readonly SecurityGroupId[]
  /** Groups that are said to have no members. */
  readonly memberless: readonly SecurityGroupId[]
  /** Groups of which more rules exist than this page holds. */
  readonly pages: readonly SecurityGroupId[]
  readonly addressGroups: readonly { readonly id: string; readonly members: readonly string[] }[]
  readonly services: readonly { readonly id: string; readonly entries: readonly TemplateService[] }[]
  readonly serviceGroups: readonly { readonly id: string; readonly members: readonly string[] }[]
}

const NOTHING: Part = {
  groups: [],
  rules: [],
  prefixLists: [],
  portLists: [],
  enis: [],
  doubts: [],
  innerAccessUnsaid: [],
  classic: [],
  memberless: [],
  pages: [],
  addressGroups: [],
  services: [],
  serviceGroups: [],
}

export const partOf = (some: Partial<Part>): Part => ({ ...NOTHING, ...some })

export const joinParts = (parts: readonly Part[]): Part => ({
  groups: parts.flatMap((each) => each.groups),
  rules: parts.flatMap((each) => each.rules),
  prefixLists: parts.flatMap((each) => each.prefixLists),
  portLists: parts.flatMap((each) => each.portLists),
  enis: parts.flatMap((each) => each.enis),
  doubts: parts.flatMap((each) => each.doubts),
  innerAccessUnsaid: parts.flatMap((each) => each.innerAccessUnsaid),
  classic: parts.flatMap((each) => each.classic),
  memberless: parts.flatMap((each) => each.memberless),
  pages: parts.flatMap((each) => each.pages),
  addressGroups: parts.flatMap((each) => each.addressGroups),
  services: parts.flatMap((each) => each.services),
  serviceGroups: parts.flatMap((each) => each.serviceGroups),
})
