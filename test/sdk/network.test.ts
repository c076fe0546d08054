// The official clients on VPCs, instances, network interfaces and elastic addresses: all answers in the types they expect.
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecsClient, popClient, REGION, vpcClient } from './clients.ts'
import { type Loopback, openLoopback } from './loopback.ts'

let loopback: Loopback
let ecs: ReturnType<typeof ecsClient>
let vpc: ReturnType<typeof vpcClient>
beforeAll(async () => {
  loopback = await openLoopback()
  ecs = ecsClient(loopback.credentials)
  vpc = vpcClient(loopback.credentials)
})
afterAll(() => loopback.close())

const found = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('the client got nothing')
  return value
}

/** The code of the client's own error. */
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'OK'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('one machine from VPC to elastic address', () => {
  let vpcId: string
  let vSwitchId: string
  let groupId: string
  let instanceId: string
  let eniId: string
  let allocationId: string

  test('VPC and route table', async () => {
    const { body } = await vpc.createVpc(
      new vpcModels.CreateVpcRequest({
        regionId: REGION,
        cidrBlock: '10.0.0.0/16',
        vpcName: 'main',
        enableIpv6: true,
        userCidr: '30.0.0.0/24',
        tag: [new vpcModels.CreateVpcRequestTag({ key: 'env', value: 'test' })],
      }),
    )
    vpcId = found(body?.vpcId)
    const listed = await vpc.describeVpcs(new vpcModels.DescribeVpcsRequest({ regionId: REGION, vpcId }))
    expect(found(listed.body?.vpcs?.vpc)[0]).toMatchObject({
      vpcId,
      vpcName: 'main',
      cidrBlock: '10.0.0.0/16',
      enabledIpv6: true,
      ipv6CidrBlock: '2001:db8:0:100::/56',
      routerTableIds: { routerTableIds: [body?.routeTableId] },
      natGatewayIds: { natGatewayIds: [] },
      userCidrs: { userCidr: ['30.0.0.0/24'] },
      tags: { tag: [{ key: 'env', value: 'test' }] },
    })
    const request = new vpcModels.DescribeVpcAttributeRequest({ regionId: REGION, vpcId })
    const attribute = await vpc.describeVpcAttribute(request)
    expect(attribute.body).toMatchObject({ vpcId, VRouterId: body?.VRouterId, status: 'Available' })
    const tables = await vpc.describeRouteTableList(
      new vpcModels.DescribeRouteTableListRequest({ regionId: REGION, vpcId }),
    )
    expect(found(tables.body?.routerTableList?.routerTableListType)[0]).toMatchObject({
      routeTableId: body?.routeTableId,
      routeTableType: 'System',
      vpcId,
    })
  })

  test('vSwitch', async () => {
    const { body } = await vpc.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        regionId: REGION,
        vpcId,
        cidrBlock: '10.0.1.0/24',
        zoneId: 'cn-hangzhou-h',
        vSwitchName: 'first',
        ipv6CidrBlock: 1,
      }),
    )
    vSwitchId = found(body?.vSwitchId)
    const listed = await vpc.describeVSwitches(
      new vpcModels.DescribeVSwitchesRequest({ regionId: REGION, vpcId }),
    )
    expect(found(listed.body?.vSwitches?.vSwitch)[0]).toMatchObject({
      vSwitchId,
      availableIpAddressCount: 252,
      routeTable: { routeTableType: 'System' },
    })
    const one = await vpc.describeVSwitchAttributes(
      new vpcModels.DescribeVSwitchAttributesRequest({ vSwitchId, regionId: REGION }),
    )
    expect(one.body).toMatchObject({ vSwitchId, ipv6CidrBlock: '2001:db8:0:101::/64' })
  })

  test('instance with two interfaces', async () => {
    const group = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({ regionId: REGION, vpcId }),
    )
    groupId = found(group.body?.securityGroupId)
    const { body } = await ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        regionId: REGION,
        imageId: 'aliyun_3_x64_20G_alibase_20221102.vhd',
        instanceType: 'ecs.g7.large',
        instanceName: 'web-[1,2]',
        amount: 1,
        userData: Buffer.from('hello').toString('base64'),
        systemDisk: new ecsModels.RunInstancesRequestSystemDisk({ category: 'cloud_essd', size: '40' }),
        tag: [new ecsModels.RunInstancesRequestTag({ key: 'menshen:responder', value: 'default' })],
        networkInterface: [
          new ecsModels.RunInstancesRequestNetworkInterface({
            instanceType: 'Primary',
            vSwitchId,
            securityGroupIds: [groupId],
            ipv6AddressCount: 1,
          }),
          new ecsModels.RunInstancesRequestNetworkInterface({
            vSwitchId,
            securityGroupId: groupId,
            networkInterfaceName: 'back',
            deleteOnRelease: false,
          }),
        ],
      }),
    )
    instanceId = found(body?.instanceIdSets?.instanceIdSet?.[0])
    const listed = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({
        regionId: REGION,
        instanceIds: JSON.stringify([instanceId]),
        additionalAttributes: [
          'META_OPTIONS',
          'DISK_HIGH_DENSITY_MODE',
          'NETWORK_PRIMARY_ENI_IP',
          'LOGIN_AS_NON_ROOT',
        ],
      }),
    )
    const instance = found(listed.body?.instances?.instance?.[0])
    expect(instance).toMatchObject({
      instanceId,
      instanceName: 'web-01',
      status: 'Running',
      cpu: 2,
      memory: 8192,
      instanceTypeFamily: 'ecs.g7',
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'optional' },
      operationLocks: { lockReason: [] },
      securityGroupIds: { securityGroupId: [groupId] },
      vpcAttributes: { vpcId, vSwitchId, privateIpAddress: { ipAddress: ['10.0.1.1'] } },
      tags: { tag: [{ tagKey: 'menshen:responder', tagValue: 'default' }] },
    })
    const enis = await ecs.describeNetworkInterfaces(
      new ecsModels.DescribeNetworkInterfacesRequest({ regionId: REGION, instanceId, maxResults: 100 }),
    )
    const [primary, second] = found(enis.body?.networkInterfaceSets?.networkInterfaceSet)
    expect(primary).toMatchObject({ type: 'Primary', macAddress: expect.stringMatching(/^00:16:3e:/) })
    expect(primary?.ipv6Sets?.ipv6Set?.[0]?.ipv6Address).toBe('2001:db8:0:101::1')
    expect(second).toMatchObject({ networkInterfaceName: 'back', deleteOnRelease: false, status: 'InUse' })
    eniId = found(second?.networkInterfaceId)
  })

  test('stop and start', async () => {
    await ecs.stopInstance(new ecsModels.StopInstanceRequest({ instanceId }))
    expect(await codeOf(ecs.stopInstance(new ecsModels.StopInstanceRequest({ instanceId })))).toBe(
      'IncorrectInstanceStatus',
    )
    const { body } = await ecs.startInstances(
      new ecsModels.StartInstancesRequest({ regionId: REGION, instanceId: [instanceId] }),
    )
    expect(found(body?.instanceResponses?.instanceResponse)[0]).toMatchObject({
      code: '200',
      instanceId,
      previousStatus: 'Stopped',
      currentStatus: 'Running',
    })
  })

  test('elastic address', async () => {
    const { body } = await vpc.allocateEipAddress(
      new vpcModels.AllocateEipAddressRequest({ regionId: REGION, bandwidth: '10' }),
    )
    allocationId = found(body?.allocationId)
    await vpc.associateEipAddress(
      new vpcModels.AssociateEipAddressRequest({
        regionId: REGION,
        allocationId,
        instanceId: eniId,
        instanceType: 'NetworkInterface',
      }),
    )
    const listed = await vpc.describeEipAddresses(
      new vpcModels.DescribeEipAddressesRequest({ regionId: REGION, allocationId }),
    )
    expect(found(listed.body?.eipAddresses?.eipAddress)[0]).toMatchObject({
      ipAddress: body?.eipAddress,
      bandwidth: '10',
      status: 'InUse',
      instanceId: eniId,
      instanceType: 'NetworkInterface',
      serviceManaged: 0,
    })
  })

  test('an older client under Ecs sees the same', async () => {
    const pop = popClient(loopback.credentials)
    const answer = await pop.request<{ Vpcs: { Vpc: { VpcId: string }[] } }>(
      'DescribeVpcs',
      { RegionId: REGION },
      { method: 'POST' },
    )
    expect(answer.Vpcs.Vpc.map((one) => one.VpcId)).toEqual([vpcId])
  })

  test('everything goes in the order the cloud asks for', async () => {
    const deleteVpc = () => vpc.deleteVpc(new vpcModels.DeleteVpcRequest({ regionId: REGION, vpcId }))
    const deleteVSwitch = () =>
      vpc.deleteVSwitch(new vpcModels.DeleteVSwitchRequest({ regionId: REGION, vSwitchId }))
    expect(await codeOf(deleteVpc())).toBe('DependencyViolation.VSwitch')
    expect(await codeOf(deleteVSwitch())).toBe('DependencyViolation')
    const release = () =>
      vpc.releaseEipAddress(new vpcModels.ReleaseEipAddressRequest({ regionId: REGION, allocationId }))
    expect(await codeOf(release())).toBe('IncorrectEipStatus')
    await vpc.unassociateEipAddress(
      new vpcModels.UnassociateEipAddressRequest({ regionId: REGION, allocationId }),
    )
    await release()
    await ecs.deleteInstances(
      new ecsModels.DeleteInstancesRequest({ regionId: REGION, instanceId: [instanceId], force: true }),
    )
    const gone = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({ regionId: REGION, instanceIds: JSON.stringify([instanceId]) }),
    )
    expect(gone.body?.instances?.instance).toEqual([])
  })
})
