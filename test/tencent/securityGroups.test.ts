// Security groups of Tencent Cloud: what is ready, made, found, counted, cloned and deleted, and who sees it.

import { beforeEach, describe, expect, test } from 'vitest'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { createTestCloud, groupWith, linesOf, STRANGER, type TestCloud } from './client.ts'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await createTestCloud()
})

const groups = async (parameters: ValueNode = {}, region = 'ap-guangzhou') =>
  (await cloud.ok('DescribeSecurityGroups', parameters, { region })).SecurityGroupSet
const create = async (name: string, more: ValueNode = {}): Promise<string> => {
  const parameters = { GroupName: name, GroupDescription: '', ...more }
  return (await cloud.ok('CreateSecurityGroup', parameters)).SecurityGroup.SecurityGroupId
}
const TCP = { Protocol: 'TCP', Port: '80', CidrBlock: '10.0.0.0/8', Action: 'ACCEPT' }

describe('G9: three groups are ready in each region', () => {
  test('all open, Linux and Windows; the default one stays, the others can go', async () => {
    for (const region of ['ap-guangzhou', 'na-ashburn']) {
      const ready = await groups({}, region)
      expect(
        ready.map((group: ValueNode) => [group.SecurityGroupName, group.IsDefault, group.Region]),
      ).toEqual([
        ['default', true, region],
        ['Linux-22', false, region],
        ['Windows-3389', false, region],
      ])
    }
    const ids = (await groups()).map((group: ValueNode) => group.SecurityGroupId)
    expect(await linesOf(cloud, ids[0])).toEqual(['ALL ALL 0.0.0.0/0 ACCEPT'])
    expect(await linesOf(cloud, ids[0], 'Egress')).toEqual(['ALL ALL 0.0.0.0/0 ACCEPT'])
    expect(await linesOf(cloud, ids[1])).toEqual(['tcp 22 0.0.0.0/0 ACCEPT'])
    expect(await linesOf(cloud, ids[2])).toEqual(['tcp 3389 0.0.0.0/0 ACCEPT'])
    expect((await cloud.call('DeleteSecurityGroup', { SecurityGroupId: ids[0] })).code).toBe(
      'UnsupportedOperation',
    )
    await cloud.ok('DeleteSecurityGroup', { SecurityGroupId: ids[1] })
    expect(await groups()).toHaveLength(2)
    const again = await cloud.ok('CreateDefaultSecurityGroup')
    expect(again.SecurityGroup).toMatchObject({
      SecurityGroupId: ids[0],
      SecurityGroupName: 'default',
      SecurityGroupDesc: 'System created security group',
    })
  })
})

test('G10: the version counts changes of rules, not of the group', async () => {
  const id = await create('web')
  const version = async () =>
    (await cloud.ok('DescribeSecurityGroupPolicies', { SecurityGroupId: id })).SecurityGroupPolicySet.Version
  await cloud.ok('ModifySecurityGroupAttribute', { SecurityGroupId: id, GroupName: 'front' })
  expect(await version()).toBe('0')
  const add = (set: ValueNode) =>
    cloud.call('CreateSecurityGroupPolicies', { SecurityGroupId: id, SecurityGroupPolicySet: set })
  expect((await add({ Version: '1', Ingress: [TCP] })).code).toBe('UnsupportedOperation.VersionMismatch')
  expect((await add({ Version: '0', Ingress: [TCP, { ...TCP, Port: '81' }] })).code).toBe('OK')
  expect(await version()).toBe('1')
})

test('a new group has the shape of the real ones, times in UTC+8', async () => {
  const { SecurityGroup } = await cloud.ok('CreateSecurityGroup', {
    GroupName: 'web',
    GroupDescription: '',
    Tags: [{ Key: 'team', Value: 'shop' }],
  })
  expect(SecurityGroup).toEqual({
    SecurityGroupId: expect.stringMatching(/^sg-[a-z0-9]{8}$/),
    SecurityGroupName: 'web',
    SecurityGroupDesc: '',
    ProjectId: '0',
    IsDefault: false,
    CreatedTime: '2026-11-21 20:00:00',
    UpdateTime: '2026-11-21 20:00:00',
    TagSet: [{ Key: 'team', Value: 'shop' }],
    Region: 'ap-guangzhou',
  })
})

