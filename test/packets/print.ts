// Prints a world and its packets in the form of the packet tables, ready to be pasted into one.

import { isLink } from '../../src/core/model/classicLink.ts'
import type { PortEntry } from '../../src/core/model/lists.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { type SessionTimeouts, USUAL_TIMEOUTS } from '../../src/core/model/network.ts'
import type { NetworkAcl } from '../../src/core/model/networkAcl.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { formatPortRange, type PortRange } from '../../src/core/model/ports.ts'
import { formatProtocol, hasPorts } from '../../src/core/model/protocol.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import type { Action, Rule } from '../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../src/core/model/securityGroup.ts'
import { basicGroup, enterpriseGroup, sequenceGroup } from './resources.ts'

export function printTable(
  world: ResourceReader,
  rows: readonly { action: Action; packet: Packet }[],
): string {
  const lines = rows.map(({ action, packet }) => `${action} ${formatPacket(packet)}`)
  return [...printWorld(world), '---', ...lines].join('\n')
}

export function printWorld(world: ResourceReader): readonly string[] {
  return [
    ...settingsLines(world),
    ...[...world.list('vpc')].map((vpc) =>
      line('vpc', vpc.id, vpc.cidr, ...vpc.secondaryCidrs, vpc.ipv6Cidr, list('user=', vpc.userCidrs)),
    ),
    ...[...world.list('vSwitch')]
      .filter((vSwitch) => vSwitch.id !== `vsw-${vSwitch.vpcId}`)
      .map((vSwitch) => line('vswitch', vSwitch.id, vSwitch.vpcId, vSwitch.cidr, vSwitch.ipv6Cidr)),
    ...[...world.list('securityGroup')].map(groupLine),
    ...[...world.list('prefixList')].map((each) =>
      line('list', each.id, ...each.entries.map((entry) => entry.cidr), ...included(each.includes)),
    ),
    ...[...world.list('portList')].map((each) =>
      line('ports', each.id, ...each.entries.map(entryText), ...included(each.includes)),
    ),
    ...[...world.list('rule')].map(ruleLine),
    ...[...world.list('eni')].map((eni) => (isLink(eni) ? linkLine(eni) : eniLine(world, eni))),
    ...[...world.list('networkAcl')].flatMap((acl) => aclLines(world, acl)),
    ...[...world.list('eip')].map((eip) =>
      line(
        'eip',
        eip.address,
        eip.association?.eniId,
        eip.association?.mode ?? eip.association?.privateAddress,
      ),
    ),
  ]
}

const line = (...words: readonly (string | null | undefined)[]): string =>
  words.filter((word) => word !== null && word !== undefined && word !== '').join(' ')

const list = (head: string, texts: readonly string[]): string =>
  texts.length === 0 ? '' : `${head}${texts.join(',')}`

const ports = (ranges: readonly PortRange[]): string => ranges.map(formatPortRange).join(',')

const included = (ids: readonly string[] = []): readonly string[] => ids.map((id) => `+${id}`)

function entryText({ protocol, ...range }: PortEntry): string {
  if (protocol === undefined) return formatPortRange(range)
  const name = formatProtocol(protocol)
  return hasPorts(protocol) ? `${name}:${formatPortRange(range)}` : name
}

function settingsLines(world: ResourceReader): readonly string[] {
  const isReleased = [...world.list('account')].some((account) => account.smtpReleased)
  const isAfter = world.get('policySettings', 'policy')?.innerAccess === 'after-rules'
  return [...(isAfter ? ['set innerAccess=after-rules'] : []), ...(isReleased ? ['set smtp=released'] : [])]
}

