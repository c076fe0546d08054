// A resolver that follows a state through its changes: what a change does not concern is resolved once and kept.

import { compareRanges } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { EniId, NetworkAclId, RuleId, SecurityGroupId } from '../model/ids.ts'
import type { Eni } from '../model/network.ts'
import type { ResourceReader, Write } from '../model/resources.ts'
import { EditedCopy } from '../model/sharedEnds.ts'
import { groupKey, type LivePeer, privateTextsOf, rangesIn } from './peers.ts'
import type { EniPolicy } from './policy.ts'
import { createResolver, emptyMemory, type Resolver } from './resolve.ts'

/**
 * Gives the same objects again until something they are made of changes. Address sets are live: those of an old policy
 * hold the addresses of now.
 */
export class LiveResolver implements Resolver {
  readonly #state: () => ResourceReader
  #memory = emptyMemory()
  /** Of before a change too: whether one still holds is seen when it is asked for. */
  #policies = new Map<EniId, { readonly eni: Eni; readonly policy: EniPolicy }>()
  /** Keys of the lists that a group's rules are in. */
  #listsOf = new Map<SecurityGroupId, Set<string>>()
  /** As they were when last looked at: of one that is gone nobody else knows any more. */
  readonly #enis = new Map<EniId, Eni>()
  /** Groups in which no two members share an address, so that each range is one member's. */
  readonly #plain = new WeakSet<LivePeer>()
  readonly #groupOfRule = new Map<RuleId, SecurityGroupId>()
  /** Of which there was none when somebody asked. */
  readonly #missed = new Set<EniId>()
  #version = 0

  constructor(state: () => ResourceReader) {
    this.#state = state
  }

  /** Another one after each write that may have turned a policy that was asked for into another: who comes into groups or leaves them turns none. */
  get version(): number {
    return this.#version
  }

