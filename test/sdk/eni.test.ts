// The official clients on network interfaces, changes of instances and networks: all answers in the types they expect.
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecsClient, popClient, REGION, vpcClient } from './clients.ts'
import { type Loopback, openLoopback } from './loopback.ts'

let loopback: Loopback
let ecs: ReturnType<typeof ecsClient>
let vpc: ReturnType<typeof vpcClient>
let vpcId: string
let vSwitchId: string
let groupId: string
let instanceId: string
beforeAll(async () => {
  loopback = await openLoopback()
  ecs = ecsClient(loopback.credentials)
  vpc = vpcClient(loopback.credentials)
  const made = await vpc.createVpc(
    new vpcModels.CreateVpcRequest({ regionId: REGION, cidrBlock: '10.0.0.0/16', enableIpv6: true }),
  )
  vpcId = found(made.body?.vpcId)
  const vSwitch = new vpcModels.CreateVSwitchRequest({
    regionId: REGION,
    vpcId,
    cidrBlock: '10.0.1.0/24',
    zoneId: 'cn-hangzhou-h',
    ipv6CidrBlock: 1,
  })
  vSwitchId = found((await vpc.createVSwitch(vSwitch)).body?.vSwitchId)
  groupId = await newGroup()
  const instance = new ecsModels.CreateInstanceRequest({
    regionId: REGION,
    imageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
    instanceType: 'ecs.g7.large',
    securityGroupId: groupId,
    vSwitchId,
  })
  instanceId = found((await ecs.createInstance(instance)).body?.instanceId)
  await ecs.startInstance(new ecsModels.StartInstanceRequest({ instanceId }))
})
afterAll(() => loopback.close())

const found = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('the client got nothing')
  return value
}

const newGroup = async (): Promise<string> =>
  found(
    (await ecs.createSecurityGroup(new ecsModels.CreateSecurityGroupRequest({ regionId: REGION, vpcId })))
      .body?.securityGroupId,
  )

/** The code of the client's own error. */
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'OK'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a network interface from its making to its end', () => {
  let networkInterfaceId: string

  test('made with addresses, blocks and timeouts', async () => {
    const { body } = await ecs.createNetworkInterface(
      new ecsModels.CreateNetworkInterfaceRequest({
        regionId: REGION,
        vSwitchId,
        securityGroupIds: [groupId],
        networkInterfaceName: 'back',
        privateIpAddress: ['10.0.1.30'],
        ipv6AddressCount: 1,
        ipv4PrefixCount: 1,
        connectionTrackingConfiguration:
          new ecsModels.CreateNetworkInterfaceRequestConnectionTrackingConfiguration({ udpTimeout: 60 }),
        tag: [new ecsModels.CreateNetworkInterfaceRequestTag({ key: 'env', value: 'test' })],
      }),
    )
    networkInterfaceId = found(body?.networkInterfaceId)
    expect(body).toMatchObject({
      status: 'Available',
      type: 'Secondary',
      privateIpSets: { privateIpSet: [{ primary: true }, { privateIpAddress: '10.0.1.30', primary: false }] },
      ipv6Sets: { ipv6Set: [{ ipv6Address: '2001:db8:0:101::1' }] },
      ipv4PrefixSets: { ipv4PrefixSet: [{ ipv4Prefix: '10.0.1.32/28' }] },
      tags: { tag: [{ tagKey: 'env', tagValue: 'test' }] },
    })
  })

  test('shown, attached, changed', async () => {
    const request = new ecsModels.DescribeNetworkInterfaceAttributeRequest({
      regionId: REGION,
      networkInterfaceId,
      attribute: 'connectionTrackingConfiguration',
    })
    expect((await ecs.describeNetworkInterfaceAttribute(request)).body).toMatchObject({
      networkInterfaceId,
      connectionTrackingConfiguration: { udpTimeout: 60, tcpEstablishedTimeout: 910 },
    })
    await ecs.attachNetworkInterface(
      new ecsModels.AttachNetworkInterfaceRequest({ regionId: REGION, networkInterfaceId, instanceId }),
    )
    const groups = [await newGroup(), await newGroup()]
    // Terraform sends some changes twice.
    for (let twice = 0; twice < 2; twice++) {
      await ecs.modifyNetworkInterfaceAttribute(
        new ecsModels.ModifyNetworkInterfaceAttributeRequest({
          regionId: REGION,
          networkInterfaceId,
          description: 'back door',
          securityGroupId: groups,
        }),
      )
    }
    expect((await ecs.describeNetworkInterfaceAttribute(request)).body).toMatchObject({
      description: 'back door',
      status: 'InUse',
      attachment: { instanceId, deviceIndex: 1 },
      securityGroupIds: { securityGroupId: groups },
    })
  })

  test('addresses come and go', async () => {
    const assigned = await ecs.assignPrivateIpAddresses(
      new ecsModels.AssignPrivateIpAddressesRequest({
        regionId: REGION,
        networkInterfaceId,
        secondaryPrivateIpAddressCount: 2,
        clientToken: 'once',
      }),
    )
    const set = found(assigned.body?.assignedPrivateIpAddressesSet)
    expect(set).toMatchObject({ networkInterfaceId, ipv4PrefixSet: { ipv4Prefixes: [] } })
    const privateIpAddress = found(set.privateIpSet?.privateIpAddress)
    expect(privateIpAddress).toHaveLength(2)
    const unassign = () =>
      ecs.unassignPrivateIpAddresses(
        new ecsModels.UnassignPrivateIpAddressesRequest({
          regionId: REGION,
          networkInterfaceId,
          privateIpAddress,
        }),
      )
    await unassign()
    expect(await codeOf(unassign())).toBe('InvalidIp.IpUnassigned')
    const v6 = await ecs.assignIpv6Addresses(
      new ecsModels.AssignIpv6AddressesRequest({ regionId: REGION, networkInterfaceId, ipv6AddressCount: 1 }),
    )
    expect(v6.body).toMatchObject({ networkInterfaceId, ipv6Sets: { ipv6Address: ['2001:db8:0:101::2'] } })
    await ecs.unassignIpv6Addresses(
      new ecsModels.UnassignIpv6AddressesRequest({
        regionId: REGION,
        networkInterfaceId,
        ipv6Address: ['2001:db8:0:101::2'],
      }),
    )
  })

  test('detached and deleted', async () => {
    const remove = () =>
      ecs.deleteNetworkInterface(
        new ecsModels.DeleteNetworkInterfaceRequest({ regionId: REGION, networkInterfaceId }),
      )
    expect(await codeOf(remove())).toBe('InvalidOperation.InvalidEniState')
    await ecs.detachNetworkInterface(
      new ecsModels.DetachNetworkInterfaceRequest({ regionId: REGION, networkInterfaceId, instanceId }),
    )
    await remove()
    expect(await codeOf(remove())).toBe('InvalidEniId.NotFound')
  })
})