function groupLine(group: SecurityGroup): string {
  const kind = group.order === 'inSequence' ? 'sequence' : group.kind
  const { vpcId } = group
  const usual =
    kind === 'sequence'
      ? sequenceGroup(group.id)
      : { basic: basicGroup, enterprise: enterpriseGroup }[kind](group.id, vpcId ?? '')
  const unlike = (name: string, is: string, was: string): string => (is === was ? '' : `${name}=${is}`)
  return line(
    'group',
    group.id,
    kind === 'basic' ? '' : kind,
    unlike('inner', group.innerAccess, usual.innerAccess),
    unlike('ingress', group.defaults.ingress, usual.defaults.ingress),
    unlike('egress', group.defaults.egress, usual.defaults.egress),
    unlike('sessions', group.liveSessions ?? 'cut', 'cut'),
    vpcId === null ? (kind === 'basic' ? 'vpc=classic' : '') : `vpc=${vpcId}`,
  )
}

function ruleLine(rule: Rule): string {
  const icmp =
    rule.icmp === null ? '' : `/${rule.icmp.type}${rule.icmp.code === null ? '' : `/${rule.icmp.code}`}`
  return line(
    ...['rule', rule.id, rule.groupId, rule.direction, rule.action],
    `${formatProtocol(rule.protocol)}${icmp}`,
    portsOf(rule),
    peerOf(rule),
    `at ${rule.precedence}`,
    rule.ownCidr === null ? '' : `own ${rule.ownCidr}`,
    rule.sourcePorts === null ? '' : `sport ${ports(rule.sourcePorts)}`,
    rule.nic === 'internet' ? 'nic internet' : '',
  )
}

function portsOf({ ports: match }: Rule): string {
  if (match.kind === 'any') return 'any'
  return match.kind === 'list' ? match.listId : ports(match.ranges)
}

function peerOf({ peer }: Rule): string {
  if (peer.kind === 'cidr') return peer.cidr
  return peer.kind === 'group' ? peer.groupId : peer.listId
}

function aclLines(world: ResourceReader, acl: NetworkAcl): readonly string[] {
  const guarded = world.by('vSwitch', 'networkAcl', acl.id).map((vSwitch) => vSwitch.id)
  const entries = (['ingress', 'egress'] as const).flatMap((direction) =>
    acl[direction].map(({ id, action, protocol, ports: range, peer, ownCidr, sourcePorts }) =>
      line(
        ...['entry', id, acl.id, direction, action, formatProtocol(protocol)],
        range === null ? 'any' : formatPortRange(range),
        peer.kind === 'cidr' ? peer.cidr : peer.listId,
        ownCidr === undefined ? '' : `own ${ownCidr}`,
        sourcePorts === undefined ? '' : `sport ${formatPortRange(sourcePorts)}`,
      ),
    ),
  )
  return [line('acl', acl.id, guarded.join(',') || '-', `vpc=${acl.vpcId}`), ...entries]
}

const timeoutText = ({ tcpEstablished, tcpClosed, udp }: SessionTimeouts): string =>
  `${tcpEstablished}/${tcpClosed}/${udp}`

/** `ID-link` stands for `ID`. */
const linkLine = ({ id, vpcId }: Eni): string => line('link', id.replace(/-link$/, ''), vpcId)

function eniLine(world: ResourceReader, eni: Eni): string {
  const addresses = [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses, ...eni.prefixes]
  const instance = eni.instanceId === null ? undefined : world.get('instance', eni.instanceId)
  return line(
    'eni',
    eni.id,
    addresses.join(','),
    eni.securityGroupIds.join(',') || '-',
    `vpc=${eni.vpcId}`,
    eni.vSwitchId === `vsw-${eni.vpcId}` ? '' : `in=${eni.vSwitchId}`,
    eni.kind === 'secondary' ? `on=${eni.instanceId}` : '',
    eni.nic === undefined ? '' : `nic=${eni.nic}`,
    timeoutText(eni.timeouts) === timeoutText(USUAL_TIMEOUTS) ? '' : `timeouts=${timeoutText(eni.timeouts)}`,
    eni.instanceId === null ? 'detached' : '',
    instance?.state === 'stopped' ? 'stopped' : '',
  )
}
