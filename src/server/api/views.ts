// Resources as the own API shows them: neutral words, no secrets.

import { z } from '@hono/zod-openapi'
import { isLink } from '../../core/model/classicLink.ts'
import type { PortList, PrefixList } from '../../core/model/lists.ts'
import type { Eni } from '../../core/model/network.ts'
import type { NetworkAcl } from '../../core/model/networkAcl.ts'
import { formatPorts } from '../../core/model/portText.ts'
import { formatProtocol } from '../../core/model/protocol.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { ResourceChange } from '../../service/changes.ts'
import { action, direction, nic } from './fields.ts'
import { networkAclView } from './networkAclView.ts'

export const groupSchema = z
  .object({
    id: z.string(),
    accountId: z.string(),
    region: z.string(),
    name: z.string(),
    description: z.string(),
    network: z
      .enum(['vpc', 'classic', 'region'])
      .openapi({ description: 'region: interfaces of every VPC of the region may have it' }),
    vpcId: z.string().nullable(),
    kind: z.enum(['basic', 'enterprise']),
    order: z.enum(['merged', 'inSequence']).openapi({
      description: 'inSequence: a priority is the place in the list, and groups decide in the order bound',
    }),
    rulesVersion: z.int().nullable().openapi({
      description: 'counts the changes of a list of rules; null: priorities decide, there is no list',
    }),
    innerAccess: action,
    liveSessions: z.enum(['cut', 'keep']).openapi({
      description: 'what becomes of live sessions that the rules no longer allow',
    }),
    managed: z.boolean(),
    deletionProtection: z.boolean(),
    resourceGroupId: z.string(),
    tags: z.record(z.string(), z.string()),
    rules: z.int(),
    members: z.int().openapi({ description: 'network interfaces in the group' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('SecurityGroup')

export const groupView = (state: ResourceReader, group: SecurityGroup): z.input<typeof groupSchema> => ({
  id: group.id,
  accountId: group.accountId,
  region: group.region,
  name: group.name,
  description: group.description,
  network: group.spansNetworks ? 'region' : group.vpcId === null ? 'classic' : 'vpc',
  vpcId: group.vpcId,
  kind: group.kind,
  order: group.order,
  rulesVersion: group.order === 'inSequence' ? (group.rulesVersion ?? 0) : null,
  innerAccess: group.innerAccess,
  liveSessions: group.liveSessions ?? 'cut',
  managed: group.managed,
  deletionProtection: group.deletionProtection,
  resourceGroupId: group.resourceGroupId,
  tags: { ...group.tags },
  rules: state.by('rule', 'group', group.id).length,
  members: state.by('eni', 'group', group.id).length,
  createdAt: time(group.createdAt),
})

export const ruleSchema = z
  .object({
    id: z.string(),
    groupId: z.string(),
    direction,
    action,
    priority: z.int().openapi({ description: 'where rules are in sequence: place in the list, from 1' }),
    protocol: z.string(),
    ports: z
      .string()
      .openapi({ description: '`any`, ports such as `22,8000-8100`, or the id of a port list' }),
    sourcePorts: z.string().nullable(),
    peer: z.string().openapi({ description: 'an address block, `sg-…`, `sg-…@account` or `pl-…`' }),
    own: z.string().nullable().openapi({ description: "restricts the instance's own address" }),
    nic,
    description: z.string(),
    system: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .openapi('Rule')

export const ruleView = (state: ResourceReader, rule: Rule): z.input<typeof ruleSchema> => ({
  id: rule.id,
  groupId: rule.groupId,
  direction: rule.direction,
  action: rule.action,
  priority: rule.precedence + firstPlace(state, rule),
  protocol: formatProtocol(rule.protocol),
  ports: portsText(rule),
  sourcePorts: rule.sourcePorts === null ? null : formatPorts(rule.sourcePorts),
  peer: peerText(state, rule),
  own: rule.ownCidr,
  nic: rule.nic,
  description: rule.description,
  system: rule.system,
  createdAt: time(rule.createdAt),
})

/** Places count from 0 in the model and from 1 for people; priorities are what they are. */
const firstPlace = (state: ResourceReader, { groupId }: Rule): number =>
  state.get('securityGroup', groupId)?.order === 'inSequence' ? 1 : 0

const portsText = ({ ports }: Rule): string =>
  ports.kind === 'any' ? 'any' : ports.kind === 'list' ? ports.listId : formatPorts(ports.ranges)

function peerText(state: ResourceReader, { groupId, peer }: Rule): string {
  if (peer.kind === 'cidr') return peer.cidr
  if (peer.kind === 'prefixList') return peer.listId
  const own = state.get('securityGroup', groupId)?.accountId
  return own === undefined || own === peer.accountId ? peer.groupId : `${peer.groupId}@${peer.accountId}`
}

export const eniSchema = z
  .object({
    id: z.string(),
    accountId: z.string(),
    region: z.string(),
    zone: z.string(),
    name: z.string(),
    kind: z.enum(['primary', 'secondary']),
    vpcId: z.string(),
    vSwitchId: z.string(),
    instanceId: z.string().nullable(),
    mac: z.string(),
    addresses: z.array(z.string()).openapi({ description: 'primary, secondary, IPv6, delegated blocks' }),
    groups: z.array(z.string()),
    managed: z.boolean(),
    classicLink: z
      .boolean()
      .openapi({ description: 'it stands in the VPC for a classic instance that is linked to it' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('NetworkInterface')

export const eniView = (eni: Eni): z.input<typeof eniSchema> => ({
  id: eni.id,
  accountId: eni.accountId,
  region: eni.region,
  zone: eni.zone,
  name: eni.name,
  kind: eni.kind,
  vpcId: eni.vpcId,
  vSwitchId: eni.vSwitchId,
  instanceId: eni.instanceId,
  mac: eni.mac,
  addresses: [eni.primaryAddress, ...eni.secondaryAddresses, ...eni.ipv6Addresses, ...eni.prefixes],
  groups: [...eni.securityGroupIds],
  managed: eni.managed,
  classicLink: isLink(eni),
  createdAt: time(eni.createdAt),
})

export const listSchema = z
  .object({
    id: z.string(),
    accountId: z.string(),
    region: z.string(),
    name: z.string(),
    description: z.string(),
    family: z
      .enum(['IPv4', 'IPv6', 'any'])
      .nullable()
      .openapi({ description: 'any: both; null: a list of ports' }),
    includes: z.array(z.string()).openapi({ description: 'lists whose entries are of this one as well' }),
    maxEntries: z.int(),
    entries: z.array(z.object({ entry: z.string(), description: z.string() })),
    groups: z.array(z.string()).openapi({
      description: 'security groups with rules, and network ACLs with entries, that name the list',
    }),
    createdAt: z.iso.datetime(),
  })
  .openapi('List')

const FAMILIES = { 4: 'IPv4', 6: 'IPv6', any: 'any' } as const

export const listView = (
  list: PrefixList | PortList,
  groups: readonly string[],
): z.input<typeof listSchema> => ({
  id: list.id,
  accountId: list.accountId,
  region: list.region,
  name: list.name,
  description: list.description,
  family: 'family' in list ? FAMILIES[list.family ?? 'any'] : null,
  includes: [...(list.includes ?? [])],
  maxEntries: list.maxEntries,
  entries: list.entries.map((entry) => ({
    entry: 'cidr' in entry ? entry.cidr : (entry.written ?? formatPorts([entry])),
    description: entry.description,
  })),
  groups: [...groups],
  createdAt: time(list.createdAt),
})

export const changeSchema = z
  .object({
    kind: z.string(),
    id: z.string(),
    change: z.enum(['added', 'changed', 'removed']),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi('Change')

/** Kinds that carry what is shown in another form. */
const UNSHOWN: ReadonlySet<string> = new Set(['policyDocument', 'plan', 'provisional'])

export const shownChanges = (
  state: ResourceReader,
  changes: readonly ResourceChange[],
): z.input<typeof changeSchema>[] =>
  changes.filter(({ kind }) => !UNSHOWN.has(kind)).map((change) => changeView(state, change))

const changeView = (state: ResourceReader, change: ResourceChange): z.input<typeof changeSchema> => ({
  kind: change.kind,
  id: change.id,
  change: change.before === undefined ? 'added' : change.after === undefined ? 'removed' : 'changed',
  before: change.before === undefined ? null : shown(state, { ...change, body: change.before }),
  after: change.after === undefined ? null : shown(state, { ...change, body: change.after }),
})

function shown(state: ResourceReader, of: { kind: string; body: object }): Record<string, unknown> {
  switch (of.kind) {
    case 'securityGroup': {
      // How many rules and members it has is told by their own changes.
      const { rules, members, rulesVersion, ...group } = groupView(state, of.body as SecurityGroup)
      return group
    }
    case 'rule':
      return ruleView(state, of.body as Rule)
    case 'eni':
      return eniView(of.body as Eni)
    case 'prefixList':
    case 'portList': {
      const { groups, ...list } = listView(of.body as PrefixList | PortList, [])
      return list
    }
    case 'networkAcl': {
      // Where it stands is told by the changes of vSwitches.
      const { vSwitches, ...acl } = networkAclView(state, of.body as NetworkAcl)
      return acl
    }
    case 'joinToken':
      return Object.fromEntries(Object.entries(of.body).filter(([name]) => name !== 'digest'))
    case 'accessKey':
    case 'roleSession':
      return Object.fromEntries(Object.entries(of.body).filter(([name]) => name !== 'secret'))
    default:
      return { ...of.body }
  }
}

const time = (milliseconds: number): string => new Date(milliseconds).toISOString()
