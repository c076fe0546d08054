// Lists, tags and resource groups with the official clients; nothing is enforced, verdicts come from `explain`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ecsModels from '@alicloud/ecs20140526'
import type Rpc from '@alicloud/pop-core'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecsClient, popClient, REGION, vpcClient } from './clients.ts'
import { TestServer } from './server.ts'

const regionId = REGION

describe('lists, tags and resource groups', () => {
  const folder = mkdtempSync(join(tmpdir(), 'menshen-sdk-'))
  const server = new TestServer(folder)
  let ecs: ReturnType<typeof ecsClient>
  let vpc: ReturnType<typeof vpcClient>
  let vpcId: string
  let vSwitchId: string
  let group: string
  let web: string
  let prefixListId: string
  let portRangeListId: string

  beforeAll(async () => {
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    ecs = ecsClient(server.credentials)
    vpc = vpcClient(server.credentials)
    const made = await vpc.createVpc(new vpcModels.CreateVpcRequest({ regionId, cidrBlock: '10.0.0.0/16' }))
    vpcId = made.body?.vpcId ?? ''
    const zoneId = 'cn-hangzhou-h'
    const inVpc = new vpcModels.CreateVSwitchRequest({ regionId, vpcId, cidrBlock: '10.0.1.0/24', zoneId })
    vSwitchId = (await vpc.createVSwitch(inVpc)).body?.vSwitchId ?? ''
    group = await newGroup()
    web = await instance('web', await newGroup())
    await instance('db', group)
  }, 60_000)
  afterAll(async () => {
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  const pop = (version?: string): Rpc => popClient(server.credentials, version)
  /** The verdict's exit code is 0 only where the whole way accepts. */
  const passes = (port: number): boolean => server.command(['explain', 'web', `db:${port}`]).code === 0

  async function newGroup(): Promise<string> {
    const { body } = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({ regionId, vpcId }),
    )
    return body?.securityGroupId ?? ''
  }

  /** Its private address. */
  async function instance(instanceName: string, securityGroupId: string): Promise<string> {
    const made = await ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        regionId,
        imageId: 'ubuntu_22_04_x64_20G_alibase_20240101.vhd',
        instanceType: 'ecs.g6.large',
        instanceName,
        vSwitchId,
        securityGroupId,
      }),
    )
    const ids = JSON.stringify(made.body?.instanceIdSets?.instanceIdSet)
    const { body } = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({ regionId, instanceIds: ids }),
    )
    return body?.instances?.instance?.[0]?.networkInterfaces?.networkInterface?.[0]?.primaryIpAddress ?? ''
  }

  test('a prefix list and a port list are made and read back', async () => {
    const prefixes = await ecs.createPrefixList(
      new ecsModels.CreatePrefixListRequest({
        regionId,
        prefixListName: 'clients',
        addressFamily: 'IPv4',
        maxEntries: 5,
        entry: [
          new ecsModels.CreatePrefixListRequestEntry({ cidr: '192.0.2.0/24', description: 'the office' }),
        ],
        tag: [new ecsModels.CreatePrefixListRequestTag({ key: 'stage', value: 'test' })],
      }),
    )
    prefixListId = prefixes.body?.prefixListId ?? ''
    const ports = await ecs.createPortRangeList(
      new ecsModels.CreatePortRangeListRequest({
        regionId,
        portRangeListName: 'web',
        maxEntries: 5,
        entry: [new ecsModels.CreatePortRangeListRequestEntry({ portRange: '80/80' })],
      }),
    )
    portRangeListId = ports.body?.portRangeListId ?? ''
    const shown = await ecs.describePrefixListAttributes(
      new ecsModels.DescribePrefixListAttributesRequest({ regionId, prefixListId }),
    )
    expect(shown.body?.entries?.entry).toMatchObject([{ cidr: '192.0.2.0/24', description: 'the office' }])
    const listed = await ecs.describePrefixLists(
      new ecsModels.DescribePrefixListsRequest({ regionId, prefixListId: [prefixListId] }),
    )
    expect(listed.body?.prefixLists?.prefixList).toMatchObject([
      { maxEntries: 5, associationCount: 0, tags: { tag: [{ tagKey: 'stage', tagValue: 'test' }] } },
    ])
    const entries = await ecs.describePortRangeListEntries(
      new ecsModels.DescribePortRangeListEntriesRequest({ regionId, portRangeListId }),
    )
    expect(entries.body?.entries).toMatchObject([{ portRange: '80/80' }])
  })

  test('P5: a live rule follows both lists', async () => {
    await ecs.authorizeSecurityGroup(
      new ecsModels.AuthorizeSecurityGroupRequest({
        regionId,
        securityGroupId: group,
        permissions: [
          new ecsModels.AuthorizeSecurityGroupRequestPermissions({
            ipProtocol: 'TCP',
            portRangeListId,
            sourcePrefixListId: prefixListId,
          }),
        ],
      }),
    )
    expect(passes(80)).toBe(false)
    await ecs.modifyPrefixList(
      new ecsModels.ModifyPrefixListRequest({
        regionId,
        prefixListId,
        addEntry: [new ecsModels.ModifyPrefixListRequestAddEntry({ cidr: web })],
        removeEntry: [new ecsModels.ModifyPrefixListRequestRemoveEntry({ cidr: '192.0.2.0/24' })],
      }),
    )
    expect([passes(80), passes(443)]).toEqual([true, false])
    await ecs.modifyPortRangeList(
      new ecsModels.ModifyPortRangeListRequest({
        regionId,
        portRangeListId,
        addEntry: [new ecsModels.ModifyPortRangeListRequestAddEntry({ portRange: '443/443' })],
        removeEntry: [new ecsModels.ModifyPortRangeListRequestRemoveEntry({ portRange: '80/80' })],
      }),
    )
    expect([passes(80), passes(443)]).toEqual([false, true])
  })

  test('lists in use are shown with their users and cannot be deleted', async () => {
    const prefixUsers = await ecs.describePrefixListAssociations(
      new ecsModels.DescribePrefixListAssociationsRequest({ regionId, prefixListId }),
    )
    expect(prefixUsers.body?.prefixListAssociations?.prefixListAssociation).toMatchObject([
      { resourceId: group, resourceType: 'securitygroup' },
    ])
    const portUsers = await ecs.describePortRangeListAssociations(
      new ecsModels.DescribePortRangeListAssociationsRequest({ regionId, portRangeListId }),
    )
    expect(portUsers.body?.portRangeListAssociations).toMatchObject([
      { resourceId: group, resourceType: 'SecurityGroup' },
    ])
    const prefixes = new ecsModels.DeletePrefixListRequest({ regionId, prefixListId })
    const ports = new ecsModels.DeletePortRangeListRequest({ regionId, portRangeListId })
    await expect(ecs.deletePrefixList(prefixes)).rejects.toMatchObject({
      code: 'NotAllowed.AssociationExist',
    })
    await expect(ecs.deletePortRangeList(ports)).rejects.toMatchObject({
      code: 'InvalidPortRangeListId.AssociationExist',
    })
    const rules = await ecs.describeSecurityGroupAttribute(
      new ecsModels.DescribeSecurityGroupAttributeRequest({ regionId, securityGroupId: group }),
    )
    const [rule] = rules.body?.permissions?.permission ?? []
    expect(rule).toMatchObject({ sourcePrefixListName: 'clients', portRangeListName: 'web' })
    await ecs.revokeSecurityGroup(
      new ecsModels.RevokeSecurityGroupRequest({
        regionId,
        securityGroupId: group,
        securityGroupRuleId: [rule?.securityGroupRuleId ?? ''],
      }),
    )
    await ecs.deletePrefixList(prefixes)
    await ecs.deletePortRangeList(ports)
    const left = await ecs.describePortRangeLists(new ecsModels.DescribePortRangeListsRequest({ regionId }))
    expect(left.body?.portRangeLists).toEqual([])
  })

  test('tags of Ecs and of Vpc', async () => {
    const ecsTag = { regionId, resourceType: 'securitygroup', resourceId: [group] }
    await ecs.tagResources(
      new ecsModels.TagResourcesRequest({
        ...ecsTag,
        tag: [new ecsModels.TagResourcesRequestTag({ key: 'stage', value: 'test' })],
      }),
    )
    const listed = await ecs.listTagResources(new ecsModels.ListTagResourcesRequest(ecsTag))
    expect(listed.body?.tagResources?.tagResource).toMatchObject([
      { resourceId: group, resourceType: 'securitygroup', tagKey: 'stage', tagValue: 'test' },
    ])
    await ecs.untagResources(new ecsModels.UntagResourcesRequest({ ...ecsTag, all: true }))
    const vpcTag = { regionId, resourceType: 'VPC', resourceId: [vpcId] }
    await vpc.tagResources(
      new vpcModels.TagResourcesRequest({
        ...vpcTag,
        tag: [new vpcModels.TagResourcesRequestTag({ key: 'stage', value: 'test' })],
      }),
    )
    await vpc.unTagResources(new vpcModels.UnTagResourcesRequest({ ...vpcTag, tagKey: ['stage'] }))
    const none = await vpc.listTagResources(new vpcModels.ListTagResourcesRequest(vpcTag))
    expect(none.body?.tagResources?.tagResource).toEqual([])
  })

  test('resource groups, with pop-core and then by both products', async () => {
    const manager = pop('2020-03-31')
    const { ResourceGroups } = await manager.request<{ ResourceGroups: { ResourceGroup: { Id: string }[] } }>(
      'ListResourceGroups',
      {},
    )
    const resourceGroupId = ResourceGroups.ResourceGroup[1]?.Id ?? ''
    await ecs.joinResourceGroup(
      new ecsModels.JoinResourceGroupRequest({
        regionId,
        resourceGroupId,
        resourceId: group,
        resourceType: 'securitygroup',
      }),
    )
    await vpc.moveResourceGroup(
      new vpcModels.MoveResourceGroupRequest({
        regionId,
        newResourceGroupId: resourceGroupId,
        resourceId: vpcId,
        resourceType: 'vpc',
      }),
    )
    const groups = await ecs.describeSecurityGroups(
      new ecsModels.DescribeSecurityGroupsRequest({ regionId, resourceGroupId }),
    )
    expect(groups.body?.securityGroups?.securityGroup).toMatchObject([{ securityGroupId: group }])
    const vpcs = await vpc.describeVpcs(new vpcModels.DescribeVpcsRequest({ regionId, resourceGroupId }))
    expect(vpcs.body?.vpcs?.vpc).toMatchObject([{ vpcId }])
  })

  test('pop-core, GET and POST: a prefix list, where endpoints are, and what is bought', async () => {
    for (const method of ['GET', 'POST']) {
      const parameters = { RegionId: regionId, PrefixListName: 'short', AddressFamily: 'IPv6', MaxEntries: 1 }
      const made = await pop().request<{ PrefixListId: string }>('CreatePrefixList', parameters, { method })
      const list = { RegionId: regionId, PrefixListId: made.PrefixListId }
      await pop().request('DeletePrefixList', list, { method })
      await expect(pop().request('DeletePrefixList', list, { method })).rejects.toMatchObject({
        code: 'InvalidPrefixListId.NotFound',
      })
    }
    const found = await pop('2015-06-12').request('DescribeEndpoints', { Id: regionId, ServiceCode: 'ecs' })
    const { host } = new URL(server.credentials.endpoint)
    expect(found).toMatchObject({ Success: true, Endpoints: { Endpoint: [{ Endpoint: host }] } })
    const bought = await pop('2017-12-14').request('QueryAvailableInstances', { PageNum: 1, PageSize: 50 })
    expect(bought).toMatchObject({ Success: true, Data: { TotalCount: 0 } })
  })
})
