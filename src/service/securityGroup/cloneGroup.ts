// Clones a group into another region or network: a new group with the rules that can follow (semantics T7).

import { parseCidr, rangeOf, rangeWithin } from '../../core/model/cidr.ts'
import type { Nic, Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import { NEVER_PUBLIC } from '../../core/model/system.ts'
import type { Call } from '../call.ts'
import { copyRules, type LeftRule, LOWEST_PRECEDENCE, writableSpec } from '../rule/copyRule.ts'
import { placeRules } from '../rule/placeRules.ts'
import { cloneSequencedGroup } from '../sequence/cloneGroup.ts'
import { createGroup } from './createGroup.ts'
import { findGroup } from './findGroup.ts'

export interface CloneInput {
  readonly groupId: string
  /** Undefined: the region of the original. */
  readonly region?: string | undefined
  /** Null: classic network. Undefined: the network of the original, in another region the default VPC there. */
  readonly vpcId?: string | null | undefined
  /** Undefined: that of the original. */
  readonly resourceGroupId?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly keepRules: boolean
  readonly keepTags: boolean
}

export interface Clone {
  readonly group: SecurityGroup
  readonly added: readonly Rule[]
  /** Rules of the original whose priority was beyond 100 and is 100 in the clone. */
  readonly lowered: readonly Rule[]
  readonly left: readonly LeftRule[]
}

export function cloneGroup(call: Call, input: CloneInput): Clone {
  const original = findGroup(call, input.groupId)
  if (original.order === 'inSequence') return { ...cloneSequencedGroup(call, input), lowered: [] }
  const group = emptyClone(call, original, input)
  const rules = input.keepRules ? call.state.by('rule', 'group', original.id) : []
  const changesNetwork = (original.vpcId === null) !== (group.vpcId === null)
  const { copies, left } = copyRules(call, rules, group, (rule) =>
    changesNetwork ? { ...writableSpec(rule), nic: nicFor(group, rule) } : writableSpec(rule),
  )
  const added = placeRules(
    call,
    group,
    [],
    copies.map(({ spec }) => spec),
  )
  const lowered = copies.map(({ from }) => from).filter((rule) => rule.precedence > LOWEST_PRECEDENCE)
  return { group, added, lowered, left }
}

/**
 * From classic to VPC both lists become one, since a VPC knows only one NIC. The other way private blocks and groups
 * go to the intranet and everything else to the internet (choice: the manual says nothing).
 */
function nicFor(group: SecurityGroup, { peer }: Rule): Nic | null {
  if (group.vpcId !== null) return null
  const block = peer.kind === 'cidr' ? parseCidr(peer.cidr) : undefined
  if (block === undefined) return 'intranet'
  return NEVER_PUBLIC.some((range) => rangeWithin(rangeOf(block), range)) ? 'intranet' : 'internet'
}

/** Owned by the user, whoever manages the original; nothing protects it yet. */
function emptyClone(call: Call, original: SecurityGroup, input: CloneInput): SecurityGroup {
  const region = input.region ?? original.region
  const same = region === original.region || original.vpcId === null ? original.vpcId : undefined
  const created = createGroup(call, {
    region,
    vpcId: input.vpcId === undefined ? same : input.vpcId,
    name: input.name ?? original.name,
    description: input.description ?? original.description,
    kind: original.kind,
    resourceGroupId: input.resourceGroupId ?? original.resourceGroupId,
    tags: input.keepTags ? original.tags : {},
  })
  const { order, defaults, innerAccess, liveSessions } = original
  const kept = liveSessions === undefined ? {} : { liveSessions }
  const group: SecurityGroup = { ...created, order, defaults, innerAccess, ...kept }
  call.state.put('securityGroup', group)
  return group
}
