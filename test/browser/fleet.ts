// An account as big companies have it: 500 groups named `environment-application-role-sg`, 10,000 interfaces in two VPCs.

import { join } from 'node:path'
import {
  type AccountId,
  asId,
  type EniId,
  type RuleId,
  type SecurityGroupId,
  type VpcId,
  type VSwitchId,
} from '../../src/core/model/ids.ts'
import type { Peer, Rule } from '../../src/core/model/rule.ts'
import { openStore } from '../../src/store/index.ts'
import type { Transaction } from '../../src/store/store.ts'

export const ENVIRONMENTS = ['prod', 'stage', 'test', 'dev'] as const
const ROLES = ['web', 'app', 'db', 'cache', 'job'] as const
type Environment = (typeof ENVIRONMENTS)[number]
type Role = (typeof ROLES)[number]
const APPLICATIONS = 25
const ENIS_PER_GROUP = 20
/** Applications whose database lets in the jobs of another environment: what a picture is to show. */
const MISTAKEN = 7

/** Into the data folder of a server that is stopped: a store has one owner. */
export async function fillFleet(dataDir: string, accountId: string): Promise<void> {
  const store = await openStore(join(dataDir, 'menshen.db'))
  await store.transact((state) => putFleet(state, accountId))
  await store.close()
}

export function putFleet(state: Transaction, accountId: string): void {
  const fleet = new Fleet(state, asId<AccountId>(accountId))
  for (const environment of ENVIRONMENTS)
    for (let app = 1; app <= APPLICATIONS; app++) for (const role of ROLES) fleet.add(environment, app, role)
}

class Fleet {
  readonly #state: Transaction
  readonly #owned
  #rules = 0
  #enis = 0

  constructor(state: Transaction, accountId: AccountId) {
    this.#state = state
    this.#owned = {
      ...{ accountId, region: 'cn-hangzhou', description: '', resourceGroupId: '', tags: {}, createdAt: 0 },
    }
    for (const name of ['online', 'offline']) {
      const blocks = { cidr: '10.0.0.0/8', secondaryCidrs: [], ipv6Cidr: null, userCidrs: [] }
      const id = asId<VpcId>(`vpc-${name}`)
      state.put('vpc', {
        ...this.#owned,
        ...blocks,
        id,
        name,
        isDefault: false,
        routerId: '',
        routeTableId: '',
      })
    }
  }

  add(environment: Environment, app: number, role: Role): void {
    const id = groupId(environment, app, role)
    this.#state.put('securityGroup', {
      ...{ ...this.#owned, id, name: `${environment}-app${app}-${role}-sg`, vpcId: vpcOf(environment) },
      ...{ kind: 'basic', order: 'merged', defaults: { ingress: 'drop', egress: 'accept' } },
      ...{ innerAccess: role === 'db' ? 'drop' : 'accept', managed: false, deletionProtection: false },
    })
    for (const [port, peer] of doorsOf(environment, app, role)) this.#open(id, port, peer)
    for (let n = 0; n < ENIS_PER_GROUP; n++) this.#member(id, vpcOf(environment))
  }

  #open(group: SecurityGroupId, port: number, peer: Peer): void {
    const rule: Rule = {
      ...{ id: asId<RuleId>(`sgr-${++this.#rules}`), groupId: group, direction: 'ingress', action: 'accept' },
      ...{
        precedence: 1,
        protocol: 6,
        ports: { kind: 'ranges', ranges: [{ first: port, last: port }] },
        peer,
      },
      ...{ sourcePorts: null, icmp: null, ownCidr: null, nic: 'intranet', description: '' },
      ...{ system: false, createdAt: 0 },
    }
    this.#state.put('rule', rule)
  }

  #member(group: SecurityGroupId, vpcId: VpcId): void {
    const n = ++this.#enis
    this.#state.put('eni', {
      ...{ ...this.#owned, id: asId<EniId>(`eni-${n}`), name: `nic-${n}`, vpcId },
      ...{
        vSwitchId: asId<VSwitchId>('vsw-1'),
        zone: '',
        kind: 'secondary',
        instanceId: null,
        deviceIndex: 0,
      },
      ...{ mac: `00:16:3f:00:${hex(n >> 8)}:${hex(n & 255)}`, primaryAddress: `10.1.${n >> 8}.${n & 255}` },
      ...{ secondaryAddresses: [], ipv6Addresses: [], prefixes: [], securityGroupIds: [group] },
      timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
      ...{ deleteOnRelease: false, sourceDestCheck: false, managed: false },
    })
  }
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

const vpcOf = (environment: Environment): VpcId =>
  asId<VpcId>(environment === 'prod' || environment === 'stage' ? 'vpc-online' : 'vpc-offline')

export const groupId = (environment: Environment, app: number, role: Role): SecurityGroupId =>
  asId<SecurityGroupId>(`sg-${environment}-${app}-${role}`)

function doorsOf(environment: Environment, app: number, role: Role): readonly (readonly [number, Peer])[] {
  const from = (other: Role, where: Environment = environment): Peer => ({
    ...{ kind: 'group', groupId: groupId(where, app, other), accountId: '' as AccountId },
  })
  const block = (cidr: string): Peer => ({ kind: 'cidr', cidr })
  const admin = [22, block(environment === 'dev' ? '10.0.0.0/8' : '10.250.0.0/24')] as const
  switch (role) {
    case 'web':
      return [admin, [80, block('0.0.0.0/0')], [443, block('0.0.0.0/0')]]
    case 'app':
      return [admin, [8080, from('web')]]
    case 'db':
      return [
        ...([admin, [3306, from('app')], [3306, from('job')]] as const),
        ...(app % MISTAKEN === 0 && environment === 'prod' ? [[3306, from('job', 'stage')] as const] : []),
      ]
    case 'cache':
      return [admin, [6379, from('app')]]
    case 'job':
      return [admin]
  }
}
