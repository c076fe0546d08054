// A network ACL as the answers show it: its own entries, and those that the system puts before and behind them.

import { parseCidr } from '../../../../core/model/cidr.ts'
import { asId, type NetworkAclEntryId } from '../../../../core/model/ids.ts'
import type { NetworkAcl, NetworkAclEntry } from '../../../../core/model/networkAcl.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { formatTime } from '../../time.ts'
import { vpcTags } from '../tags.ts'
import { entryAnswer } from './networkAclEntries.ts'

/** Resolvers and metadata (S1), as the page "Network ACLs" names them. */
const ALWAYS_OPEN = ['100.100.2.128/28', '100.100.2.112/28', '100.100.100.200/32']

/** For CreateNetworkAcl: no types, no tags, no system entries. */
export const networkAclAttribute = (state: ResourceReader, acl: NetworkAcl) => ({
  ...head(state, acl),
  IngressAclEntries: { IngressAclEntry: acl.ingress.map((entry) => entryAnswer(entry, 'ingress')) },
  EgressAclEntries: { EgressAclEntry: acl.egress.map((entry) => entryAnswer(entry, 'egress')) },
})

export const networkAclAnswer = (state: ResourceReader, acl: NetworkAcl) => ({
  ...head(state, acl),
  IngressAclEntries: { IngressAclEntry: entriesOf(state, acl, 'ingress') },
  EgressAclEntries: { EgressAclEntry: entriesOf(state, acl, 'egress') },
  Tags: vpcTags(acl.tags),
})

const head = (state: ResourceReader, acl: NetworkAcl) => ({
  NetworkAclId: acl.id,
  NetworkAclName: acl.name,
  Description: acl.description,
  VpcId: acl.vpcId,
  RegionId: acl.region,
  Status: 'Available',
  // `2021-12-25 11:33:27` here, unlike anywhere else.
  CreationTime: formatTime(acl.createdAt).replace('T', ' ').replace('Z', ''),
  Resources: {
    Resource: state.by('vSwitch', 'networkAcl', acl.id).map((vSwitch) => ({
      ResourceId: vSwitch.id,
      ResourceType: 'VSwitch',
      // The cloud's own spelling.
      Status: 'BINDED',
    })),
  },
})

function entriesOf(state: ResourceReader, acl: NetworkAcl, direction: Direction) {
  const hasIpv6 = (state.get('vpc', acl.vpcId)?.ipv6Cidr ?? null) !== null
  const closing = hasIpv6 ? ['0.0.0.0/0', '::/0'] : ['0.0.0.0/0']
  const shown = (entry: NetworkAclEntry, EntryType: 'custom' | 'system') => ({
    ...entryAnswer(entry, direction),
    EntryType,
    IpVersion: `IPv${familyOf(state, entry)}`,
  })
  return [
    ...ALWAYS_OPEN.map((cidr) => shown(systemEntry('accept', cidr), 'system')),
    ...acl[direction].map((entry) => shown(entry, 'custom')),
    ...closing.map((cidr) => shown(systemEntry('drop', cidr), 'system')),
  ]
}

/** Entries of the system are no resources: their id says what they are. */
const systemEntry = (action: 'accept' | 'drop', cidr: string): NetworkAclEntry => ({
  id: asId<NetworkAclEntryId>(`nae-system-${action}-${cidr.replaceAll(/[^0-9a-f]+/g, '-')}`),
  action,
  protocol: 'all',
  ports: null,
  peer: { kind: 'cidr', cidr },
  name: '',
  description: '',
})

function familyOf(state: ResourceReader, { peer }: NetworkAclEntry): 4 | 6 {
  if (peer.kind === 'cidr') return parseCidr(peer.cidr)?.family ?? 4
  return state.get('prefixList', peer.listId)?.family ?? 4
}
