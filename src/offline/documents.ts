// Documents of the model with what files leave out filled in.

import { asId } from '../core/model/ids.ts'
import type { PortList, PrefixList } from '../core/model/lists.ts'
import type { Eni } from '../core/model/network.ts'
import type { PortRange } from '../core/model/ports.ts'
import type { Rule } from '../core/model/rule.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'

/** Stands for the one network that everything in the files belongs to. */
export const NETWORK = 'network'

const owned = {
  accountId: asId<SecurityGroup['accountId']>('account'),
  region: '',
  name: '',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

export const ACCOUNT = owned.accountId

export const groupWith = (id: string, some: Partial<SecurityGroup>): SecurityGroup => ({
  ...owned,
  id: asId(id),
  vpcId: asId(NETWORK),
  kind: 'basic',
  order: 'merged',
  defaults: { ingress: 'drop', egress: 'accept' },
  innerAccess: 'accept',
  managed: false,
  deletionProtection: false,
  ...some,
})

/** Group after group, closed both ways (P3, P4). */
export const sequencedGroup = (id: string, some: Partial<SecurityGroup> = {}): SecurityGroup =>
  groupWith(id, {
    order: 'inSequence',
    defaults: { ingress: 'drop', egress: 'drop' },
    innerAccess: 'drop',
    ...some,
  })

export const ruleWith = (
  id: string,
  groupId: string,
  some: Partial<Rule> & Pick<Rule, 'direction' | 'peer'>,
): Rule => ({
  id: asId(id),
  groupId: asId(groupId),
  action: 'accept',
  precedence: 1,
  protocol: 'all',
  ports: { kind: 'any' },
  sourcePorts: null,
  icmp: null,
  ownCidr: null,
  nic: 'intranet',
  description: '',
  system: false,
  createdAt: 0,
  ...some,
})

const listed = { ...owned, maxEntries: 0 }

export const prefixListWith = (
  id: string,
  cidrs: readonly string[],
  maxEntries = cidrs.length,
): PrefixList => ({
  ...listed,
  id: asId(id),
  maxEntries,
  family: cidrs.some((cidr) => cidr.includes(':')) ? 6 : 4,
  entries: cidrs.map((cidr) => ({ cidr, description: '' })),
})

export const portListWith = (id: string, ranges: readonly PortRange[]): PortList => ({
  ...listed,
  id: asId(id),
  maxEntries: ranges.length,
  entries: ranges.map(({ first, last }) => ({ first, last, description: '' })),
})

export const eniWith = (id: string, some: Partial<Eni>): Eni => ({
  ...owned,
  id: asId(id),
  vpcId: asId(NETWORK),
  vSwitchId: asId(''),
  zone: '',
  kind: 'primary',
  instanceId: null,
  deviceIndex: 0,
  mac: '',
  primaryAddress: '',
  secondaryAddresses: [],
  ipv6Addresses: [],
  prefixes: [],
  securityGroupIds: [],
  timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
  deleteOnRelease: true,
  sourceDestCheck: true,
  managed: false,
  ...some,
})