describe('what stands around an instance', () => {
  test('types, images, disks, stock', async () => {
    const types = await ecs.describeInstanceTypes(
      new ecsModels.DescribeInstanceTypesRequest({ instanceTypes: ['ecs.g7.large'] }),
    )
    expect(types.body?.instanceTypes?.instanceType?.[0]).toMatchObject({ eniQuantity: 3, cpuCoreCount: 2 })
    const images = await ecs.describeImages(
      new ecsModels.DescribeImagesRequest({ regionId: REGION, imageOwnerAlias: 'system', OSType: 'windows' }),
    )
    expect(images.body?.images?.image?.[0]?.OSType).toBe('windows')
    const disks = await ecs.describeDisks(
      new ecsModels.DescribeDisksRequest({ regionId: REGION, instanceId }),
    )
    expect(disks.body?.disks?.disk?.[0]).toMatchObject({ instanceId, type: 'system', status: 'In_use' })
    const stock = await ecs.describeAvailableResource(
      new ecsModels.DescribeAvailableResourceRequest({
        regionId: REGION,
        destinationResource: 'InstanceType',
      }),
    )
    expect(stock.body?.availableZones?.availableZone).toHaveLength(7)
    const maintenance = await ecs.describeInstanceMaintenanceAttributes(
      new ecsModels.DescribeInstanceMaintenanceAttributesRequest({
        regionId: REGION,
        instanceId: [instanceId],
      }),
    )
    expect(maintenance.body?.maintenanceAttributes?.maintenanceAttribute).toHaveLength(1)
  })

  test('changed, read back in both forms', async () => {
    await ecs.modifyInstanceAttribute(
      new ecsModels.ModifyInstanceAttributeRequest({
        instanceId,
        instanceName: 'web',
        securityGroupIds: [await newGroup()],
        deletionProtection: true,
      }),
    )
    await ecs.modifyInstanceMetadataOptions(
      new ecsModels.ModifyInstanceMetadataOptionsRequest({
        regionId: REGION,
        instanceId,
        httpEndpoint: 'enabled',
        httpTokens: 'required',
      }),
    )
    const one = await ecs.describeInstanceAttribute(
      new ecsModels.DescribeInstanceAttributeRequest({ instanceId }),
    )
    expect(one.body).toMatchObject({
      instanceId,
      instanceName: 'web',
      ioOptimized: 'optimized',
      status: 'Running',
    })
    const status = await ecs.describeInstanceStatus(
      new ecsModels.DescribeInstanceStatusRequest({ regionId: REGION, instanceId: [instanceId] }),
    )
    expect(status.body?.instanceStatuses?.instanceStatus).toMatchObject([{ instanceId, status: 'Running' }])
    await ecs.rebootInstance(new ecsModels.RebootInstanceRequest({ instanceId }))
    const resize = new ecsModels.ResizeDiskRequest({ diskId: 'd-1', newSize: 50 })
    expect(await codeOf(ecs.resizeDisk(resize))).toBe('InvalidDiskId.NotFound')
    const disksNow = async () =>
      (await ecs.describeDisks(new ecsModels.DescribeDisksRequest({ regionId: REGION, instanceId }))).body
        ?.disks?.disk
    const diskId = (await disksNow())?.[0]?.diskId ?? ''
    await ecs.resizeDisk(new ecsModels.ResizeDiskRequest({ diskId, newSize: 50 }))
    await ecs.modifyDiskAttribute(new ecsModels.ModifyDiskAttributeRequest({ diskId, diskName: 'root' }))
    expect(await disksNow()).toMatchObject([{ diskId, diskName: 'root', size: 50, type: 'system' }])
  })
})

