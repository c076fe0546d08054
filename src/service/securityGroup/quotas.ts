// How many groups, rules and rules about groups there may be (semantics L); rooms of members: eni/bindings.ts.

import { fail } from '../../core/model/faults.ts'
import { type ResourceReader, regionKey } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { listUsers } from '../list/users.ts'
import { tallyOf, weightOf } from '../rule/tally.ts'

/** Throws when the account has as many groups in the region as it may. */
export function checkGroupQuota(call: Call, region: string): void {
  const key = regionKey({ accountId: call.accountId, region })
  const current = call.state.by('securityGroup', 'region', key).length
  const maximum = maximumOf(call.state, 'groupsPerRegion')
  if (current >= maximum) fail({ name: 'tooManyGroupsInRegion', region, current, maximum })
}

/**
 * Throws when these rules on top of the group's own would be too many: rules that name groups, and rules effective
 * on each member over all its groups. A group without members may have no more than one ENI can bear,
 * or nobody could ever join it (Menshen's choice).
 */
export function checkRuleQuota(
  call: Call,
  group: SecurityGroup,
  present: readonly Rule[],
  added: readonly Rule[],
): void {
  if (added.length === 0) return
  checkGroupPeers(call.state, group, present, added)
  checkListUsers(call.state, group, added)
  const load = fullestMember(call.state, group, weightOf(call.state, present))
  const maximum = maximumOf(call.state, 'rulesPerEni')
  const extra = weightOf(call.state, added)
  if (load.rules + extra <= maximum) return
  fail({
    name: 'tooManyRules',
    groupId: group.id,
    eniId: load.eniId,
    current: load.rules,
    added: extra,
    maximum,
  })
}

function checkGroupPeers(
  state: ResourceReader,
  group: SecurityGroup,
  present: readonly Rule[],
  added: readonly Rule[],
): void {
  const extra = tallyOf(added).groupPeers
  if (extra === 0) return
  const current = tallyOf(present).groupPeers
  const maximum = maximumOf(state, 'groupReferencesPerBasicGroup')
  if (current + extra <= maximum) return
  fail({ name: 'tooManyGroupPeers', groupId: group.id, current, added: extra, maximum })
}

/** Groups that name the list already may name it again. */
function checkListUsers(state: ResourceReader, group: SecurityGroup, added: readonly Rule[]): void {
  const named = added.flatMap(({ peer }) => (peer.kind === 'prefixList' ? [peer.listId] : []))
  if (named.length === 0) return
  const maximum = maximumOf(state, 'groupsPerPrefixList')
  for (const listId of new Set(named)) {
    const users = listUsers(state, 'prefixList', listId)
    if (users.length < maximum || users.some((user) => user.id === group.id)) continue
    fail({ name: 'tooManyListUsers', listId, current: users.length, maximum })
  }
}

/** The member with most rules from all its groups; the group's own rules are weighed already. */
function fullestMember(
  state: ResourceReader,
  group: SecurityGroup,
  own: number,
): { readonly rules: number; readonly eniId: string | null } {
  const weights = new Map<string, number>([[group.id, own]])
  const weightOfGroup = (id: string): number => {
    const known = weights.get(id)
    if (known !== undefined) return known
    const weight = weightOf(state, state.by('rule', 'group', id))
    weights.set(id, weight)
    return weight
  }
  let fullest: { rules: number; eniId: string | null } = { rules: own, eniId: null }
  for (const eni of state.by('eni', 'group', group.id)) {
    const rules = eni.securityGroupIds.reduce((sum, id) => sum + weightOfGroup(id), 0)
    if (rules > fullest.rules) fullest = { rules, eniId: eni.id }
  }
  return fullest
}
