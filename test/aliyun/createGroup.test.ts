// CreateSecurityGroup, ModifySecurityGroupAttribute and ModifySecurityGroupPolicy.

import { beforeEach, describe, expect, test } from 'vitest'
import { createGroupWorld, type GroupWorld, REGION, VPC } from './groupWorld.ts'

let world: GroupWorld
beforeEach(async () => {
  world = await createGroupWorld()
})

const create = (parameters = {}) =>
  world.call({ Action: 'CreateSecurityGroup', RegionId: REGION, VpcId: VPC, ...parameters })
const show = (groupId: string) =>
  world.ok({ Action: 'DescribeSecurityGroupAttribute', RegionId: REGION, SecurityGroupId: groupId })

const TAGS_BEYOND = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`Tag.${n + 1}.Key`, `k${n}`]))

describe('CreateSecurityGroup', () => {
  test('P4, G2: a basic group starts without rules, closed inwards, open outwards and among its members', async () => {
    const id = await world.newGroup()
    expect(world.store.get('securityGroup', id)).toMatchObject({
      kind: 'basic',
      order: 'merged',
      vpcId: VPC,
      defaults: { ingress: 'drop', egress: 'accept' },
      innerAccess: 'accept',
      managed: false,
      deletionProtection: false,
    })
    expect(await world.permissions(id)).toEqual([])
  })

  test('P4, G3: an enterprise group starts closed both ways and among its members', async () => {
    const id = await world.newGroup({ SecurityGroupType: 'enterprise' })
    expect(world.store.get('securityGroup', id)).toMatchObject({
      kind: 'enterprise',
      defaults: { ingress: 'drop', egress: 'drop' },
      innerAccess: 'drop',
    })
  })

  test('without VpcId it lies in the default VPC, which comes into being once', async () => {
    const [one, other] = [await world.newGroup({ VpcId: '' }), await world.newGroup({ VpcId: '' })]
    const vpcId = world.store.get('securityGroup', one)?.vpcId
    expect(world.store.get('vpc', vpcId ?? '')).toMatchObject({ isDefault: true, region: REGION })
    expect(world.store.get('securityGroup', other)?.vpcId).toBe(vpcId)
  })

  test.each([
    [{ RegionId: 'mars-1' }, 404, 'InvalidRegionId.NotFound'],
    [{ RegionId: '' }, 400, 'MissingParameter'],
    [{ VpcId: 'vpc-none' }, 404, 'InvalidVpcId.NotFound'],
    [{ RegionId: 'cn-beijing' }, 404, 'InvalidVpcId.NotFound'],
    [{ SecurityGroupName: 'x' }, 400, 'InvalidSecurityGroupName.Malformed'],
    [{ SecurityGroupName: '1web' }, 400, 'InvalidSecurityGroupName.Malformed'],
    [{ SecurityGroupName: 'http://web' }, 400, 'InvalidSecurityGroupName.Malformed'],
    [{ SecurityGroupName: 'w'.repeat(129) }, 400, 'InvalidSecurityGroupName.Malformed'],
    [{ Description: 'd' }, 400, 'InvalidSecurityGroupDiscription.Malformed'],
    [{ Description: 'https://example.com' }, 400, 'InvalidSecurityGroupDiscription.Malformed'],
    [{ SecurityGroupType: 'huge' }, 400, 'InvalidParams.GroupType'],
    [{ 'Tag.1.Key': 'acs:x' }, 400, 'InvalidTagKey.Malformed'],
    [{ 'Tag.1.Key': 'a', 'Tag.1.Value': 'http://x' }, 400, 'InvalidTagValue.Malformed'],
    [{ 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' }, 400, 'Duplicate.TagKey'],
    [TAGS_BEYOND, 400, 'InvalidTagCount'],
  ])('%j is refused with %i %s', async (parameters, status, code) => {
    expect(await create(parameters)).toMatchObject({ status, code })
    expect(world.store.count('securityGroup')).toBe(0)
  })

  test('names may be Chinese', async () => {
    const id = await world.newGroup({ SecurityGroupName: '网站服务器-1' })
    expect((await show(id)).SecurityGroupName).toBe('网站服务器-1')
  })

  test('L: the 101st group of a region is refused, and says so in numbers', async () => {
    for (let count = 0; count < 100; count++) await world.newGroup()
    const refused = await create()
    expect(refused).toMatchObject({ status: 403, code: 'QuotaExceed.SecurityGroup' })
    expect(refused.body.Message).toContain('100 of 100')
    await world.ok({ Action: 'CreateSecurityGroup', RegionId: 'cn-beijing' })
  })

  test('the same client token makes one group', async () => {
    const first = await world.newGroup({ ClientToken: 'once', SecurityGroupName: 'web' })
    expect(await world.newGroup({ ClientToken: 'once', SecurityGroupName: 'web' })).toBe(first)
    expect(await create({ ClientToken: 'once', SecurityGroupName: 'other' })).toMatchObject({
      status: 400,
      code: 'IdempotentParameterMismatch',
    })
    expect(world.store.count('securityGroup')).toBe(1)
  })
})

describe('ModifySecurityGroupAttribute', () => {
  const rename = (parameters: object) =>
    world.call({ Action: 'ModifySecurityGroupAttribute', RegionId: REGION, ...parameters })

  test('changes what is sent and leaves the rest', async () => {
    const id = await world.newGroup({ SecurityGroupName: 'old', Description: 'as it was' })
    expect((await rename({ SecurityGroupId: id, SecurityGroupName: 'new', Description: '' })).status).toBe(
      200,
    )
    expect(await show(id)).toMatchObject({ SecurityGroupName: 'new', Description: 'as it was' })
    await rename({ SecurityGroupId: id, Description: 'as it is' })
    expect(await show(id)).toMatchObject({ SecurityGroupName: 'new', Description: 'as it is' })
  })

  test('refuses what CreateSecurityGroup refuses, unknown groups and managed ones (G6)', async () => {
    const id = await world.newGroup()
    expect(await rename({ SecurityGroupId: id, SecurityGroupName: 'x' })).toMatchObject({
      code: 'InvalidSecurityGroupName.Malformed',
    })
    expect(await rename({ SecurityGroupId: id, Description: 'http://x' })).toMatchObject({
      code: 'InvalidSecurityGroupDiscription.Malformed',
    })
    expect(await rename({ SecurityGroupId: 'sg-none', SecurityGroupName: 'new' })).toMatchObject({
      status: 404,
      code: 'InvalidSecurityGroupId.NotFound',
    })
    await world.change('securityGroup', id, { managed: true })
    expect(await rename({ SecurityGroupId: id, SecurityGroupName: 'new' })).toMatchObject({
      status: 403,
      code: 'InvalidOperation.ResourceManagedByCloudProduct',
    })
  })
})

describe('ModifySecurityGroupPolicy', () => {
  const modify = (groupId: string, policy: string) =>
    world.call({
      Action: 'ModifySecurityGroupPolicy',
      RegionId: REGION,
      SecurityGroupId: groupId,
      InnerAccessPolicy: policy,
    })

  test('G2: members of a basic group are kept apart and let together again, in any case', async () => {
    const id = await world.newGroup()
    expect((await show(id)).InnerAccessPolicy).toBe('Accept')
    expect((await modify(id, 'DROP')).status).toBe(200)
    expect((await show(id)).InnerAccessPolicy).toBe('Drop')
    expect((await modify(id, 'accept')).status).toBe(200)
    expect((await show(id)).InnerAccessPolicy).toBe('Accept')
  })

  test('G3: an enterprise group keeps its members apart', async () => {
    const id = await world.newGroup({ SecurityGroupType: 'enterprise' })
    expect(await modify(id, 'Accept')).toMatchObject({
      status: 404,
      code: 'InvalidParameter.InnerAccessPolicy',
    })
    expect((await show(id)).InnerAccessPolicy).toBe('Drop')
  })

  test('malformed, missing, unknown and managed are refused', async () => {
    const id = await world.newGroup()
    expect(await modify(id, 'maybe')).toMatchObject({ status: 400, code: 'InvalidPolicy.Malformed' })
    expect(await modify(id, '')).toMatchObject({ status: 400, code: 'MissingParameter' })
    expect(await modify('sg/1', 'Drop')).toMatchObject({ code: 'InvalidSecurityGroupId.Malformed' })
    expect(await modify('sg-none', 'Drop')).toMatchObject({ code: 'InvalidSecurityGroupId.NotFound' })
    await world.change('securityGroup', id, { managed: true })
    expect(await modify(id, 'Drop')).toMatchObject({ code: 'InvalidOperation.ResourceManagedByCloudProduct' })
  })
})