describe('networks changed', () => {
  test('VPC and vSwitch', async () => {
    await vpc.modifyVpcAttribute(
      new vpcModels.ModifyVpcAttributeRequest({ regionId: REGION, vpcId, vpcName: 'main' }),
    )
    const block = { regionId: REGION, vpcId, secondaryCidrBlock: '10.8.0.0/16' }
    const associated = await vpc.associateVpcCidrBlock(new vpcModels.AssociateVpcCidrBlockRequest(block))
    expect(associated.body).toMatchObject({ cidrBlock: '10.8.0.0/16', ipVersion: 'IPV4' })
    const shown = await vpc.describeVpcAttribute(
      new vpcModels.DescribeVpcAttributeRequest({ regionId: REGION, vpcId }),
    )
    expect(shown.body).toMatchObject({
      vpcName: 'main',
      secondaryCidrBlocks: { secondaryCidrBlock: ['10.8.0.0/16'] },
    })
    await vpc.unassociateVpcCidrBlock(new vpcModels.UnassociateVpcCidrBlockRequest(block))
    await vpc.modifyVSwitchAttribute(
      new vpcModels.ModifyVSwitchAttributeRequest({ regionId: REGION, vSwitchId, vSwitchName: 'first' }),
    )
    const { body } = await vpc.createDefaultVpc(
      new vpcModels.CreateDefaultVpcRequest({ regionId: 'cn-beijing' }),
    )
    expect(body?.vpcId).toMatch(/^vpc-/)
  })

  test('route tables', async () => {
    const tables = await vpc.describeRouteTableList(
      new vpcModels.DescribeRouteTableListRequest({ regionId: REGION, vpcId }),
    )
    const routeTableId = found(tables.body?.routerTableList?.routerTableListType?.[0]?.routeTableId)
    await vpc.modifyRouteTableAttributes(
      new vpcModels.ModifyRouteTableAttributesRequest({
        regionId: REGION,
        routeTableId,
        routeTableName: 'main',
      }),
    )
    const entries = await vpc.describeRouteEntryList(
      new vpcModels.DescribeRouteEntryListRequest({ regionId: REGION, routeTableId }),
    )
    expect(entries.body?.routeEntrys?.routeEntry?.[0]).toMatchObject({ destinationCidrBlock: '10.0.1.0/24' })
  })

  test('elastic address, also by the older client under Ecs', async () => {
    const { body } = await vpc.allocateEipAddress(
      new vpcModels.AllocateEipAddressRequest({ regionId: REGION }),
    )
    const allocationId = found(body?.allocationId)
    await vpc.deletionProtection(
      new vpcModels.DeletionProtectionRequest({
        regionId: REGION,
        instanceId: allocationId,
        type: 'EIP',
        protectionEnable: true,
      }),
    )
    const release = new vpcModels.ReleaseEipAddressRequest({ regionId: REGION, allocationId })
    expect(await codeOf(vpc.releaseEipAddress(release))).toBe('InvalidOperation.DeletionProtection')
    const pop = popClient(loopback.credentials)
    const change = { RegionId: REGION, AllocationId: allocationId, Bandwidth: '20' }
    for (const method of ['GET', 'POST']) await pop.request('ModifyEipAddressAttribute', change, { method })
    const listed = await vpc.describeEipAddresses(
      new vpcModels.DescribeEipAddressesRequest({ regionId: REGION, allocationId }),
    )
    expect(listed.body?.eipAddresses?.eipAddress?.[0]).toMatchObject({
      bandwidth: '20',
      deletionProtection: true,
    })
  })
})
