// Address sets of peers: groups, prefix lists, CIDRs and the public internet, each made once and shared.

import { parseAddress } from '../model/address.ts'
import {
  type AddressSet,
  disjointRanges,
  normaliseRanges,
  setOfTexts,
  subtractSet,
  wholeFamily,
} from '../model/addressSet.ts'
import { prefixesOn, privateAddressesOn, publicAddressesOn } from '../model/borne.ts'
import { type AddressRange, formatCidr, parseCidr, rangeOf } from '../model/cidr.ts'
import { linkBlockOf } from '../model/classicLink.ts'
import type { PrefixListId, SecurityGroupId, VpcId } from '../model/ids.ts'
import { entriesWithin } from '../model/listEntries.ts'
import type { PrefixList } from '../model/lists.ts'
import { madeOnce } from '../model/madeOnce.ts'
import { type Eni, ipv6BlocksOf, type Vpc } from '../model/network.ts'
import type { ResourceReader } from '../model/resources.ts'
import type { Peer } from '../model/rule.ts'
import { NEVER_PUBLIC } from '../model/system.ts'
import type { PeerSet } from './policy.ts'

export interface Peers {
  of(peer: Peer, vpcId: VpcId): PeerSet
  group(groupId: SecurityGroupId, vpcId: VpcId): PeerSet
  /** What S3 calls public, seen from a VPC. */
  public(vpcId: VpcId): PeerSet
  /** What nobody on the internet has. */
  neverPublic(): PeerSet
  /** What a classic instance does not reach by its link to a VPC (K3). */
  beyondLink(vpcId: VpcId): PeerSet
}

/** A set whose addresses its owner may exchange for those of a newer state. */
export interface LivePeer extends PeerSet {
  ranges: readonly AddressRange[]
  readonly make: (state: ResourceReader) => readonly AddressRange[]
}

export const groupKey = (groupId: SecurityGroupId, vpcId: VpcId): string => `group:${groupId}@${vpcId}`

/** Holds for the state that `reader` had when asked first, for what `made` does not hold already. */
export function createPeers(reader: ResourceReader, made = new Map<string, LivePeer>()): Peers {
  const once = (key: string, make: LivePeer['make']): PeerSet => {
    const known = made.get(key)
    if (known !== undefined) return known
    const set = { key, ranges: make(reader), make }
    made.set(key, set)
    return set
  }

  const group = (groupId: SecurityGroupId, vpcId: VpcId) =>
    once(groupKey(groupId, vpcId), (state) => membersOf(state, groupId, vpcId))

  return {
    group,
    public: (vpcId) => once(`public@${vpcId}`, (state) => publicAround(state.get('vpc', vpcId))),
    beyondLink: (vpcId) => once(`beyondLink@${vpcId}`, (state) => outsideLink(state.get('vpc', vpcId))),
    neverPublic: () => once('neverPublic', () => NEVER_PUBLIC),
    of(peer, vpcId) {
      switch (peer.kind) {
        case 'group':
          return group(peer.groupId, vpcId)
        case 'prefixList':
          return once(`prefixList:${peer.listId}`, (state) => entriesOf(state, peer.listId))
        case 'cidr':
          return once(cidrKey(peer), () => setOfTexts([peer.cidr]))
      }
    },
  }
}

/** What an ENI has in its VPC, as text: addresses and delegated blocks (G1). */
export const privateTextsOf = (eni: Eni): readonly string[] => [
  ...privateAddressesOn(eni),
  ...prefixesOn(eni),
]

/** The same as numbers; they may overlap. */
export const rangesOfEni = madeOnce((eni: Eni) => rangesIn(privateTextsOf(eni)))

/** All that an ENI may send from (S2). */
export const addressTextsOf = (eni: Eni): readonly string[] => [
  ...privateTextsOf(eni),
  ...publicAddressesOn(eni),
]

/** G1: private addresses only, of this VPC only; a group that is gone has no members. */
function membersOf(reader: ResourceReader, groupId: SecurityGroupId, vpcId: VpcId): readonly AddressRange[] {
  const byVpc = addressesByVpc(reader.by('eni', 'group', groupId))
  return byVpc.get(vpcId) ?? []
}

/** Of the members of a group: an index gives the same array as long as no member comes, goes or changes. */
const addressesByVpc = madeOnce((members: readonly Eni[]): ReadonlyMap<VpcId, readonly AddressRange[]> => {
  const byVpc = new Map<VpcId, AddressRange[]>()
  for (const eni of members) {
    if (eni.nic === 'internet') continue
    const known = byVpc.get(eni.vpcId)
    if (known === undefined) byVpc.set(eni.vpcId, [...rangesOfEni(eni)])
    else known.push(...rangesOfEni(eni))
  }
  return new Map([...byVpc].map(([vpcId, ranges]) => [vpcId, disjointRanges(ranges)]))
})

/** P5: a list that is gone names nothing. */
function entriesOf(reader: ResourceReader, listId: PrefixListId): AddressSet {
  const list = reader.get('prefixList', listId)
  return list === undefined || list.includes !== undefined
    ? setOfTexts(entriesWithin(reader, 'prefixList', listId).map((entry) => entry.cidr))
    : ownEntriesOf(list)
}

const ownEntriesOf = madeOnce((list: PrefixList) => setOfTexts(list.entries.map((entry) => entry.cidr)))

const publicAround = (vpc: Vpc | undefined): AddressSet =>
  vpc === undefined ? everywherePublic() : publicSeenFrom(vpc)

const everywherePublic = (): AddressSet =>
  subtractSet(normaliseRanges([wholeFamily(4), wholeFamily(6)]), NEVER_PUBLIC)

function outsideLink(vpc: Vpc | undefined): AddressSet {
  const block = vpc?.classicLink === true ? linkBlockOf(vpc) : undefined
  const everything = normaliseRanges([wholeFamily(4), wholeFamily(6)])
  return block === undefined ? everything : subtractSet(everything, [rangeOf(block)])
}

const publicSeenFrom = madeOnce((vpc: Vpc) => subtractSet(everywherePublic(), blocksOf(vpc)))

export const blocksOf = madeOnce((vpc: Vpc) => setOfTexts(blockTextsOf(vpc)))

export const blockTextsOf = (vpc: Vpc): readonly string[] => [
  vpc.cidr,
  ...vpc.secondaryCidrs,
  ...vpc.userCidrs,
  ...ipv6BlocksOf(vpc),
]

/** T2: host bits do not matter, so `10.0.0.1/8` and `10.0.0.0/8` are one set. */
const cidrKey = madeOnce(({ cidr: text }: Peer & { kind: 'cidr' }): string => {
  const cidr = parseCidr(text)
  return `cidr:${cidr === undefined ? text : formatCidr(cidr)}`
})

export const addressesIn = (texts: readonly string[]) =>
  texts.flatMap((text) => {
    const address = parseAddress(text)
    return address === undefined ? [] : [address]
  })

export const rangesIn = (texts: readonly string[]) =>
  texts.flatMap((text) => {
    const cidr = parseCidr(text)
    return cidr === undefined ? [] : [rangeOf(cidr)]
  })
