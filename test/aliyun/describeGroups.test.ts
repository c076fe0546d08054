// DescribeSecurityGroups: fields, filters and both ways of paging.

import { beforeEach, describe, expect, test } from 'vitest'
import { type AccessKeyId, type AccountId, asId, type ResourceGroupId } from '../../src/core/model/ids.ts'
import { ACCOUNT, addAccount, callAction } from './client.ts'
import { createGroupWorld, type GroupWorld, OTHER_VPC, putInstance, REGION, VPC } from './groupWorld.ts'

let world: GroupWorld
beforeEach(async () => {
  world = await createGroupWorld()
  await world.put('resourceGroup', {
    id: asId<ResourceGroupId>('rg-1'),
    accountId: ACCOUNT,
    name: 'team',
    displayName: 'team',
    createdAt: 0,
  })
})

const list = (parameters = {}) =>
  world.ok({ Action: 'DescribeSecurityGroups', RegionId: REGION, ...parameters })
const listed = async (parameters = {}): Promise<string[]> =>
  (await list(parameters)).SecurityGroups.SecurityGroup.map(
    (group: { SecurityGroupId: string }) => group.SecurityGroupId,
  )
describe('DescribeSecurityGroups', () => {
  test('shows every field in its place', async () => {
    const id = await world.newGroup({
      SecurityGroupName: 'web',
      Description: 'front servers',
      ResourceGroupId: 'rg-1',
      'Tag.1.Key': 'stage',
      'Tag.1.Value': 'test',
    })
    const peer = await world.newGroup()
    await world.rules('AuthorizeSecurityGroup', id, [
      { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' },
      { IpProtocol: 'tcp', PortRange: '80/80', SourceGroupId: peer },
    ])
    await putInstance(world, 'i-1', [id])
    const body = await list({ SecurityGroupId: id, IsQueryEcsCount: 'true' })
    expect(body).toMatchObject({ RegionId: REGION, TotalCount: 1, PageNumber: 1, PageSize: 10 })
    expect(body.SecurityGroups.SecurityGroup).toEqual([
      {
        SecurityGroupId: id,
        SecurityGroupName: 'web',
        Description: 'front servers',
        SecurityGroupType: 'normal',
        VpcId: VPC,
        CreationTime: '2024-01-01T00:00:00Z',
        ResourceGroupId: 'rg-1',
        EcsCount: 1,
        AvailableInstanceAmount: 5999,
        RuleCount: 2,
        GroupToGroupRuleCount: 1,
        ServiceManaged: false,
        Tags: { Tag: [{ TagKey: 'stage', TagValue: 'test' }] },
      },
    ])
    const unasked = await list({ SecurityGroupId: id })
    expect(unasked.SecurityGroups.SecurityGroup[0]).toMatchObject({ EcsCount: 0, AvailableInstanceAmount: 0 })
  })

  test('nothing found is an empty list', async () => {
    expect(await list({ SecurityGroupId: 'sg-none' })).toMatchObject({
      TotalCount: 0,
      SecurityGroups: { SecurityGroup: [] },
    })
  })

  test('filters hold together', async () => {
    const web = await world.newGroup({ SecurityGroupName: 'web-1', 'Tag.1.Key': 'a', 'Tag.1.Value': '1' })
    const db = await world.newGroup({ SecurityGroupName: 'db-1', 'Tag.1.Key': 'a', 'Tag.1.Value': '2' })
    const big = await world.newGroup({ SecurityGroupType: 'enterprise', ResourceGroupId: 'rg-1' })
    const far = await world.newGroup({ VpcId: OTHER_VPC })
    await world.change('securityGroup', far, { managed: true })
    await world.ok({ Action: 'CreateSecurityGroup', RegionId: 'cn-beijing' })
    const all = [web, db, big, far]
    expect(await listed()).toEqual(all)
    expect(await listed({ SecurityGroupIds: JSON.stringify([db, web, 'sg-none']) })).toEqual([web, db])
    expect(await listed({ 'SecurityGroupIds.1': db, 'SecurityGroupIds.3': big })).toEqual([db, big])
    expect(await listed({ SecurityGroupIds: JSON.stringify([db]), SecurityGroupId: web })).toEqual([])
    expect(await listed({ SecurityGroupName: 'web-1' })).toEqual([web])
    expect(await listed({ SecurityGroupName: 'WEB' })).toEqual([])
    expect(await listed({ SecurityGroupName: 'WEB', FuzzyQuery: 'true' })).toEqual([web])
    expect(await listed({ VpcId: OTHER_VPC })).toEqual([far])
    expect(await listed({ NetworkType: 'vpc' })).toEqual(all)
    expect(await listed({ NetworkType: 'classic' })).toEqual([])
    expect(await listed({ SecurityGroupType: 'enterprise' })).toEqual([big])
    expect(await listed({ SecurityGroupType: 'normal' })).toEqual([web, db, far])
    expect(await listed({ ResourceGroupId: 'rg-1' })).toEqual([big])
    expect(await listed({ ServiceManaged: 'true' })).toEqual([far])
    expect(await listed({ ServiceManaged: 'false' })).toEqual([web, db, big])
    expect(await listed({ 'Tag.1.Key': 'a' })).toEqual([web, db])
    expect(await listed({ 'Tag.1.key': 'a', 'Tag.1.value': '2' })).toEqual([db])
    expect(await listed({ 'Tag.1.Key': 'constructor' })).toEqual([])
    expect(await listed({ SecurityGroupName: 'db-1', 'Tag.1.Key': 'a', 'Tag.1.Value': '1' })).toEqual([])
  })

  test('page by page, until an empty page', async () => {
    const all = await manyGroups(23)
    expect(await list()).toMatchObject({ TotalCount: 23, PageNumber: 1, PageSize: 10 })
    const seen = []
    for (let page = 1; page <= 4; page++) {
      const part = await listed({ PageNumber: String(page), PageSize: '10' })
      expect(part).toHaveLength([10, 10, 3, 0][page - 1] ?? -1)
      seen.push(...part)
    }
    expect(seen).toEqual(all)
    expect(await world.call(listCall({ PageSize: '51' }))).toMatchObject({ code: 'InvalidParameter' })
  })

  test('token by token, each group once, also when one goes and one comes in between', async () => {
    const all = await manyGroups(25)
    const first = await list({ MaxResults: '10' })
    expect(first.SecurityGroups.SecurityGroup).toHaveLength(10)
    await world.ok({ Action: 'DeleteSecurityGroup', RegionId: REGION, SecurityGroupId: all[3] ?? '' })
    const late = await world.newGroup()
    const seen: string[] = first.SecurityGroups.SecurityGroup.map(
      (group: { SecurityGroupId: string }) => group.SecurityGroupId,
    )
    let token: string = first.NextToken
    while (token !== '') {
      const part = await list({ MaxResults: '10', NextToken: token })
      for (const group of part.SecurityGroups.SecurityGroup) seen.push(group.SecurityGroupId)
      token = part.NextToken
    }
    expect(seen).toEqual([...all, late])
    for (const MaxResults of ['0', '1', '9'])
      expect(await world.call(listCall({ MaxResults }))).toMatchObject({ code: 'InvalidParameter' })
    expect(await world.call(listCall({ MaxResults: '101' }))).toMatchObject({ code: 'InvalidParameter' })
    expect(await world.call(listCall({ NextToken: '?' }))).toMatchObject({ code: 'InvalidParameter' })
  })

  test('a dry run lists nothing', async () => {
    expect(await world.call(listCall({ DryRun: 'true' }))).toMatchObject({
      status: 400,
      code: 'DryRunOperation',
    })
  })

  test('more than 100 ids and unknown kinds are refused', async () => {
    const ids = JSON.stringify(Array.from({ length: 101 }, (_, index) => `sg-${index}`))
    expect(await world.call(listCall({ SecurityGroupIds: ids }))).toMatchObject({ code: 'InvalidParameter' })
    expect(await world.call(listCall({ SecurityGroupType: 'huge' }))).toMatchObject({
      code: 'InvalidParameter.SecurityGroupType',
    })
  })

  test('groups of another account are not there', async () => {
    const id = await world.newGroup()
    const stranger = { keyId: 'LTAIother', secret: 'other' }
    await addAccount(world.store, asId<AccountId>('42'), asId<AccessKeyId>(stranger.keyId), stranger.secret)
    const reply = await callAction(world.endpoint, listCall({ SecurityGroupId: id }), world.now, stranger)
    expect(reply.body.TotalCount).toBe(0)
    for (const Action of ['DescribeSecurityGroupAttribute', 'DeleteSecurityGroup']) {
      const one = { Action, RegionId: REGION, SecurityGroupId: id }
      expect(await callAction(world.endpoint, one, world.now, stranger)).toMatchObject({
        status: 404,
        code: 'InvalidSecurityGroupId.NotFound',
      })
    }
  })

  const listCall = (parameters: object) => ({
    Action: 'DescribeSecurityGroups',
    RegionId: REGION,
    ...parameters,
  })

  async function manyGroups(count: number): Promise<string[]> {
    const ids = []
    for (let index = 0; index < count; index++) ids.push(await world.newGroup())
    return ids
  }
})