test('an empty group shows empty lists and no null', async () => {
  const { SecurityGroupPolicySet } = await cloud.ok('DescribeSecurityGroupPolicies', {
    SecurityGroupId: await create('web'),
  })
  expect(SecurityGroupPolicySet).toEqual({
    Version: '0',
    Ingress: [],
    Egress: [],
    PolicyStatistics: {
      IngressIPv4TotalCount: 0,
      IngressIPv6TotalCount: 0,
      EgressIPv4TotalCount: 0,
      EgressIPv6TotalCount: 0,
    },
  })
})

test.each<[string, string, ValueNode, string]>([
  ['a name too long', 'CreateSecurityGroup', { GroupName: 'x'.repeat(61) }, 'InvalidParameterValue.TooLong'],
  ['a project that is not there', 'CreateSecurityGroup', { ProjectId: '7' }, 'ResourceNotFound'],
  ['a project that is a number', 'CreateSecurityGroup', { ProjectId: 0 }, 'InvalidParameter'],
  [
    'a tag twice',
    'CreateSecurityGroup',
    {
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    },
    'InvalidParameterValue.TagDuplicateKey',
  ],
])('%s is refused', async (_, action, parameters, code) => {
  const asked = { GroupName: 'web', GroupDescription: '', ...parameters }
  expect((await cloud.call(action, asked)).code).toBe(code)
  expect(await groups()).toHaveLength(3)
})

test('L: the 51st group of a project is refused, and says so in numbers', async () => {
  for (let count = 3; count < 50; count++) await create(`web-${count}`)
  const reply = await cloud.call('CreateSecurityGroup', { GroupName: 'x', GroupDescription: '' })
  expect(reply).toMatchObject({ code: 'LimitExceeded', message: expect.stringContaining('50 of 50') })
  expect(reply.message).toContain('menshen quota set groupsPerProject')
})

test('groups are found by ids or filters, not by both; pages take text and numbers', async () => {
  const [a, b] = [await create('web'), await create('db', { Tags: [{ Key: 'tier', Value: 'data' }] })]
  const names = async (parameters: ValueNode) =>
    (await groups(parameters)).map((group: ValueNode) => group.SecurityGroupName)
  const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] })
  expect(await names({ SecurityGroupIds: [a, b] })).toEqual(['web', 'db'])
  expect(await names({ SecurityGroupIds: ['sg-zzzzzzzz'] })).toEqual([])
  expect(await names(filter('security-group-name', 'web', 'db'))).toEqual(['web', 'db'])
  expect(await names(filter('tag:tier', 'data'))).toEqual(['db'])
  expect(await names(filter('tag-key', 'tier'))).toEqual(['db'])
  expect(await names({ Offset: '3', Limit: '1' })).toEqual(['web'])
  expect(await names({ Offset: 4, Limit: 1 })).toEqual(['db'])
  expect((await names({ OrderField: 'CreatedTime', OrderDirection: 'DESC' }))[0]).toBe('db')
  const code = async (parameters: ValueNode) => (await cloud.call('DescribeSecurityGroups', parameters)).code
  expect(await code({ SecurityGroupIds: [a], ...filter('project-id', '0') })).toBe('InvalidParameter.Coexist')
  expect(await code({ SecurityGroupIds: ['web'] })).toBe('InvalidParameterValue.Malformed')
  expect(await code({ SecurityGroupIds: Array(101).fill(a) })).toBe('InvalidParameterValue.LimitExceeded')
  expect(await code({ Limit: '101' })).toBe('InvalidParameterValue.Range')
})

