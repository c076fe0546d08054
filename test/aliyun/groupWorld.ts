// A cloud with a VPC and short ways to make and look at groups, rules and members.

import {
  asId,
  type EniId,
  type InstanceId,
  type PortListId,
  type PrefixListId,
  type SecurityGroupId,
  type VpcId,
} from '../../src/core/model/ids.ts'
import type { Eni, Instance, Vpc } from '../../src/core/model/network.ts'
import type { Resources } from '../../src/core/model/resources.ts'
import type { SecurityGroup } from '../../src/core/model/securityGroup.ts'
import { ACCOUNT, createTestCloud, type Parameters, type Reply, type TestCloud } from './client.ts'

export const REGION = 'cn-hangzhou'
export const VPC = 'vpc-main'
export const OTHER_VPC = 'vpc-other'

export type Permission = Readonly<Record<string, string>>

export interface GroupWorld extends TestCloud {
  /** Fails the test unless the call succeeds. */
  ok(parameters: Parameters): Promise<Reply['body']>
  newGroup(parameters?: Parameters): Promise<string>
  /** `{ Permissions: [{…}] }` of AuthorizeSecurityGroup and its kin, numbered. */
  rules(action: string, groupId: string, permissions: readonly Permission[]): Promise<Reply>
  permissions(groupId: string, parameters?: Parameters): Promise<Permission[]>
  change(kind: 'securityGroup', id: string, change: Partial<SecurityGroup>): Promise<void>
  put<K extends keyof Resources>(kind: K, body: Resources[K]): Promise<void>
}

export async function createGroupWorld(): Promise<GroupWorld> {
  const cloud = await createTestCloud()
  const world: GroupWorld = Object.assign(cloud, {
    async ok(parameters: Parameters) {
      const reply = await cloud.call(parameters)
      if (reply.status !== 200) throw new Error(`${parameters.Action}: ${reply.code}: ${reply.body.Message}`)
      return reply.body
    },
    async newGroup(parameters: Parameters = {}) {
      const body = await world.ok({
        Action: 'CreateSecurityGroup',
        RegionId: REGION,
        VpcId: VPC,
        ...parameters,
      })
      return body.SecurityGroupId as string
    },
    rules: (action: string, groupId: string, permissions: readonly Permission[]) =>
      cloud.call({
        Action: action,
        RegionId: REGION,
        SecurityGroupId: groupId,
        ...flat(permissions),
      }),
    async permissions(groupId: string, parameters: Parameters = {}) {
      const body = await world.ok({
        Action: 'DescribeSecurityGroupAttribute',
        RegionId: REGION,
        SecurityGroupId: groupId,
        ...parameters,
      })
      return body.Permissions.Permission as Permission[]
    },
    async change(kind: 'securityGroup', id: string, change: Partial<SecurityGroup>) {
      await cloud.store.transact((state) => {
        const before = state.get(kind, id)
        if (before === undefined) throw new Error(`no ${kind} ${id}`)
        state.put(kind, { ...before, ...change })
      })
    },
    async put<K extends keyof Resources>(kind: K, body: Resources[K]) {
      await cloud.store.transact((state) => state.put(kind, body))
    },
  })
  await world.put('vpc', vpc(VPC))
  await world.put('vpc', vpc(OTHER_VPC))
  return world
}

export const flat = (permissions: readonly Permission[]): Parameters =>
  Object.fromEntries(
    permissions.flatMap((permission, index) =>
      Object.entries(permission).map(([name, value]) => [`Permissions.${index + 1}.${name}`, value]),
    ),
  )

export const OWNED = {
  accountId: ACCOUNT,
  region: REGION,
  name: '',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

const vpc = (id: string): Vpc => ({
  ...OWNED,
  id: asId<VpcId>(id),
  cidr: '10.0.0.0/8',
  secondaryCidrs: [],
  ipv6Cidr: null,
  userCidrs: [],
  isDefault: false,
  routerId: '',
  routeTableId: '',
})

export const eni = (id: string, groups: readonly string[], change: Partial<Eni> = {}): Eni => ({
  ...OWNED,
  id: asId<EniId>(id),
  vpcId: asId<VpcId>(VPC),
  vSwitchId: asId('vsw-1'),
  zone: 'cn-hangzhou-h',
  kind: 'secondary',
  instanceId: null,
  deviceIndex: 0,
  mac: '02:00:00:00:00:01',
  primaryAddress: '10.0.0.1',
  secondaryAddresses: [],
  ipv6Addresses: [],
  prefixes: [],
  securityGroupIds: groups.map((group) => asId<SecurityGroupId>(group)),
  timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
  deleteOnRelease: true,
  sourceDestCheck: false,
  managed: false,
  ...change,
})

/** With its primary network interface `eni-of-<id>`. */
export async function putInstance(world: GroupWorld, id: string, groups: readonly string[]): Promise<void> {
  const primary = eni(`eni-of-${id}`, groups, { kind: 'primary', instanceId: asId<InstanceId>(id) })
  const instance: Instance = {
    ...OWNED,
    id: asId<InstanceId>(id),
    zone: primary.zone,
    vpcId: primary.vpcId,
    vSwitchId: primary.vSwitchId,
    state: 'running',
    primaryEniId: primary.id,
    hostId: asId('host'),
    hostName: '',
    imageId: '',
    instanceType: '',
    chargeType: '',
    internetChargeType: '',
    internetMaxBandwidthOut: 0,
    keyPairName: '',
    ramRoleName: '',
    userData: '',
    deletionProtection: false,
    metadata: { endpoint: 'enabled', tokens: 'optional', hopLimit: 1 },
    responderPorts: [],
    startedAt: 0,
  }
  await world.put('instance', instance)
  await world.put('eni', primary)
}

/** Prefix lists `pl-4` and `pl-6` and the port list `prl-1`, each counting as three rules. */
export async function putLists(world: GroupWorld): Promise<void> {
  const list = { ...OWNED, name: 'the list', maxEntries: 3, entries: [] }
  await world.put('prefixList', { ...list, id: asId<PrefixListId>('pl-4'), family: 4 })
  await world.put('prefixList', { ...list, id: asId<PrefixListId>('pl-6'), family: 6 })
  await world.put('portList', { ...list, id: asId<PortListId>('prl-1') })
}
