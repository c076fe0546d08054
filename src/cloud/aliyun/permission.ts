// One rule as DescribeSecurityGroupAttribute shows it.

import type { ResourceReader } from '../../core/model/resources.ts'
import type { PortMatch, Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import { formatPortText, formatProtocolText } from './ruleText.ts'
import { formatTime } from './time.ts'

/** Every field is a text and is there; unset ones are empty, as clients expect. */
export function permissionOf(state: ResourceReader, group: SecurityGroup, rule: Rule) {
  const peer = peerTexts(state, group, rule)
  const own = blockTexts(rule.ownCidr)
  const [source, dest] = rule.direction === 'ingress' ? [peer, own] : [own, peer]
  return {
    SecurityGroupRuleId: rule.id,
    Direction: rule.direction,
    IpProtocol: formatProtocolText(rule.protocol),
    PortRange: portText(rule.ports),
    SourcePortRange: rule.sourcePorts?.map(formatPortText).join(',') ?? '',
    ...portListTexts(state, rule.ports),
    SourceCidrIp: source.v4,
    Ipv6SourceCidrIp: source.v6,
    SourceGroupId: source.groupId,
    SourceGroupName: source.groupName,
    SourceGroupOwnerAccount: source.owner,
    SourcePrefixListId: source.listId,
    SourcePrefixListName: source.listName,
    DestCidrIp: dest.v4,
    Ipv6DestCidrIp: dest.v6,
    DestGroupId: dest.groupId,
    DestGroupName: dest.groupName,
    DestGroupOwnerAccount: dest.owner,
    DestPrefixListId: dest.listId,
    DestPrefixListName: dest.listName,
    Policy: rule.action === 'accept' ? 'Accept' : 'Drop',
    Priority: String(rule.precedence),
    NicType: rule.nic,
    Description: rule.description,
    CreateTime: formatTime(rule.createdAt),
  }
}

const NOBODY = { v4: '', v6: '', groupId: '', groupName: '', owner: '', listId: '', listName: '' }

const blockTexts = (cidr: string | null) =>
  cidr === null ? NOBODY : cidr.includes(':') ? { ...NOBODY, v6: cidr } : { ...NOBODY, v4: cidr }

function peerTexts(state: ResourceReader, group: SecurityGroup, { peer }: Rule) {
  switch (peer.kind) {
    case 'cidr':
      return blockTexts(peer.cidr)
    case 'group': {
      const groupName = state.get('securityGroup', peer.groupId)?.name ?? ''
      // Named only across accounts: Terraform takes it for a sign that the peer is somebody else's.
      const owner = peer.accountId === group.accountId ? '' : peer.accountId
      return { ...NOBODY, groupId: peer.groupId, groupName, owner }
    }
    case 'prefixList': {
      const listName = state.get('prefixList', peer.listId)?.name ?? ''
      return { ...NOBODY, listId: peer.listId, listName }
    }
  }
}

const portText = (ports: PortMatch): string =>
  ports.kind === 'any' ? '-1/-1' : ports.kind === 'ranges' ? ports.ranges.map(formatPortText).join(',') : ''

const portListTexts = (state: ResourceReader, ports: PortMatch) => ({
  PortRangeListId: ports.kind === 'list' ? ports.listId : '',
  PortRangeListName: ports.kind === 'list' ? (state.get('portList', ports.listId)?.name ?? '') : '',
})
