// Resource documents with defaults, so that a test names only what it is about.

import type { Account } from '../../src/core/model/account.ts'
import { formatCidr, parseCidr, rangeOf, rangeWithin } from '../../src/core/model/cidr.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { PortList, PrefixList } from '../../src/core/model/lists.ts'
import type { Eip, Eni, Instance, Vpc, VSwitch } from '../../src/core/model/network.ts'
import type { NetworkAcl, NetworkAclEntry } from '../../src/core/model/networkAcl.ts'
import type { Rule } from '../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../src/core/model/securityGroup.ts'

export const ACCOUNT = 'acct-1'
export const REGION = 'cn-hangzhou'
const ZONE = 'cn-hangzhou-h'

const owned = {
  accountId: asId<Account['id']>(ACCOUNT),
  region: REGION,
  name: '',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

export const accountWith = (fields: Partial<Account> = {}): Account => ({
  id: asId(ACCOUNT),
  cloud: 'aliyun',
  name: 'test',
  smtpReleased: false,
  createdAt: 0,
  ...fields,
})

export const vpcWith = (id: string, fields: Partial<Vpc> = {}): Vpc => ({
  ...owned,
  id: asId(id),
  cidr: '10.0.0.0/16',
  secondaryCidrs: [],
  ipv6Cidr: null,
  userCidrs: [],
  isDefault: false,
  routerId: `vrt-${id}`,
  routeTableId: `vtb-${id}`,
  ...fields,
})

/** A vSwitch as large as its VPC's first block, with the first /64 of the VPC's IPv6 block. */
export const vSwitchOf = (id: string, vpc: Vpc, fields: Partial<VSwitch> = {}): VSwitch => ({
  ...owned,
  id: asId(id),
  vpcId: vpc.id,
  zone: ZONE,
  cidr: vpc.cidr,
  ipv6Cidr: vpc.ipv6Cidr === null ? null : firstBlock(vpc.ipv6Cidr, 64),
  isDefault: false,
  ...fields,
})

function firstBlock(text: string, length: number): string {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  const block = { family: cidr.family, base: rangeOf(cidr).first, length: Math.max(length, cidr.length) }
  return formatCidr(block)
}

/** A basic group of Alibaba Cloud as its API makes it: closed inwards, open outwards, members reach each other. */
export const basicGroup = (
  id: string,
  vpcId: string | null,
  fields: Partial<SecurityGroup> = {},
): SecurityGroup => ({
  ...owned,
  id: asId(id),
  vpcId: vpcId === null ? null : asId(vpcId),
  kind: 'basic',
  order: 'merged',
  defaults: { ingress: 'drop', egress: 'accept' },
  innerAccess: 'accept',
  managed: false,
  deletionProtection: false,
  ...fields,
})

/** An enterprise group: closed both ways, no inner access (G3, P4). */
export const enterpriseGroup = (id: string, vpcId: string, fields: Partial<SecurityGroup> = {}) =>
  basicGroup(id, vpcId, {
    kind: 'enterprise',
    defaults: { ingress: 'drop', egress: 'drop' },
    innerAccess: 'drop',
    ...fields,
  })

/** A group in Tencent Cloud's order: group after group, closed both ways. */
export const sequenceGroup = (id: string, fields: Partial<SecurityGroup> = {}) =>
  basicGroup(id, null, {
    order: 'inSequence',
    spansNetworks: true,
    defaults: { ingress: 'drop', egress: 'drop' },
    innerAccess: 'drop',
    ...fields,
  })

export const ruleIn = (groupId: string, id: string, fields: Partial<Rule> = {}): Rule => ({
  id: asId(id),
  groupId: asId(groupId),
  direction: 'ingress',
  action: 'accept',
  precedence: 1,
  protocol: 'all',
  ports: { kind: 'any' },
  sourcePorts: null,
  icmp: null,
  peer: { kind: 'cidr', cidr: '0.0.0.0/0' },
  ownCidr: null,
  nic: 'intranet',
  description: '',
  system: false,
  createdAt: 0,
  ...fields,
})

export const prefixListWith = (id: string, family: 4 | 6, cidrs: readonly string[]): PrefixList => ({
  ...owned,
  id: asId(id),
  family,
  maxEntries: Math.max(1, cidrs.length),
  entries: cidrs.map((cidr) => ({ cidr, description: '' })),
})

export const portListWith = (
  id: string,
  ranges: readonly { readonly first: number; readonly last: number }[],
): PortList => ({
  ...owned,
  id: asId(id),
  maxEntries: Math.max(1, ranges.length),
  entries: ranges.map((range) => ({ ...range, description: '' })),
})

export const networkAclWith = (id: string, vpc: Vpc, fields: Partial<NetworkAcl> = {}): NetworkAcl => ({
  ...owned,
  id: asId(id),
  vpcId: vpc.id,
  ingress: [],
  egress: [],
  ...fields,
})

export const aclEntryWith = (id: string, fields: Partial<NetworkAclEntry> = {}): NetworkAclEntry => ({
  id: asId(id),
  action: 'accept',
  protocol: 'all',
  ports: null,
  peer: { kind: 'cidr', cidr: '0.0.0.0/0' },
  name: '',
  description: '',
  ...fields,
})

/** Splits addresses into what an ENI keeps apart: the first IPv4 is primary, blocks are prefixes. */
export function eniWith(
  id: string,
  vSwitch: VSwitch,
  addresses: readonly string[],
  fields: Partial<Eni> = {},
): Eni {
  const plain = addresses.filter((text) => !text.includes('/'))
  const [primaryAddress, ...secondaryAddresses] = plain.filter((text) => !text.includes(':'))
  if (primaryAddress === undefined) throw new Error(`\`${id}\` needs an IPv4 address`)
  return {
    ...owned,
    id: asId(id),
    vpcId: vSwitch.vpcId,
    vSwitchId: vSwitch.id,
    zone: vSwitch.zone,
    kind: 'primary',
    instanceId: null,
    deviceIndex: 0,
    mac: macOf(primaryAddress),
    primaryAddress,
    secondaryAddresses,
    ipv6Addresses: plain.filter((text) => text.includes(':')),
    prefixes: addresses.filter((text) => text.includes('/')),
    securityGroupIds: [],
    timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
    deleteOnRelease: true,
    sourceDestCheck: true,
    managed: false,
    ...fields,
  }
}

const macOf = (address: string): string =>
  ['02:16', ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':')

export const instanceOf = (id: string, eni: Eni, fields: Partial<Instance> = {}): Instance => ({
  ...owned,
  id: asId(id),
  zone: eni.zone,
  vpcId: eni.vpcId,
  vSwitchId: eni.vSwitchId,
  state: 'running',
  primaryEniId: eni.id,
  hostId: asId('host-1'),
  hostName: id,
  imageId: 'ubuntu_24_04_x64_20G_alibase_20250101.vhd',
  instanceType: 'ecs.g7.large',
  chargeType: 'PostPaid',
  internetChargeType: 'PayByTraffic',
  internetMaxBandwidthOut: 0,
  keyPairName: '',
  ramRoleName: '',
  userData: '',
  deletionProtection: false,
  metadata: { endpoint: 'enabled', tokens: 'optional', hopLimit: 1 },
  responderPorts: [],
  startedAt: 0,
  ...fields,
})

export const eipWith = (address: string, association: Eip['association'] = null): Eip => ({
  ...owned,
  id: asId(`eip-${address}`),
  address,
  bandwidth: '5',
  internetChargeType: 'PayByTraffic',
  isp: 'BGP',
  association,
})

/** Whether an address or block, as text, lies in a block. */
export function liesIn(text: string, blockText: string): boolean {
  const inner = parseCidr(text)
  const outer = parseCidr(blockText)
  return inner !== undefined && outer !== undefined && rangeWithin(rangeOf(inner), rangeOf(outer))
}
