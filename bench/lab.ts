// Two instances in a VPC of a real server, for measurements on real packets.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { namesOf } from '../src/agent/names.ts'
import { asId, type InstanceId, type VpcId } from '../src/core/model/ids.ts'
import { TestServer } from '../test/sdk/server.ts'
import { newFolder } from './leftovers.ts'
import { SignedClient } from './signedClient.ts'
import { mustGo } from './teardown.ts'

export interface Lab {
  readonly server: TestServer
  readonly client: SignedClient
  readonly vpcId: string
  readonly webGroup: string
  readonly dbGroup: string
  readonly dbAddress: string
  /** Network namespaces of the two. */
  readonly namespaces: { readonly web: string; readonly db: string; readonly router: string }
  /** More instances beside the two, with groups and whatever else the parameters say. */
  addInstances(count: number, parameters: Record<string, string>): Promise<void>
  /** Waits until the kernel enforces all that was asked for. */
  enforced(): Promise<void>
  remove(): Promise<void>
}

export async function startServer(
  environment: Record<string, string> = {},
): Promise<{ server: TestServer; client: SignedClient; remove: () => Promise<void> }> {
  const server = new TestServer(newFolder())
  const remove = mustGo(() => server.remove())
  await server.start(environment)
  if (server.mode !== '' && !server.mode.startsWith('simulated')) await server.healthy()
  return { server, client: new SignedClient(server.credentials.endpoint, server.credentials.aliyun), remove }
}

export const pidOf = (server: TestServer): number =>
  Number(readFileSync(join(server.dataDir, 'server.pid'), 'utf8').split(' ')[0])

export async function startLab(environment: Record<string, string> = {}): Promise<Lab> {
  const { server, client, remove: removeServer } = await startServer(environment)
  const { VpcId: vpcId } = (await client.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }, '2016-04-28')).body
  const place = { VpcId: vpcId, CidrBlock: '10.0.1.0/24', ZoneId: 'cn-hangzhou-h' }
  const { VSwitchId } = (await client.call('CreateVSwitch', place, '2016-04-28')).body
  const group = async () =>
    (await client.call('CreateSecurityGroup', { VpcId: vpcId })).body.SecurityGroupId as string
  const [webGroup, dbGroup] = [await group(), await group()]
  const run = async (name: string, securityGroup: string) => {
    const parameters = {
      InstanceName: name,
      InstanceType: 'ecs.g6.large',
      ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
      VSwitchId,
      SecurityGroupId: securityGroup,
    }
    const responder = { 'Tag.1.Key': 'menshen:responder', 'Tag.1.Value': '80,83' }
    return (await client.call('RunInstances', { ...parameters, ...responder })).body.InstanceIdSets
      .InstanceIdSet[0] as string
  }
  const web = await run('web', webGroup)
  const db = await run('db', dbGroup)
  const described = await client.call('DescribeInstances', { InstanceIds: JSON.stringify([db]) })
  const dbAddress = described.body.Instances.Instance[0].VpcAttributes.PrivateIpAddress.IpAddress[0] as string
  const addInstances = async (count: number, parameters: Record<string, string>) => {
    const fixed = {
      InstanceType: 'ecs.g6.large',
      ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
      VSwitchId,
      Amount: String(count),
    }
    const answer = await client.call('RunInstances', { ...fixed, ...parameters })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
  const enforced = async () => {
    const hosts = async () => (await server.api('GET', '/hosts')).items as readonly { readonly lag: number }[]
    while ((await hosts()).some(({ lag }) => lag > 0)) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const remove = async () => {
    client.close()
    await removeServer()
  }
  const names = namesOf(server.dataDir)
  const namespaces = {
    web: names.instance(asId<InstanceId>(web)),
    db: names.instance(asId<InstanceId>(db)),
    router: names.router(asId<VpcId>(vpcId)),
  }
  return { server, client, vpcId, webGroup, dbGroup, dbAddress, namespaces, addInstances, enforced, remove }
}