  policyOf(eniId: EniId): EniPolicy | undefined {
    const eni = this.#state().get('eni', eniId)
    if (eni === undefined) {
      this.#missed.add(eniId)
      return undefined
    }
    const known = this.#policies.get(eniId)
    if (known?.eni === eni && this.#holds(known.policy)) return known.policy
    const lists = known?.eni === eni ? this.#memory.lists.get(known.policy.source ?? '') : undefined
    if (known !== undefined && lists !== undefined) {
      // Another of those that share the lists has had them made anew.
      const policy = { ...known.policy, ...lists }
      this.#policies.set(eniId, { eni, policy })
      return policy
    }
    const policy = createResolver(this.#state(), this.#memory).policyOf(eniId)
    if (policy?.source === undefined) return policy
    this.#policies.set(eniId, { eni, policy })
    for (const groupId of eni.securityGroupIds) this.#listsIn(groupId).add(policy.source)
    return policy
  }

  /** Of a group that is in a list for the first time, its rules are noted as well: nobody else's matter. */
  #listsIn(groupId: SecurityGroupId): Set<string> {
    const known = this.#listsOf.get(groupId)
    if (known !== undefined) return known
    for (const { id } of this.#state().by('rule', 'group', groupId)) this.#groupOfRule.set(id, groupId)
    const lists = new Set<string>()
    this.#listsOf.set(groupId, lists)
    return lists
  }

  #holds({ source = '', ingress, egress }: EniPolicy): boolean {
    const lists = this.#memory.lists.get(source)
    return lists?.ingress === ingress && lists.egress === egress
  }

  /** Everything is new. */
  restart(): void {
    this.#memory = emptyMemory()
    this.#policies = new Map()
    this.#listsOf = new Map()
    this.#enis.clear()
    this.#groupOfRule.clear()
    this.#missed.clear()
    this.#version++
    for (const eni of this.#state().list('eni')) this.#enis.set(eni.id, eni)
  }

  /** The state has taken in these writes, and perhaps later ones that are told next. */
  take(writes: readonly Write[]): void {
    for (const write of writes) this.#takeOne(write)
  }

  #takeOne(write: Write): void {
    if (this.#isAskedFor(write)) this.#version++
    switch (write.kind) {
      case 'eni':
        this.#takeEni(write.id as EniId, write.body)
        return
      case 'rule': {
        const before = this.#groupOfRule.get(write.id as RuleId)
        if (before !== undefined) this.#forgetListsOf(before)
        this.#groupOfRule.delete(write.id as RuleId)
        if (write.body !== null && this.#listsOf.has(write.body.groupId)) {
          this.#groupOfRule.set(write.body.id, write.body.groupId)
          this.#forgetListsOf(write.body.groupId)
        }
        return
      }
      case 'securityGroup':
        this.#forgetListsOf(write.id as SecurityGroupId)
        return
      case 'prefixList':
        this.#renew(`prefixList:${write.id}`)
        for (const { id } of this.#state().by('prefixList', 'includes', write.id))
          this.#renew(`prefixList:${id}`)
        return
      case 'vpc':
        this.#renew(`public@${write.id}`)
        this.#renew(`beyondLink@${write.id}`)
        this.#policies.clear()
        return
      case 'networkAcl':
        this.#memory.edges.delete(write.id as NetworkAclId)
        this.#forgetPolicies((policy) => policy.edge?.networkAclId === write.id)
        return
      case 'vSwitch':
        this.#policies.clear()
        return
      case 'instance':
      case 'eip':
        return
      default:
        // Rare: accounts, settings and port lists may be in any list.
        for (const [key, list] of this.#memory.lists) this.#memory.old.set(key, list)
        this.#memory.lists.clear()
        this.#policies.clear()
    }
  }

  #isAskedFor({ kind, id }: Write): boolean {
    if (kind === 'instance' || kind === 'eip' || kind === 'prefixList') return false
    return kind !== 'eni' || this.#policies.has(id as EniId) || this.#missed.has(id as EniId)
  }

  #takeEni(id: EniId, now: Eni | null): void {
    const before = this.#enis.get(id)
    if (now === null) this.#enis.delete(id)
    else this.#enis.set(id, now)
    this.#policies.delete(id)
    const [left, come] = [memberships(before), memberships(now)]
    for (const key of new Set([...left.keys(), ...come.keys()])) {
      const peer = this.#memory.peers.get(key)
      const [old, fresh] = [left.get(key) ?? [], come.get(key) ?? []]
      if (peer === undefined || old.join() === fresh.join()) continue
      const ranges = this.#plain.has(peer) ? exchanged(peer.ranges, old, fresh) : null
      if (ranges === null) this.#remake(peer, key)
      else peer.ranges = ranges
    }
  }

  /** From scratch: also finds out whether the list can take in later changes bit by bit. */
  #remake(peer: LivePeer, key: string): void {
    peer.ranges = peer.make(this.#state())
    const [groupId = '', vpcId] = key.slice('group:'.length).split('@')
    let texts = 0
    for (const eni of this.#state().by('eni', 'group', groupId))
      if (eni.vpcId === vpcId && eni.nic !== 'internet') texts += privateTextsOf(eni).length
    if (texts === peer.ranges.length) this.#plain.add(peer)
    else this.#plain.delete(peer)
  }

  #renew(key: string): void {
    const peer = this.#memory.peers.get(key)
    if (peer !== undefined) peer.ranges = peer.make(this.#state())
  }

  #forgetListsOf(groupId: SecurityGroupId): void {
    for (const key of this.#listsOf.get(groupId) ?? []) {
      const list = this.#memory.lists.get(key)
      if (list === undefined) continue
      this.#memory.lists.delete(key)
      this.#memory.old.set(key, list)
    }
  }

  #forgetPolicies(isConcerned: (policy: EniPolicy) => boolean): void {
    for (const [id, { policy }] of this.#policies) {
      if (isConcerned(policy)) this.#policies.delete(id)
    }
  }
}

/** The group keys that an ENI's addresses stand under (G1). */
function memberships(eni: Eni | null | undefined): ReadonlyMap<string, readonly string[]> {
  if (!eni || eni.nic === 'internet') return new Map()
  const texts = privateTextsOf(eni)
  return new Map(eni.securityGroupIds.map((groupId) => [groupKey(groupId, eni.vpcId), texts]))
}

/** Null when the list does not have what is to go, or has what is to come. */
function exchanged(
  ranges: readonly AddressRange[],
  old: readonly string[],
  fresh: readonly string[],
): readonly AddressRange[] | null {
  const copy = new EditedCopy(ranges)
  for (const range of rangesIn(old)) {
    const at = placeIn(copy.list, range)
    const found = copy.list[at]
    if (found === undefined || compareRanges(found, range) !== 0 || found.last !== range.last) return null
    copy.splice(at, 1)
  }
  for (const range of rangesIn(fresh)) {
    const at = placeIn(copy.list, range)
    if ([copy.list[at - 1], copy.list[at]].some((each) => each !== undefined && overlap(each, range)))
      return null
    copy.splice(at, 0, range)
  }
  return copy.done()
}

const overlap = (a: AddressRange, b: AddressRange): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last

/** Index of the first that does not stand before the given one. */
function placeIn(sorted: readonly AddressRange[], range: AddressRange): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareRanges(sorted[middle] as AddressRange, range) < 0) low = middle + 1
    else high = middle
  }
  return low
}
