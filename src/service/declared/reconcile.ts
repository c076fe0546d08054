// Makes the state what a policy declares: lists, groups, rules, memberships by tag, tests; what it no longer declares goes.

import { fail } from '../../core/model/faults.ts'
import type {
  Bindings,
  Place,
  PolicyDocument,
  PolicyFile,
  PolicyTest,
} from '../../core/model/policyDocument.ts'
import type { Peer } from '../../core/model/rule.ts'
import type { SecurityGroup, Tags } from '../../core/model/securityGroup.ts'
import { accountNamed } from '../account/named.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { createGroup } from '../securityGroup/createGroup.ts'
import { deleteGroup } from '../securityGroup/deleteGroup.ts'
import { renameGroup, setInnerAccess } from '../securityGroup/modifyGroup.ts'
import { tagResources, untagResources } from '../tags/tagResources.ts'
import type { Declaration, DeclaredGroup, DeclaredRule } from './declaration.ts'
import { deleteLists, reconcileLists } from './lists.ts'
import { type KeptMember, type Membership, reconcileMembers } from './members.ts'
import { at } from './placed.ts'
import { reconcileRules } from './rules.ts'
import { installTests } from './tests.ts'

export interface Reconciled {
  readonly bindings: Bindings
  /** Interfaces that would have no group left and keep their last one. */
  readonly kept: readonly KeptMember[]
  readonly tests: readonly PolicyTest[]
}

export const documentId = ({ accountId }: Pick<Call, 'accountId'>, policy: string): string =>
  `${accountId} ${policy}`

/** Within one transaction; whatever an operation refuses is refused with its place, and nothing happens. */
export function reconcile(call: Call, declared: Declaration, files: readonly PolicyFile[]): Reconciled {
  const known = call.state.get('policyDocument', documentId(call, declared.name))
  const lists = reconcileLists(call, declared, known?.bindings)
  const groups = new Map(declared.groups.map((each) => [each.key, groupFor(call, declared, each, known)]))
  const bindings: Bindings = {
    ...lists,
    groups: Object.fromEntries([...groups].map(([key, { id }]) => [key, id])),
  }
  const places: { [ruleId: string]: Place } = {}
  for (const each of declared.groups) {
    const rules = each.rules.map((rule) => ({ ...rule, spec: specOf(call, rule, bindings) }))
    for (const [id, place] of reconcileRules(call, groups.get(each.key) as SecurityGroup, rules)) {
      places[id] = place
    }
  }
  const going = goneGroups(call, known, bindings)
  const memberships = [
    ...declared.groups.flatMap((each): Membership[] => {
      const group = groups.get(each.key)
      return each.members === null || group === undefined
        ? []
        : [{ group, tags: each.members, place: each.place }]
    }),
    ...going.map((group) => ({ group, tags: null, place: declared.place })),
  ]
  const kept = reconcileMembers(call, memberships)
  for (const { id } of going) at(declared.place, () => deleteGroup(call, { groupId: id }))
  deleteLists(call, declared, known?.bindings, bindings)
  remember(call, declared, files, { known, bindings, places })
  return { bindings, kept, tests: installTests(call, declared, bindings) }
}

interface Memory {
  readonly known: PolicyDocument | undefined
  readonly bindings: Bindings
  readonly places: PolicyDocument['places']
}

/** A second apply of the same files writes nothing at all. */
function remember(
  call: Call,
  declared: Declaration,
  files: readonly PolicyFile[],
  { known, bindings, places }: Memory,
): void {
  const tagKeys = Object.fromEntries(declared.groups.map(({ key, tags }) => [key, Object.keys(tags)]))
  const document = { files, bindings, places, tagKeys }
  const same = known && JSON.stringify([known.files, known.bindings, known.places, known.tagKeys])
  if (same === JSON.stringify(Object.values(document))) return
  const id = documentId(call, declared.name)
  const { accountId, now: appliedAt } = call
  call.state.put('policyDocument', { id, accountId, name: declared.name, ...document, appliedAt })
}

