// A cloud with short ways to make VPCs, vSwitches, groups and instances.

import { createTestCloud, type Parameters, type Reply, type TestCloud } from './client.ts'

export const REGION = 'cn-hangzhou'
export const ZONE = 'cn-hangzhou-h'

export interface NetworkWorld extends TestCloud {
  /** Fails the test unless the call succeeds. */
  ok(parameters: Parameters): Promise<Reply['body']>
  /** The code of the answer. */
  code(parameters: Parameters): Promise<string>
  vpc(parameters?: Parameters): Promise<string>
  vSwitch(vpcId: string, parameters?: Parameters): Promise<string>
  group(vpcId: string, parameters?: Parameters): Promise<string>
  eip(parameters?: Parameters): Promise<string>
  keyPair(name: string): Promise<unknown>
  /** One that instances may have. */
  role(name: string): Promise<unknown>
}

/** A world in which one VPC, vSwitch and group stand ready for instances. */
export interface RunWorld extends NetworkWorld {
  readonly vpcId: string
  readonly vSwitchId: string
  readonly groupId: string
  /** RunInstances in that place; ids of the instances. */
  run(parameters?: Parameters): Promise<string[]>
  runCode(parameters: Parameters): Promise<string>
  instance(id: string, parameters?: Parameters): Promise<Reply['body']>
  /** The instance's interfaces, the primary one first. */
  interfaces(instanceId: string): Promise<Reply['body'][]>
}

const FOR_INSTANCES = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['ecs.aliyuncs.com'] } }],
})

export async function createNetworkWorld(): Promise<NetworkWorld> {
  const cloud = await createTestCloud()
  const world: NetworkWorld = Object.assign(cloud, {
    async ok(parameters: Parameters) {
      const reply = await cloud.call({ RegionId: REGION, ...parameters })
      if (reply.status !== 200) throw new Error(`${parameters.Action}: ${reply.code}: ${reply.body.Message}`)
      return reply.body
    },
    code: async (parameters: Parameters) => (await cloud.call({ RegionId: REGION, ...parameters })).code,
    vpc: async (parameters: Parameters = {}) =>
      (await world.ok({ Action: 'CreateVpc', Version: 'Vpc', CidrBlock: '192.168.0.0/16', ...parameters }))
        .VpcId as string,
    vSwitch: async (vpcId: string, parameters: Parameters = {}) =>
      (
        await world.ok({
          Action: 'CreateVSwitch',
          Version: 'Vpc',
          VpcId: vpcId,
          ZoneId: ZONE,
          CidrBlock: '192.168.1.0/24',
          ...parameters,
        })
      ).VSwitchId as string,
    group: async (vpcId: string, parameters: Parameters = {}) =>
      (await world.ok({ Action: 'CreateSecurityGroup', VpcId: vpcId, ...parameters }))
        .SecurityGroupId as string,
    eip: async (parameters: Parameters = {}) =>
      (await world.ok({ Action: 'AllocateEipAddress', Version: 'Vpc', ...parameters }))
        .AllocationId as string,
    keyPair: (KeyPairName: string) => world.ok({ Action: 'CreateKeyPair', KeyPairName }),
    role: (RoleName: string) =>
      world.ok({ Action: 'CreateRole', Version: 'Ram', RoleName, AssumeRolePolicyDocument: FOR_INSTANCES }),
  })
  return world
}

export async function createRunWorld(): Promise<RunWorld> {
  const network = await createNetworkWorld()
  const vpcId = await network.vpc({ EnableIpv6: 'true' })
  const vSwitchId = await network.vSwitch(vpcId, { Ipv6CidrBlock: '1' })
  const groupId = await network.group(vpcId)
  const base = {
    Action: 'RunInstances',
    ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
    InstanceType: 'ecs.g6.large',
    SecurityGroupId: groupId,
    VSwitchId: vSwitchId,
  }
  return Object.assign(network, {
    vpcId,
    vSwitchId,
    groupId,
    run: async (parameters: Parameters = {}) =>
      (await network.ok({ ...base, ...parameters })).InstanceIdSets.InstanceIdSet as string[],
    runCode: (parameters: Parameters) => network.code({ ...base, ...parameters }),
    async instance(id: string, parameters: Parameters = {}) {
      const body = await network.ok({ Action: 'DescribeInstances', InstanceIds: `["${id}"]`, ...parameters })
      return body.Instances.Instance[0]
    },
    async interfaces(instanceId: string) {
      const body = await network.ok({ Action: 'DescribeNetworkInterfaces', InstanceId: instanceId })
      return body.NetworkInterfaceSets.NetworkInterfaceSet
    },
  })
}
