// What the manual's examples need: two accounts, instances of both with public addresses, people on the internet, and
// rules in the manual's words, in a VPC that both accounts use or in the classic network.
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import type { Hand } from '../kernel/hand.ts'
import { ecsClient, REGION, vpcClient } from './clients.ts'
import type { Credentials, TestServer } from './server.ts'

export type Network = 'vpc' | 'classic'

export interface Machine {
  readonly id: string
  readonly account: Account
  /** "内网IP" */
  readonly inner: string
  readonly public: string
  readonly hand: Hand
}

export interface Account {
  readonly id: string
  readonly ecs: ReturnType<typeof ecsClient>
}

/** One line of the manual's tables. The NIC type counts in the classic network only, as the manual says. */
export interface Line {
  readonly nic: 'internet' | 'intranet'
  readonly direction?: 'ingress' | 'egress'
  readonly policy?: 'accept' | 'drop'
  readonly protocol?: string
  readonly ports?: string
  readonly priority?: number
  /** An address block, or a group, of another account where one is named. */
  readonly peer: string | { readonly group: string; readonly account?: Account }
}

/** Ports on which every machine and outsider answers. */
const PORTS = [20, 21, 22, 25, 80, 443, 3306, 3389, 8080]

export class ManualWorld {
  readonly #server: TestServer
  readonly network: Network
  readonly #groups = new Map<string, string>()
  #vpcId: string | undefined
  #vSwitchId: string | undefined
  userA!: Account
  userB!: Account
  a1!: Machine
  a2!: Machine
  b1!: Machine
  /** 1.2.3.4, the manual's own example. */
  friend!: Hand
  /** 5.6.7.8 */
  stranger!: Hand

  constructor(server: TestServer, network: Network) {
    this.#server = server
    this.network = network
  }

  async build(userA: Account, userB: Account): Promise<void> {
    this.userA = userA
    this.userB = userB
    if (this.network === 'vpc') await this.#makeVpc()
    for (const { id } of [userA, userB]) {
      await this.#server.api('PATCH', `/accounts/${id}`, { classicNetwork: this.network === 'classic' })
    }
    this.a1 = await this.#machine(userA)
    this.a2 = await this.#machine(userA)
    this.b1 = await this.#machine(userB)
    this.friend = this.#server.hand('--internet', '--ip', '1.2.3.4')
    this.stranger = this.#server.hand('--internet', '--ip', '5.6.7.8')
    for (const hand of [this.friend, this.stranger]) {
      for (const port of PORTS) await hand.listen(port)
    }
  }

  /** Whether a connection comes about: silence is the only other way, since drop is silent (P3). */
  async reaches(from: Hand, address: string, port: number): Promise<boolean> {
    const answer = await from.tcp(address, port)
    if (/^(error|failed)/.test(answer)) throw new Error(`${address}:${port}: ${answer}`)
    return answer !== 'blocked'
  }

  async pings(from: Hand, address: string): Promise<boolean> {
    return (await from.ping(address)) === 'open'
  }

  async group(account: Account): Promise<string> {
    const { body } = await account.ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({
        regionId: REGION,
        ...(this.#vpcId === undefined ? {} : { vpcId: this.#vpcId }),
      }),
    )
    return body?.securityGroupId ?? ''
  }

  /** A group of its own for each machine; the ones they were in are left. */
  async groups(...machines: readonly Machine[]): Promise<readonly string[]> {
    const made: string[] = []
    for (const machine of machines) {
      const group = await this.group(machine.account)
      await this.move(machine, group)
      made.push(group)
    }
    return made
  }

  async move({ id, account }: Machine, securityGroupId: string): Promise<void> {
    const before = this.#groups.get(id) ?? ''
    await account.ecs.joinSecurityGroup(
      new ecsModels.JoinSecurityGroupRequest({ regionId: REGION, securityGroupId, instanceId: id }),
    )
    await account.ecs.leaveSecurityGroup(
      new ecsModels.LeaveSecurityGroupRequest({ regionId: REGION, securityGroupId: before, instanceId: id }),
    )
    this.#groups.set(id, securityGroupId)
  }