function groupFor(
  call: Call,
  declared: Declaration,
  group: DeclaredGroup,
  known: PolicyDocument | undefined,
): SecurityGroup {
  return at(group.place, () => {
    const bound = owned(call, 'securityGroup', known?.bindings.groups[group.key] ?? '')
    const { name, description, tags, kind } = group
    if (bound !== undefined) stayInPlace(call, declared, bound, group.key)
    const found =
      bound ??
      createGroup(call, {
        ...{ region: declared.region, name, description, tags, kind, resourceGroupId: '' },
        vpcId: vpcOf(call, declared),
      })
    // To make it anew would cut everybody in it: the author has to give it another name.
    if (found.kind !== kind) fail({ name: 'policyKindFixed', key: group.key, groupKind: found.kind })
    const groupId = found.id
    if (found.name !== name || found.description !== description) {
      renameGroup(call, { groupId, name, description })
    }
    if (group.innerAccess !== null && group.innerAccess !== found.innerAccess) {
      setInnerAccess(call, { groupId, innerAccess: group.innerAccess })
    }
    retag(call, found, tags, known?.tagKeys?.[group.key] ?? [])
    return call.state.get('securityGroup', groupId) as SecurityGroup
  })
}

/** Tags of others stay; those that the policy had put there go with their declaration. */
function retag(call: Call, { id, region, tags: has }: SecurityGroup, tags: Tags, before: readonly string[]) {
  const tagged = { kind: 'securityGroup', region, ids: [id] } as const
  const keys = before.filter((key) => tags[key] === undefined && has[key] !== undefined)
  if (keys.length > 0) untagResources(call, { ...tagged, keys })
  const isTagged = Object.entries(tags).every(([key, value]) => has[key] === value)
  if (!isTagged) tagResources(call, { ...tagged, tags })
}

/** To say nothing while a group stays where it was would look as if it had moved. */
function stayInPlace(call: Call, declared: Declaration, { region, vpcId }: SecurityGroup, key: string): void {
  if (region !== declared.region) fail({ name: 'policyPlaceFixed', key, found: region })
  const wanted = vpcOf(call, declared)
  if (wanted !== undefined && wanted !== vpcId)
    fail({ name: 'policyPlaceFixed', key, found: vpcId ?? region })
}

/** By id, or by a name that only one has. */
function vpcOf(call: Call, { vpc, region, place }: Declaration): string | undefined {
  if (vpc === null) return undefined
  if (call.state.get('vpc', vpc) !== undefined) return vpc
  const named = call.state.by('vpc', 'account', call.accountId).filter((one) => one.name === vpc)
  const here = named.filter((one) => one.region === region)
  return here.length === 1 ? here[0]?.id : at(place, () => fail({ name: 'vpcNotFound', vpcId: vpc }))
}

function specOf(call: Call, rule: DeclaredRule, bindings: Bindings): RuleSpec {
  const { place, direction, peer, ports, ...rest } = rule
  const bound = (of: keyof Bindings, key: string): string => bindings[of][key] as string
  return {
    ...rest,
    icmp: null,
    nic: null,
    peer:
      peer.kind !== 'named'
        ? at(place, () => withOwner(call, peer))
        : peer.of === 'groups'
          ? { kind: 'group', groupId: bound('groups', peer.key) as never, accountId: call.accountId }
          : { kind: 'prefixList', listId: bound('prefixLists', peer.key) as never },
    ports: ports.kind === 'named' ? { kind: 'list', listId: bound('portLists', ports.key) as never } : ports,
  }
}

/** A group of which nobody says whose it is is the caller's. */
const withOwner = (call: Call, peer: Peer): Peer =>
  peer.kind !== 'group'
    ? peer
    : {
        ...peer,
        accountId: peer.accountId === '' ? call.accountId : accountNamed(call.state, peer.accountId),
      }

/** Groups that the policy had made and no longer declares; those that are gone already are no more. */
function goneGroups(
  call: Call,
  known: PolicyDocument | undefined,
  bindings: Bindings,
): readonly SecurityGroup[] {
  const kept = new Set(Object.values(bindings.groups))
  return Object.values(known?.bindings.groups ?? {})
    .filter((id) => !kept.has(id))
    .flatMap((id) => owned(call, 'securityGroup', id) ?? [])
}
