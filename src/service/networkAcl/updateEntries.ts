// The entries of a network ACL replaced, a direction at a time and as a whole: their order decides (A1, A2).

import { parseCidr } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type NetworkAclEntryId } from '../../core/model/ids.ts'
import type { NetworkAcl, NetworkAclEntry } from '../../core/model/networkAcl.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { owned } from '../owned.ts'
import { findNetworkAcl, type OfNetworkAcl } from './findNetworkAcl.ts'

export interface EntrySpec extends Omit<NetworkAclEntry, 'id'> {
  /** Of an entry that stays, maybe changed; null = a new one. */
  readonly id: string | null
  /** What it is meant for; prefix lists must be of the same. Null = whatever the peer is. */
  readonly family: 4 | 6 | null
}

export interface EntriesUpdate extends OfNetworkAcl {
  /** Undefined leaves the direction as it is. */
  readonly ingress?: readonly EntrySpec[] | undefined
  readonly egress?: readonly EntrySpec[] | undefined
}

export function updateEntries(call: Call, input: EntriesUpdate): void {
  const acl = findNetworkAcl(call, input)
  const replaced = (direction: Direction): readonly NetworkAclEntry[] => {
    const specs = input[direction]
    return specs === undefined ? acl[direction] : placed(call, acl, direction, specs)
  }
  call.state.put('networkAcl', { ...acl, ingress: replaced('ingress'), egress: replaced('egress') })
}

/** All entries of another ACL, under ids of their own. */
export function copyEntries(call: Call, input: OfNetworkAcl & { readonly sourceId: string }): void {
  const { region, networkAclId, sourceId } = input
  const source = findNetworkAcl(call, { region, networkAclId: sourceId })
  const anew = (entries: readonly NetworkAclEntry[]): readonly EntrySpec[] =>
    entries.map((entry) => ({ ...entry, id: null, family: null }))
  updateEntries(call, { region, networkAclId, ingress: anew(source.ingress), egress: anew(source.egress) })
}

function placed(
  call: Call,
  acl: NetworkAcl,
  direction: Direction,
  specs: readonly EntrySpec[],
): readonly NetworkAclEntry[] {
  const maximum = maximumOf(call.state, 'networkAclEntries')
  if (specs.length > maximum) fail({ name: 'tooManyAclEntries', current: specs.length, maximum })
  const known = new Set<string>(acl[direction].map((entry) => entry.id))
  return specs.map(({ id, family, ...entry }) => {
    checkFamily(call, acl, entry, family)
    if (id !== null && !known.delete(id)) fail({ name: 'aclEntryNotFound', entryId: id, direction })
    return {
      id: asId<NetworkAclEntryId>(id ?? call.ids.next(acl.fiveFields ? 'nae5' : 'nae', acl.region)),
      ...entry,
    }
  })
}

function checkFamily(
  call: Call,
  acl: NetworkAcl,
  { peer }: Omit<NetworkAclEntry, 'id'>,
  wanted: 4 | 6 | null,
): void {
  const family = peer.kind === 'cidr' ? parseCidr(peer.cidr)?.family : familyOfList(call, acl, peer.listId)
  if (wanted !== null && wanted !== family && peer.kind === 'prefixList') {
    fail({ name: 'aclPrefixListOfOtherFamily', listId: peer.listId })
  }
  const hasIpv6 = (call.state.get('vpc', acl.vpcId)?.ipv6Cidr ?? null) !== null
  if (family === 6 && !hasIpv6) fail({ name: 'aclWithoutIpv6', vpcId: acl.vpcId })
}

function familyOfList(call: Call, acl: NetworkAcl, listId: string): 4 | 6 | null {
  const list = owned(call, 'prefixList', listId, acl.region)
  return list === undefined ? fail({ name: 'aclPrefixListNotFound', listId }) : list.family
}
