// Groups by what is asked for, and the numbers that belong to one.

import { isClassicGroup } from '../../core/model/classic.ts'
import { isLink } from '../../core/model/classicLink.ts'
import { type ResourceReader, regionKey } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { GroupKind, SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { owned } from '../owned.ts'

/** All that is given must hold; nothing given = every group of the caller in the region. */
export interface GroupFilter {
  readonly region: string
  readonly ids?: readonly string[] | undefined
  readonly name?: string | undefined
  /** The name need only be contained, in any case. */
  readonly fuzzy?: boolean | undefined
  readonly vpcId?: string | undefined
  readonly network?: 'vpc' | 'classic' | undefined
  readonly kind?: GroupKind | undefined
  readonly resourceGroupId?: string | undefined
  readonly managed?: boolean | undefined
  /** Without a value any will do. */
  readonly tags?: readonly { readonly key: string; readonly value?: string | undefined }[] | undefined
}

/** In the order of creation. */
export function listGroups(call: Call, filter: GroupFilter): readonly SecurityGroup[] {
  const groups = narrowest(call, filter)
  const { region, ids: wanted, fuzzy, tags, ...rest } = filter
  const isAny = Object.values(rest).every((value) => value === undefined) && (tags ?? []).length === 0
  if (wanted === undefined) return isAny ? groups : groups.filter((group) => fits(group, filter))
  const ids = new Set(wanted)
  return groups.filter((group) => ids.has(group.id) && (isAny || fits(group, filter)))
}

/** The caller's groups in the region, fewer where an index knows better. */
function narrowest(call: Call, { region, ids, vpcId }: GroupFilter): readonly SecurityGroup[] {
  const { accountId, state } = call
  const [id] = ids ?? []
  if (id !== undefined && ids?.length === 1) {
    const group = owned(call, 'securityGroup', id, region)
    return group === undefined ? [] : [group]
  }
  if (vpcId === undefined) return state.by('securityGroup', 'region', regionKey({ accountId, region }))
  return state
    .by('securityGroup', 'vpc', vpcId)
    .filter((group) => group.accountId === accountId && group.region === region)
}

function fits(group: SecurityGroup, filter: GroupFilter): boolean {
  const { name, vpcId, network, kind, resourceGroupId, managed, tags = [] } = filter
  if (name !== undefined && !nameFits(group.name, name, filter.fuzzy ?? false)) return false
  if (vpcId !== undefined && group.vpcId !== vpcId) return false
  if (network !== undefined && isClassicGroup(group) !== (network === 'classic')) return false
  if (kind !== undefined && group.kind !== kind) return false
  if (resourceGroupId !== undefined && group.resourceGroupId !== resourceGroupId) return false
  if (managed !== undefined && group.managed !== managed) return false
  return tags.every(
    ({ key, value }) => Object.hasOwn(group.tags, key) && (value === undefined || group.tags[key] === value),
  )
}

const nameFits = (name: string, wanted: string, fuzzy: boolean): boolean =>
  fuzzy ? name.toLowerCase().includes(wanted.toLowerCase()) : name === wanted

export interface RuleCounts {
  readonly rules: number
  readonly groupPeers: number
}

export function countRules(state: ResourceReader, group: SecurityGroup): RuleCounts {
  const rules = state.by('rule', 'group', group.id)
  const known = COUNTS.get(rules)
  if (known !== undefined) return known
  const groupPeers = rules.reduce((sum, rule) => sum + (rule.peer.kind === 'group' ? 1 : 0), 0)
  const counts = { rules: rules.length, groupPeers }
  COUNTS.set(rules, counts)
  return counts
}

/** An index hands out the same list until one of its rules changes, and pages are read far more often. */
const COUNTS = new WeakMap<readonly Rule[], RuleCounts>()

/** How full the group is: private IPv4 addresses of a basic group, network interfaces of an enterprise group (L). */
export function roomOf(
  state: ResourceReader,
  group: SecurityGroup,
): { readonly used: number; readonly free: number } {
  const members = state.by('eni', 'group', group.id)
  if (group.kind === 'enterprise') return room(members.length, maximumOf(state, 'enisPerEnterpriseGroup'))
  // K2, K3: a classic instance counts once.
  const counted = members.filter((eni) => eni.nic !== 'internet' && !isLink(eni))
  const addresses = counted.reduce((sum, eni) => sum + 1 + eni.secondaryAddresses.length, 0)
  return room(addresses, maximumOf(state, 'privateAddressesPerBasicGroup'))
}

const room = (used: number, maximum: number) => ({ used, free: Math.max(0, maximum - used) })
