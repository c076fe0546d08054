// A server with a state of a given size, restarted once it is filled, and the calls that are measured on it.
import { readFileSync } from 'node:fs'
import type { TestServer } from '../test/sdk/server.ts'
import { fill, idOf, type Size } from './bigState.ts'
import { pidOf, startServer } from './lab.ts'
import { SignedClient } from './signedClient.ts'

const ENVIRONMENT = { MENSHEN_WAIT_ENFORCED: '0', MENSHEN_ENFORCE: 'simulated' }

export interface Lab {
  /** One of each kind, made by the server itself: all others are like them. */
  readonly patterns: {
    readonly vpcId: string
    readonly vSwitchIds: readonly string[]
    readonly groupId: string
    readonly eniId: string
    readonly instanceId: string
  }
  readonly pid: number
  readonly credentials: TestServer['credentials']
  /** The n-th new rule. */
  write(n: number): Promise<void>
  /** The first page of 50 groups, or the one behind `token`. */
  page(token?: string): Promise<string>
  call(action: string, parameters?: Record<string, string>): Promise<Answer>
  /** Milliseconds from the start of the process until it says `ready`. */
  restart(): Promise<number>
  /** Resident memory in MB, now and at its highest. */
  memory(): { readonly now: number; readonly highest: number }
  remove(): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: answers of several actions, looked into by the one who asked
type Answer = any

/** `vSwitches`: of 8,000 interfaces each. */
export async function startScaleLab(size: Size): Promise<Lab> {
  const { server, client: first, remove } = await startServer(ENVIRONMENT)
  let client = first
  const call = async (action: string, parameters: Record<string, string> = {}, version?: string) => {
    const answer = await client.call(action, parameters, version)
    if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const patterns = await makePatterns(call)
  await server.stop()
  await fill(server.dataDir, patterns, size)
  const lab: { pid: number } & Lab = {
    patterns,
    pid: 0,
    get credentials() {
      return server.credentials
    },
    async write(n) {
      await call('AuthorizeSecurityGroup', {
        SecurityGroupId: idOf('sg', n % size.groups),
        'Permissions.1.IpProtocol': 'UDP',
        'Permissions.1.PortRange': `${(n % 60_000) + 1}/${(n % 60_000) + 1}`,
        'Permissions.1.SourceCidrIp': '10.0.0.0/8',
      })
    },
    page: async (token) =>
      (await call('DescribeSecurityGroups', { MaxResults: '50', ...(token ? { NextToken: token } : {}) }))
        .NextToken,
    call,
    async restart() {
      client.close()
      await server.stop()
      const started = performance.now()
      await server.start(ENVIRONMENT)
      const time = performance.now() - started
      client = new SignedClient(server.credentials.endpoint, server.credentials.aliyun)
      lab.pid = pidOf(server)
      return time
    },
    memory() {
      const status = readFileSync(`/proc/${lab.pid}/status`, 'utf8')
      const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
      return { now: mb('VmRSS'), highest: mb('VmHWM') }
    },
    async remove() {
      client.close()
      await remove()
    },
  }
  await lab.restart()
  return lab
}

type Call = (action: string, parameters?: Record<string, string>, version?: string) => Promise<Answer>

async function makePatterns(call: Call): Promise<Lab['patterns']> {
  const { VpcId: vpcId } = await call('CreateVpc', { CidrBlock: '10.0.0.0/8' }, '2016-04-28')
  const vSwitchIds: string[] = []
  for (const CidrBlock of ['10.0.0.0/19', '10.0.32.0/19', '10.0.64.0/19']) {
    const place = { VpcId: vpcId, CidrBlock, ZoneId: 'cn-hangzhou-h' }
    vSwitchIds.push((await call('CreateVSwitch', place, '2016-04-28')).VSwitchId)
  }
  const { SecurityGroupId: groupId } = await call('CreateSecurityGroup', { VpcId: vpcId })
  await call('AuthorizeSecurityGroup', {
    SecurityGroupId: groupId,
    'Permissions.1.IpProtocol': 'TCP',
    'Permissions.1.PortRange': '22/22',
    'Permissions.1.SourceCidrIp': '10.0.0.0/8',
  })
  const { NetworkInterfaceId: eniId } = await call('CreateNetworkInterface', {
    VSwitchId: vSwitchIds[0] ?? '',
    SecurityGroupId: groupId,
  })
  const { InstanceIdSets } = await call('RunInstances', {
    ...{ InstanceType: 'ecs.g6.large', ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd' },
    ...{ VSwitchId: vSwitchIds[0] ?? '', SecurityGroupId: groupId },
  })
  return { vpcId, vSwitchIds, groupId, eniId, instanceId: InstanceIdSets.InstanceIdSet[0] }
}
