// How many rules in sequence a group may have (semantics L).

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import { maximumOf } from '../limits.ts'
import { listUsers } from '../list/users.ts'
import { weightOfList } from '../list/weight.ts'

/** What was beyond a limit already may stay or shrink. */
export function checkSequenceQuota(
  state: ResourceReader,
  group: SecurityGroup,
  lists: { readonly [D in Direction]: readonly Rule[] },
): void {
  const present = state.by('rule', 'group', group.id)
  for (const direction of ['ingress', 'egress'] as const) {
    const current = present.filter((rule) => rule.direction === direction).length
    const wanted = lists[direction].length
    const maximum = maximumOf(state, 'rulesPerDirection')
    if (wanted <= Math.max(maximum, current)) continue
    const added = wanted - current
    fail({ name: 'tooManyRulesInDirection', groupId: group.id, direction, current, added, maximum })
  }
  const wanted = [...lists.ingress, ...lists.egress]
  checkReferences(state, group, present, wanted)
  checkExpansion(state, group, present, wanted)
  checkUsers(state, group, wanted)
}

function checkReferences(
  state: ResourceReader,
  group: SecurityGroup,
  present: readonly Rule[],
  wanted: readonly Rule[],
): void {
  const count = (rules: readonly Rule[]) => rules.filter(({ peer }) => peer.kind === 'group').length
  const [current, total] = [count(present), count(wanted)]
  const maximum = maximumOf(state, 'groupReferencesInSequence')
  if (total <= Math.max(maximum, current)) return
  fail({ name: 'tooManyGroupPeers', groupId: group.id, current, added: total - current, maximum })
}

function checkExpansion(
  state: ResourceReader,
  group: SecurityGroup,
  present: readonly Rule[],
  wanted: readonly Rule[],
): void {
  const current = expandedCount(state, wanted)
  const maximum = maximumOf(state, 'expandedRulesPerGroup')
  if (current <= maximum || current <= expandedCount(state, present)) return
  fail({ name: 'tooManyExpandedRules', groupId: group.id, current, maximum })
}

/** Each rule counts once for every pair of entries of the lists it names. */
const expandedCount = (state: ResourceReader, rules: readonly Rule[]): number =>
  rules.reduce((sum, { peer, ports }) => {
    const peers = peer.kind === 'prefixList' ? weightOfList(state, 'prefixList', peer.listId) : 1
    const services = ports.kind === 'list' ? weightOfList(state, 'portList', ports.listId) : 1
    return sum + peers * services
  }, 0)

/** Groups that name the list already may name it again. */
function checkUsers(state: ResourceReader, group: SecurityGroup, wanted: readonly Rule[]): void {
  const maximum = maximumOf(state, 'usersPerOpenList')
  const named = wanted.flatMap(({ peer, ports }) => [
    ...(peer.kind === 'prefixList' ? [['prefixList', peer.listId] as const] : []),
    ...(ports.kind === 'list' ? [['portList', ports.listId] as const] : []),
  ])
  for (const [listId, kind] of new Map(named.map(([kind, id]) => [id, kind]))) {
    const users = listUsers(state, kind, listId)
    if (users.length < maximum || users.some((user) => user.id === group.id)) continue
    fail({ name: 'tooManyListUsers', listId, current: users.length, maximum })
  }
}

/** Of a group whose lists have just grown. */
export function checkExpansionOf(state: ResourceReader, group: SecurityGroup): void {
  const current = expandedCount(state, state.by('rule', 'group', group.id))
  const maximum = maximumOf(state, 'expandedRulesPerGroup')
  if (current > maximum) fail({ name: 'tooManyExpandedRules', groupId: group.id, current, maximum })
}
