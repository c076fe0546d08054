// Groups, lists and network interfaces for tests of the own API, put into the store as they are.

import {
  asId,
  type EniId,
  type PortListId,
  type PrefixListId,
  type RuleId,
  type SecurityGroupId,
  type VpcId,
} from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { Resources } from '../../src/core/model/resources.ts'
import type { Rule } from '../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../src/core/model/securityGroup.ts'
import { ACCOUNT } from '../aliyun/client.ts'
import { REGION, type TestApi } from './client.ts'

const owned = {
  accountId: ACCOUNT,
  region: REGION,
  name: 'x',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

export const put = <K extends keyof Resources>(api: TestApi, kind: K, body: Resources[K]): Promise<unknown> =>
  api.store.transact((state) => state.put(kind, body))

async function putVpc(api: TestApi): Promise<void> {
  await put(api, 'vpc', {
    ...owned,
    id: asId<VpcId>('vpc-a'),
    cidr: '10.0.0.0/8',
    secondaryCidrs: [],
    ipv6Cidr: null,
    userCidrs: [],
    isDefault: false,
    routerId: 'vrt-a',
    routeTableId: 'vtb-a',
  })
}

export async function putGroup(
  api: TestApi,
  id: string,
  change: Partial<SecurityGroup> = {},
): Promise<string> {
  if (api.store.get('vpc', 'vpc-a') === undefined) await putVpc(api)
  await put(api, 'securityGroup', {
    ...owned,
    id: asId<SecurityGroupId>(id),
    vpcId: asId<VpcId>('vpc-a'),
    kind: 'basic',
    order: 'merged',
    defaults: { ingress: 'drop', egress: 'accept' },
    innerAccess: 'accept',
    managed: false,
    deletionProtection: false,
    ...change,
  })
  return id
}

export async function putRule(
  api: TestApi,
  groupId: string,
  id: string,
  change: Partial<Rule> = {},
): Promise<Rule> {
  const rule: Rule = {
    id: asId<RuleId>(id),
    groupId: asId<SecurityGroupId>(groupId),
    direction: 'ingress',
    action: 'accept',
    precedence: 1,
    protocol: 6,
    ports: { kind: 'ranges', ranges: [{ first: 22, last: 22 }] },
    sourcePorts: null,
    icmp: null,
    peer: { kind: 'cidr', cidr: '10.0.0.0/8' },
    ownCidr: null,
    nic: 'intranet',
    description: '',
    system: false,
    createdAt: 0,
    ...change,
  }
  await put(api, 'rule', rule)
  return rule
}

export async function putLists(api: TestApi): Promise<void> {
  const list = { ...owned, maxEntries: 5 }
  await put(api, 'prefixList', {
    ...list,
    id: asId<PrefixListId>('pl-1'),
    family: 4,
    entries: [{ cidr: '10.1.0.0/16', description: 'office' }],
  })
  await put(api, 'portList', {
    ...list,
    id: asId<PortListId>('prl-1'),
    entries: [{ first: 80, last: 90, description: '' }],
  })
}

export async function putEni(api: TestApi, id: string, groups: readonly string[]): Promise<void> {
  const eni: Eni = {
    ...owned,
    id: asId<EniId>(id),
    vpcId: asId<VpcId>('vpc-a'),
    vSwitchId: asId('vsw-a'),
    zone: `${REGION}-h`,
    kind: 'secondary',
    instanceId: null,
    deviceIndex: 0,
    mac: '00:16:3e:00:00:01',
    primaryAddress: '10.0.0.5',
    secondaryAddresses: [],
    ipv6Addresses: [],
    prefixes: [],
    securityGroupIds: groups.map((group) => asId<SecurityGroupId>(group)),
    timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
    deleteOnRelease: false,
    sourceDestCheck: false,
    managed: false,
  }
  await put(api, 'eni', eni)
}

export const CIDR = (cidr: string): Rule['peer'] => ({ kind: 'cidr', cidr })
export const GROUP = (groupId: string): Rule['peer'] => ({
  kind: 'group',
  groupId: asId<SecurityGroupId>(groupId),
  accountId: ACCOUNT,
})
export const PREFIXES: Rule['peer'] = { kind: 'prefixList', listId: asId<PrefixListId>('pl-1') }
export const PORTS: Rule['ports'] = { kind: 'list', listId: asId<PortListId>('prl-1') }
