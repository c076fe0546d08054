// The official client on network ACLs: from an empty VPC to a guarded vSwitch and back, all answers in the types it expects.
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ecsClient, popClient, REGION, vpcClient } from './clients.ts'
import { type Loopback, openLoopback } from './loopback.ts'

let loopback: Loopback
let vpc: ReturnType<typeof vpcClient>
let vpcId: string
let vSwitchId: string
let networkAclId: string

beforeAll(async () => {
  loopback = await openLoopback()
  vpc = vpcClient(loopback.credentials)
  const made = await vpc.createVpc(
    new vpcModels.CreateVpcRequest({ regionId: REGION, cidrBlock: '10.0.0.0/16' }),
  )
  vpcId = found(made.body?.vpcId)
  const inside = { regionId: REGION, vpcId, cidrBlock: '10.0.1.0/24', zoneId: 'cn-hangzhou-h' }
  const { body } = await vpc.createVSwitch(new vpcModels.CreateVSwitchRequest(inside))
  vSwitchId = found(body?.vSwitchId)
})
afterAll(() => loopback.close())

const found = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('the client got nothing')
  return value
}

const attributes = async (id: string) => {
  const request = new vpcModels.DescribeNetworkAclAttributesRequest({ regionId: REGION, networkAclId: id })
  return found((await vpc.describeNetworkAclAttributes(request)).body?.networkAclAttribute)
}

const create = async (name: string): Promise<string> => {
  const { body } = await vpc.createNetworkAcl(
    new vpcModels.CreateNetworkAclRequest({
      regionId: REGION,
      vpcId,
      networkAclName: name,
      tag: [new vpcModels.CreateNetworkAclRequestTag({ key: 'env', value: 'test' })],
    }),
  )
  expect(body?.networkAclAttribute).toMatchObject({
    networkAclId: body?.networkAclId,
    networkAclName: name,
    vpcId,
    status: 'Available',
    ingressAclEntries: { ingressAclEntry: [{ sourceCidrIp: '0.0.0.0/0', policy: 'accept', port: '-1/-1' }] },
    egressAclEntries: { egressAclEntry: [{ destinationCidrIp: '0.0.0.0/0', protocol: 'all' }] },
    resources: { resource: [] },
  })
  return found(body?.networkAclId)
}

test('made, listed with numbers as texts', async () => {
  networkAclId = await create('edge')
  const listed = await vpc.describeNetworkAcls(
    new vpcModels.DescribeNetworkAclsRequest({
      regionId: REGION,
      vpcId,
      pageSize: 50,
      tags: [new vpcModels.DescribeNetworkAclsRequestTags({ key: 'env', value: 'test' })],
    }),
  )
  expect(listed.body).toMatchObject({ pageNumber: '1', pageSize: '50', totalCount: '1' })
  expect(listed.body?.networkAcls?.networkAcl).toEqual([
    expect.objectContaining({ networkAclId, networkAclName: 'edge' }),
  ])
})

test('its entries replaced and copied', async () => {
  const prefixList = await ecsClient(loopback.credentials).createPrefixList(
    new ecsModels.CreatePrefixListRequest({
      regionId: REGION,
      prefixListName: 'admins',
      addressFamily: 'IPv4',
      maxEntries: 2,
    }),
  )
  const sourceCidrIp = found(prefixList.body?.prefixListId)
  await vpc.updateNetworkAclEntries(
    new vpcModels.UpdateNetworkAclEntriesRequest({
      regionId: REGION,
      networkAclId,
      updateIngressAclEntries: true,
      ingressAclEntries: [
        new vpcModels.UpdateNetworkAclEntriesRequestIngressAclEntries({
          ...{ policy: 'accept', protocol: 'tcp', port: '22/22', sourceCidrIp, entryType: 'custom' },
          ...{ ipVersion: 'IPv4', networkAclEntryName: 'ssh', description: 'for admins' },
        }),
        new vpcModels.UpdateNetworkAclEntriesRequestIngressAclEntries({
          ...{ policy: 'drop', protocol: 'all', port: '-1/-1', sourceCidrIp: '10.0.0.0/8' },
        }),
      ],
    }),
  )
  const copy = await create('copy')
  await vpc.copyNetworkAclEntries(
    new vpcModels.CopyNetworkAclEntriesRequest({
      regionId: REGION,
      networkAclId: copy,
      sourceNetworkAclId: networkAclId,
    }),
  )
  for (const id of [networkAclId, copy]) {
    const entries = found((await attributes(id)).ingressAclEntries?.ingressAclEntry)
    expect(entries.filter((entry) => entry.entryType === 'custom')).toEqual([
      expect.objectContaining({ sourceCidrIp, port: '22/22', ipVersion: 'IPv4', description: 'for admins' }),
      expect.objectContaining({ policy: 'drop', protocol: 'all' }),
    ])
  }
  await vpc.deleteNetworkAcl(new vpcModels.DeleteNetworkAclRequest({ regionId: REGION, networkAclId: copy }))
})

test('bound and named anew; until it is unbound it stays, and so does the vSwitch', async () => {
  await vpc.associateNetworkAcl(
    new vpcModels.AssociateNetworkAclRequest({
      regionId: REGION,
      networkAclId,
      resource: [
        new vpcModels.AssociateNetworkAclRequestResource({
          resourceId: vSwitchId,
          resourceType: 'VSwitch',
        }),
      ],
    }),
  )
  const change = { regionId: REGION, networkAclId, networkAclName: 'main', description: 'd' }
  await vpc.modifyNetworkAclAttributes(new vpcModels.ModifyNetworkAclAttributesRequest(change))
  expect(await attributes(networkAclId)).toMatchObject({
    networkAclName: 'main',
    description: 'd',
    creationTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    resources: { resource: [{ resourceId: vSwitchId, resourceType: 'VSwitch', status: 'BINDED' }] },
    tags: { tag: [{ key: 'env', value: 'test' }] },
  })
  const one = new vpcModels.DescribeVSwitchAttributesRequest({ vSwitchId, regionId: REGION })
  expect((await vpc.describeVSwitchAttributes(one)).body?.networkAclId).toBe(networkAclId)
  const gone = vpc.deleteNetworkAcl(new vpcModels.DeleteNetworkAclRequest({ regionId: REGION, networkAclId }))
  await expect(gone).rejects.toMatchObject({ code: 'NetworkAclExistBinding' })
  const shut = vpc.deleteVSwitch(new vpcModels.DeleteVSwitchRequest({ regionId: REGION, vSwitchId }))
  await expect(shut).rejects.toMatchObject({ code: 'DependencyViolation.NetworkAcl' })
})

test('the older client unbinds and deletes, by GET and by POST', async () => {
  const pop = popClient(loopback.credentials, '2016-04-28')
  const binding = {
    ...{ RegionId: REGION, NetworkAclId: networkAclId },
    ...{ 'Resource.1.ResourceId': vSwitchId, 'Resource.1.ResourceType': 'VSwitch' },
  }
  await pop.request('UnassociateNetworkAcl', binding, { method: 'POST' })
  await expect(pop.request('UnassociateNetworkAcl', binding, { method: 'GET' })).rejects.toMatchObject({
    code: 'InvalidResource.NotBinding',
  })
  await pop.request('DeleteNetworkAcl', { RegionId: REGION, NetworkAclId: networkAclId }, { method: 'GET' })
  await expect(attributes(networkAclId)).rejects.toMatchObject({ code: 'InvalidNetworkAcl.NotFound' })
})
