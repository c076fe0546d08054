// Makes the members of groups those whose tags say so, each interface in one step and never without a group (G4).

import type { Eni } from '../../core/model/network.ts'
import type { Place } from '../../core/model/policyDocument.ts'
import type { SecurityGroup, Tags } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { replaceGroups } from '../eni/replaceGroups.ts'
import { at } from './placed.ts'

export interface Membership {
  readonly group: SecurityGroup
  /** Null: nobody, because the group goes. */
  readonly tags: Tags | null
  readonly place: Place
}

/** It would have no group left, so it keeps this one. */
export interface KeptMember {
  readonly eniId: string
  readonly groupId: string
}

export function reconcileMembers(call: Call, memberships: readonly Membership[]): readonly KeptMember[] {
  if (memberships.length === 0) return []
  const ruled = new Map(memberships.map((each) => [each.group.id as string, each]))
  const kept: KeptMember[] = []
  for (const eni of [...call.state.by('eni', 'account', call.accountId)]) {
    const wanted = wantedGroups(call, eni, memberships, ruled)
    const [last] = eni.securityGroupIds
    if (wanted.length === 0 && last !== undefined) {
      kept.push({ eniId: eni.id, groupId: last })
      wanted.push(last)
    }
    if (wanted.join() === eni.securityGroupIds.join()) continue
    const cause = memberships.find(({ group }) => wanted.includes(group.id) !== isIn(eni, group.id))
    const place = cause?.place ?? (memberships[0] as Membership).place
    at(place, () => replaceGroups(call, { eniId: eni.id, groupIds: wanted }))
  }
  return kept
}

/** Groups of no policy stay; the order of those that stay as well. */
function wantedGroups(
  call: Call,
  eni: Eni,
  memberships: readonly Membership[],
  ruled: ReadonlyMap<string, Membership>,
): string[] {
  const isWanted = ({ group, tags }: Membership): boolean =>
    tags !== null && group.vpcId === eni.vpcId && !eni.managed && hasTags(call, eni, tags)
  const stay = eni.securityGroupIds.filter((id) => {
    const membership = ruled.get(id)
    return membership === undefined || eni.managed || isWanted(membership)
  })
  const come = memberships.filter((each) => !isIn(eni, each.group.id) && isWanted(each))
  return [...stay, ...come.map(({ group }) => group.id as string)]
}

const isIn = (eni: Eni, groupId: string): boolean => eni.securityGroupIds.some((id) => id === groupId)

function hasTags(call: Call, eni: Eni, tags: Tags): boolean {
  const instance = eni.instanceId === null ? undefined : call.state.get('instance', eni.instanceId)
  return Object.entries(tags).every(
    ([key, value]) => eni.tags[key] === value || instance?.tags[key] === value,
  )
}
