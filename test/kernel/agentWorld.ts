// A little cloud written by hand: resources in tables, with short names, for tests that drive the agent directly.

import {
  asId,
  type EipId,
  type EniId,
  type HostId,
  type InstanceId,
  type RuleId,
  type SecurityGroupId,
  type VpcId,
  type VSwitchId,
} from '../../src/core/model/ids.ts'
import type { Eip, Eni, Instance, VisibleMode } from '../../src/core/model/network.ts'
import type { Direction } from '../../src/core/model/packet.ts'
import { parseProtocol } from '../../src/core/model/protocol.ts'
import type { Kind, Resources, Write } from '../../src/core/model/resources.ts'
import type { Action, Peer, Rule } from '../../src/core/model/rule.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'

export const HOST = asId<HostId>('local')

interface InstanceOptions {
  readonly vpc?: string
  readonly groups?: readonly string[]
  readonly v6?: string
  readonly responderPorts?: readonly number[]
  readonly secondaryAddresses?: readonly string[]
}

const owned = {
  accountId: asId<Resources['vpc']['accountId']>('1'),
  region: 'cn-hangzhou',
  name: '',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt: 0,
}

export class World {
  readonly tables = new ResourceTables()
  /** Gets every write; a test hangs the converger in here. */
  changed: (revision: number, writes: readonly Write[]) => void = () => {}
  revision = 0
  #rules = 0

  put<K extends Kind>(kind: K, body: Resources[K]): void {
    this.write({ kind, id: body.id, body } as Write)
  }

  remove(kind: Kind, id: string): void {
    this.write({ kind, id, body: null } as Write)
  }

  write(...writes: readonly Write[]): void {
    this.revision++
    this.tables.apply({ writes })
    this.changed(this.revision, writes)
  }

  /** A VPC 10.0.0.0/16 with one vSwitch 10.0.0.0/24 and IPv6 2001:db8:0:1::/64. */
  vpc(id: string): VpcId {
    const vpcId = asId<VpcId>(id)
    const common = { ...owned, isDefault: false }
    this.put('vpc', {
      ...common,
      id: vpcId,
      cidr: '10.0.0.0/16',
      secondaryCidrs: [],
      ipv6Cidr: '2001:db8::/56',
      userCidrs: [],
      routerId: '',
      routeTableId: '',
    })
    this.put('vSwitch', {
      ...common,
      id: asId<VSwitchId>(`vsw-${id}`),
      vpcId,
      zone: 'cn-hangzhou-a',
      cidr: '10.0.0.0/24',
      ipv6Cidr: '2001:db8:0:1::/64',
    })
    return vpcId
  }

  group(id: string, vpc: string, defaults: Partial<Record<Direction, Action>> = {}): SecurityGroupId {
    const groupId = asId<SecurityGroupId>(id)
    this.put('securityGroup', {
      ...owned,
      id: groupId,
      vpcId: asId<VpcId>(vpc),
      kind: 'basic',
      order: 'merged',
      defaults: { ingress: 'drop', egress: 'accept', ...defaults },
      innerAccess: 'drop',
      managed: false,
      deletionProtection: false,
    })
    return groupId
  }

  /** `rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)`; gives the id for `remove`. */
  rule(
    group: string,
    direction: Direction,
    action: Action,
    protocol: string,
    peer: string,
    port?: number,
  ): string {
    const id = `sgr-${++this.#rules}`
    this.put('rule', {
      ...ruleShape(protocol, peer, port),
      id: asId<RuleId>(id),
      groupId: asId<SecurityGroupId>(group),
      direction,
      action,
    })
    return id
  }

  /** `instance('i-a', '10.0.0.5')`: running, primary ENI `eni-<id>`. */
  instance(id: string, address: string, options: InstanceOptions = {}): InstanceId {
    const instanceId = asId<InstanceId>(id)
    const vpc = options.vpc ?? 'vpc-a'
    const eni = eniShape(id, vpc, address, options)
    const instance = instanceShape(instanceId, vpc, eni.id, options)
    this.write({ kind: 'eni', id: eni.id, body: eni }, { kind: 'instance', id: instanceId, body: instance })
    return instanceId
  }

  change<K extends Kind>(kind: K, id: string, part: Partial<Resources[K]>): void {
    const body = this.tables.get(kind, id)
    if (body === undefined) throw new Error(`no ${kind} ${id}`)
    this.put(kind, { ...body, ...part })
  }

  deleteInstance(id: string): void {
    this.write({ kind: 'instance', id, body: null }, { kind: 'eni', id: `eni-${id}`, body: null })
  }