  /** Writes one line of a table into a group. */
  async add(account: Account, securityGroupId: string, line: Line): Promise<void> {
    const { direction = 'ingress', policy = 'accept', protocol = 'TCP', priority = 1 } = line
    const common = {
      ipProtocol: protocol,
      portRange: line.ports ?? '-1/-1',
      policy,
      priority: String(priority),
      ...(this.network === 'classic' ? { nicType: line.nic } : {}),
    }
    const request = { regionId: REGION, securityGroupId }
    if (direction === 'egress') {
      const permission = { ...common, destCidrIp: String(line.peer) }
      await account.ecs.authorizeSecurityGroupEgress(
        new ecsModels.AuthorizeSecurityGroupEgressRequest({
          ...request,
          permissions: [new ecsModels.AuthorizeSecurityGroupEgressRequestPermissions(permission)],
        }),
      )
      return
    }
    const permission = { ...common, ...sourceOf(line.peer) }
    await account.ecs.authorizeSecurityGroup(
      new ecsModels.AuthorizeSecurityGroupRequest({
        ...request,
        permissions: [new ecsModels.AuthorizeSecurityGroupRequestPermissions(permission)],
      }),
    )
  }

  async #makeVpc(): Promise<void> {
    const vpc = vpcClient(this.#server.credentials)
    const made = await vpc.createVpc(
      new vpcModels.CreateVpcRequest({ regionId: REGION, cidrBlock: '10.0.0.0/16' }),
    )
    this.#vpcId = made.body?.vpcId ?? ''
    const vSwitch = await vpc.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        regionId: REGION,
        vpcId: this.#vpcId,
        cidrBlock: '10.0.1.0/24',
        zoneId: 'cn-hangzhou-h',
      }),
    )
    this.#vSwitchId = vSwitch.body?.vSwitchId ?? ''
    // The manual joins the accounts' VPCs first; here they use one.
    await this.#server.api('PUT', `/vpcs/${this.#vpcId}/shares/${this.userB.id}`)
  }

  /** The first instance of a region, made by somebody who names no group: the system makes a default one. */
  newcomer(): Promise<Machine> {
    return this.#run(this.userA, { regionId: 'cn-beijing' })
  }

  async #machine(account: Account): Promise<Machine> {
    const securityGroupId = await this.group(account)
    const vSwitch = this.#vSwitchId === undefined ? {} : { vSwitchId: this.#vSwitchId }
    const machine = await this.#run(account, { regionId: REGION, securityGroupId, ...vSwitch })
    this.#groups.set(machine.id, securityGroupId)
    return machine
  }

  async #run(account: Account, place: { regionId: string; securityGroupId?: string }): Promise<Machine> {
    const { body } = await account.ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        ...place,
        imageId: 'centos_7_06_64_20G_alibase_20190711.vhd',
        instanceType: 'ecs.g6.large',
        internetMaxBandwidthOut: 5,
      }),
    )
    const id = body?.instanceIdSets?.instanceIdSet?.[0] ?? ''
    const found = await account.ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({
        regionId: place.regionId,
        instanceIds: JSON.stringify([id]),
      }),
    )
    const shown = found.body?.instances?.instance?.[0]
    if (shown?.instanceNetworkType !== this.network) throw new Error(`${id} is in no ${this.network} network`)
    const inner = this.network === 'vpc' ? shown.vpcAttributes?.privateIpAddress : shown.innerIpAddress
    const hand = this.#server.hand(id)
    for (const port of PORTS) await hand.listen(port)
    return {
      id,
      account,
      inner: inner?.ipAddress?.[0] ?? '',
      public: shown.publicIpAddress?.ipAddress?.[0] ?? '',
      hand,
    }
  }
}

const sourceOf = (peer: Line['peer']) => {
  if (typeof peer === 'string') return { sourceCidrIp: peer }
  const { group, account } = peer
  return {
    sourceGroupId: group,
    ...(account === undefined ? {} : { sourceGroupOwnerId: Number(account.id) }),
  }
}

/** The account of the installation, and another one made for this test. */
export async function twoAccounts(server: TestServer): Promise<readonly [Account, Account]> {
  const { credentials } = server
  const made = await server.api('POST', '/accounts', { name: 'userB' })
  const other: Credentials = {
    ...credentials,
    aliyun: {
      accountId: String(made.accountId),
      accessKeyId: String(made.accessKeyId),
      accessKeySecret: String(made.accessKeySecret),
    },
  }
  const accountOf = (of: Credentials): Account => ({ id: of.aliyun.accountId, ecs: ecsClient(of) })
  return [accountOf(credentials), accountOf(other)]
}