describe('G6: deletion', () => {
  test('is refused while another group names it, and not because it names itself', async () => {
    const id = await create('db')
    const other = await groupWith(cloud, { Ingress: [{ SecurityGroupId: id, Action: 'ACCEPT' }] })
    await cloud.ok('CreateSecurityGroupPolicies', {
      SecurityGroupId: id,
      SecurityGroupPolicySet: { Ingress: [{ SecurityGroupId: id, Action: 'ACCEPT' }] },
    })
    const { SecurityGroupAssociationStatisticsSet: counted } = await cloud.ok(
      'DescribeSecurityGroupAssociationStatistics',
      { SecurityGroupIds: [id] },
    )
    expect(counted).toMatchObject([{ CVM: 0, CDB: 0, ENI: 0, SG: 1, CLB: 0, TotalCount: 0 }])
    expect(counted[0].InstanceStatistics).toHaveLength(27)
    const refused = await cloud.call('DeleteSecurityGroup', { SecurityGroupId: id })
    expect(refused).toMatchObject({ code: 'ResourceInUse', message: expect.stringContaining(other) })
    await cloud.ok('DeleteSecurityGroup', { SecurityGroupId: other })
    await cloud.ok('DeleteSecurityGroup', { SecurityGroupId: id })
    expect((await cloud.call('DescribeSecurityGroupPolicies', { SecurityGroupId: id })).code).toBe(
      'ResourceNotFound',
    )
  })
})

describe('T7: CloneSecurityGroup', () => {
  test('into another region with its order; what names other groups does not go', async () => {
    const id = await groupWith(cloud, { Ingress: [{ ...TCP, Action: 'DROP' }, TCP] })
    const clone = (parameters: ValueNode) =>
      cloud.call(
        'CloneSecurityGroup',
        { SecurityGroupId: id, RemoteRegion: 'ap-guangzhou', ...parameters },
        { region: 'ap-shanghai' },
      )
    const made = await clone({ GroupName: 'copy' })
    expect(made.body.SecurityGroup).toMatchObject({ SecurityGroupName: 'copy', Region: 'ap-shanghai' })
    const lines = await cloud.ok(
      'DescribeSecurityGroupPolicies',
      { SecurityGroupId: made.body.SecurityGroup.SecurityGroupId },
      { region: 'ap-shanghai' },
    )
    expect(lines.SecurityGroupPolicySet.Ingress.map((rule: ValueNode) => rule.Action)).toEqual([
      'DROP',
      'ACCEPT',
    ])
    expect((await clone({ ProjectId: '9' })).code).toBe('ResourceNotFound')
    await cloud.ok('CreateSecurityGroupPolicies', {
      SecurityGroupId: id,
      SecurityGroupPolicySet: { Egress: [{ SecurityGroupId: await create('db'), Action: 'ACCEPT' }] },
    })
    expect((await clone({})).code).toBe('UnsupportedOperation.RemoteRegionSgHasReferencedSg')
    expect(await groups({}, 'ap-shanghai')).toHaveLength(4)
  })
})

test('limits tell the numbers that hold', async () => {
  expect((await cloud.ok('DescribeSecurityGroupLimits')).SecurityGroupLimitSet).toMatchObject({
    SecurityGroupLimit: 50,
    SecurityGroupPolicyLimit: 100,
    ReferedSecurityGroupLimit: 10,
    SecurityGroupInstanceLimit: 2000,
    InstanceSecurityGroupLimit: 5,
    SecurityGroupExtendedPolicyLimit: 2000,
  })
})

test('what belongs to another account is not there, under whatever action', async () => {
  const id = await create('web')
  const stranger = (action: string, parameters: ValueNode) =>
    cloud.call(action, parameters, { caller: STRANGER })
  expect((await stranger('DescribeSecurityGroups', { SecurityGroupIds: [id] })).body.TotalCount).toBe(0)
  for (const [action, more] of [
    ['DescribeSecurityGroupPolicies', {}],
    ['DeleteSecurityGroup', {}],
    ['ModifySecurityGroupAttribute', { GroupName: 'mine' }],
    ['CloneSecurityGroup', {}],
    ['CreateSecurityGroupPolicies', { SecurityGroupPolicySet: { Ingress: [TCP] } }],
    ['ModifySecurityGroupPolicies', { SecurityGroupPolicySet: { Version: '0' } }],
  ] as const)
    expect((await stranger(action, { SecurityGroupId: id, ...more })).code).toBe('ResourceNotFound')
  const naming = { Ingress: [{ SecurityGroupId: id, Action: 'ACCEPT' }] }
  const own = await groupWith(cloud, {}, { caller: STRANGER })
  const added = await stranger('CreateSecurityGroupPolicies', {
    SecurityGroupId: own,
    SecurityGroupPolicySet: naming,
  })
  expect(added.code).toBe('ResourceNotFound')
})