  /** A second interface of an instance, `eni-NAME`. */
  secondInterface(name: string, instance: string, address: string, groups: readonly string[]): void {
    const first = this.tables.get('eni', `eni-${instance}`)
    if (first === undefined) throw new Error(`no instance ${instance}`)
    this.put('eni', {
      ...eniShape(name, first.vpcId, address, { groups }),
      ...{ kind: 'secondary', instanceId: first.instanceId, deviceIndex: 1 },
    })
  }

  /** Public addresses that stand on an interface themselves (P10); none takes them off. */
  show(name: string, addresses: readonly string[], mode: VisibleMode): void {
    const eni = this.tables.get('eni', `eni-${name}`)
    if (eni === undefined) throw new Error(`no interface eni-${name}`)
    const { visible, ...rest } = eni
    const gone = (visible?.addresses ?? []).filter((address) => !addresses.includes(address))
    const association = { eniId: eni.id, instanceId: null, privateAddress: '', mode }
    const shown = addresses.length === 0 ? {} : { visible: { addresses, only: mode === 'cutThrough' } }
    this.write(
      { kind: 'eni', id: eni.id, body: { ...rest, ...shown } },
      ...gone.map((address) => eipWrite(address, null)),
      ...addresses.map((address) => eipWrite(address, association)),
    )
  }

  eip(address: string, instance: string | null): void {
    const eni = instance === null ? undefined : this.tables.get('eni', `eni-${instance}`)
    const association =
      eni === undefined
        ? null
        : { eniId: eni.id, instanceId: eni.instanceId, privateAddress: eni.primaryAddress }
    this.write(eipWrite(address, association))
  }
}

const eipWrite = (address: string, association: Eip['association']): Write => ({
  kind: 'eip',
  id: `eip-${address}`,
  body: {
    ...owned,
    id: asId<EipId>(`eip-${address}`),
    address,
    bandwidth: '5',
    internetChargeType: 'PayByTraffic',
    isp: 'BGP',
    association,
  },
})

function ruleShape(
  protocol: string,
  peer: string,
  port: number | undefined,
): Omit<Rule, 'id' | 'groupId' | 'direction' | 'action'> {
  const number = parseProtocol(protocol)
  if (number === undefined) throw new Error(`no protocol ${protocol}`)
  return {
    precedence: 1,
    protocol: number,
    ports: port === undefined ? { kind: 'any' } : { kind: 'ranges', ranges: [{ first: port, last: port }] },
    sourcePorts: null,
    icmp: null,
    peer: peerOf(peer),
    ownCidr: null,
    nic: 'intranet',
    description: '',
    system: false,
    createdAt: 0,
  }
}

const peerOf = (text: string): Peer =>
  text.startsWith('sg-')
    ? { kind: 'group', groupId: asId<SecurityGroupId>(text), accountId: owned.accountId }
    : { kind: 'cidr', cidr: text }

const macOf = (address: string): string =>
  `00:16:3e:${address
    .split('.')
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join(':')}`

const eniShape = (id: string, vpc: string, address: string, options: InstanceOptions): Eni => ({
  ...owned,
  id: asId<EniId>(`eni-${id}`),
  vpcId: asId<VpcId>(vpc),
  vSwitchId: asId<VSwitchId>(`vsw-${vpc}`),
  zone: 'cn-hangzhou-a',
  kind: 'primary',
  instanceId: asId<InstanceId>(id),
  deviceIndex: 0,
  mac: macOf(address),
  primaryAddress: address,
  secondaryAddresses: options.secondaryAddresses ?? [],
  ipv6Addresses: options.v6 === undefined ? [] : [options.v6],
  prefixes: [],
  securityGroupIds: (options.groups ?? []).map((group) => asId<SecurityGroupId>(group)),
  timeouts: { tcpEstablished: 910, tcpClosed: 3, udp: 30 },
  deleteOnRelease: true,
  sourceDestCheck: true,
  managed: false,
})

const instanceShape = (id: InstanceId, vpc: string, eniId: EniId, options: InstanceOptions): Instance => ({
  ...owned,
  name: `name-of-${id}`,
  id,
  zone: 'cn-hangzhou-a',
  vpcId: asId<VpcId>(vpc),
  vSwitchId: asId<VSwitchId>(`vsw-${vpc}`),
  state: 'running',
  primaryEniId: eniId,
  hostId: HOST,
  hostName: `host-${id}`,
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
  responderPorts: options.responderPorts ?? [],
  startedAt: 0,
})
