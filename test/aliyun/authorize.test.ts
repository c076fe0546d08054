// AuthorizeSecurityGroup and AuthorizeSecurityGroupEgress: what goes in and how it is shown.

import { beforeEach, describe, expect, test } from 'vitest'
import { createGroupWorld, type GroupWorld, type Permission, putLists, REGION } from './groupWorld.ts'

let world: GroupWorld
let group: string
beforeEach(async () => {
  world = await createGroupWorld()
  group = await world.newGroup({ SecurityGroupName: 'main' })
})

const SSH: Permission = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' }
const authorize = (permissions: readonly Permission[], id = group) =>
  world.rules('AuthorizeSecurityGroup', id, permissions)
const authorizeEgress = (permissions: readonly Permission[], id = group) =>
  world.rules('AuthorizeSecurityGroupEgress', id, permissions)

const UNSET = {
  SourcePortRange: '',
  PortRangeListId: '',
  PortRangeListName: '',
  SourceCidrIp: '',
  Ipv6SourceCidrIp: '',
  SourceGroupId: '',
  SourceGroupName: '',
  SourceGroupOwnerAccount: '',
  SourcePrefixListId: '',
  SourcePrefixListName: '',
  DestCidrIp: '',
  Ipv6DestCidrIp: '',
  DestGroupId: '',
  DestGroupName: '',
  DestGroupOwnerAccount: '',
  DestPrefixListId: '',
  DestPrefixListName: '',
  Description: '',
  CreateTime: '2024-01-01T00:00:00Z',
  NicType: 'intranet',
}

describe('what is shown', () => {
  test('a plain rule: every field a text, unset ones empty, defaults filled in', async () => {
    const { status, body } = await authorize([SSH])
    expect([status, Object.keys(body)]).toEqual([200, ['RequestId']])
    expect(await world.permissions(group)).toEqual([
      {
        ...UNSET,
        SecurityGroupRuleId: expect.stringMatching(/^sgr-/),
        Direction: 'ingress',
        IpProtocol: 'TCP',
        PortRange: '22/22',
        SourceCidrIp: '10.0.0.0/8',
        Policy: 'Accept',
        Priority: '1',
      },
    ])
  })

  test('P5: a five-tuple rule restricts source ports and the own side', async () => {
    await authorizeEgress([
      {
        IpProtocol: 'UDP',
        PortRange: '1/65535',
        SourcePortRange: '53/53',
        Ipv6DestCidrIp: '2001:0DB8:0:0::1/0',
        Ipv6SourceCidrIp: '2001:db8::/64',
        Policy: 'DROP',
        Priority: '100',
        NicType: 'internet',
        Description: '解释',
      },
    ])
    expect(await world.permissions(group)).toMatchObject([
      {
        ...UNSET,
        Direction: 'egress',
        IpProtocol: 'UDP',
        PortRange: '1/65535',
        SourcePortRange: '53/53',
        Ipv6DestCidrIp: '2001:db8::1/0',
        Ipv6SourceCidrIp: '2001:db8::/64',
        Policy: 'Drop',
        Priority: '100',
        Description: '解释',
      },
    ])
  })

  test('P5: groups and lists are shown with their names', async () => {
    await putLists(world)
    const peer = await world.newGroup({ SecurityGroupName: 'peer' })
    await authorize([
      { IpProtocol: 'tcp', PortRangeListId: 'prl-1', SourceGroupId: peer },
      { IpProtocol: 'all', PortRange: '-1/-1', SourcePrefixListId: 'pl-4' },
    ])
    await authorizeEgress([{ IpProtocol: 'icmpv6', PortRange: '-1/-1', DestPrefixListId: 'pl-6' }])
    expect(await world.permissions(group)).toMatchObject([
      {
        PortRange: '',
        PortRangeListId: 'prl-1',
        PortRangeListName: 'the list',
        SourceGroupId: peer,
        SourceGroupName: 'peer',
        SourceGroupOwnerAccount: '',
      },
      { IpProtocol: 'ALL', SourcePrefixListId: 'pl-4', SourcePrefixListName: 'the list' },
      { IpProtocol: 'ICMPv6', PortRange: '-1/-1', DestPrefixListId: 'pl-6', DestPrefixListName: 'the list' },
    ])
  })

  test('T2: IPv4 stays as written, IPv6 is compressed with its host bits', async () => {
    const texts = ['1.2.3.4', '1.2.3.4/32', '10.9.8.7/8', '0.0.0.0/0']
    await authorize(texts.map((SourceCidrIp) => ({ ...SSH, SourceCidrIp })))
    expect((await world.permissions(group)).map((rule) => rule.SourceCidrIp)).toEqual(texts)
  })

  test('by direction and page by page, in the order of creation', async () => {
    await authorize(
      Array.from({ length: 25 }, (_, index) => ({ ...SSH, PortRange: `${index + 1}/${index + 1}` })),
    )
    await authorizeEgress([{ IpProtocol: 'all', PortRange: '-1/-1', DestCidrIp: '0.0.0.0/0' }])
    const ports = async (parameters: object) =>
      (await world.permissions(group, { ...parameters })).map((rule) => rule.PortRange)
    expect(await ports({ Direction: 'egress' })).toEqual(['-1/-1'])
    expect(await ports({ Direction: 'ingress', NicType: 'internet' })).toHaveLength(25)
    expect(await ports({ Direction: 'ALL' })).toHaveLength(26)
    const show = (parameters: object) =>
      world.call({
        Action: 'DescribeSecurityGroupAttribute',
        RegionId: REGION,
        SecurityGroupId: group,
        ...parameters,
      })
    const seen: string[] = []
    for (let token = ''; ; ) {
      const { body } = await show({ MaxResults: '10', NextToken: token })
      for (const rule of body.Permissions.Permission) seen.push(rule.PortRange)
      token = body.NextToken
      if (token === '') break
    }
    expect(seen).toEqual(await ports({}))
    expect(await show({ MaxResults: '9' })).toMatchObject({ code: 'InvalidParameter' })
    expect(await show({ MaxResults: '1001' })).toMatchObject({ code: 'InvalidParameter' })
    expect(await show({ NicType: 'both' })).toMatchObject({ code: 'InvalidNicType.ValueNotSupported' })
    expect(await show({ Attribute: 'all' })).toMatchObject({ code: 'InvalidParameter.AttributeNotSupported' })
    expect((await show({ Attribute: 'snapshotPolicyIds' })).body.SnapshotPolicyIds).toEqual({
      SnapshotPolicyId: [],
    })
    expect(await show({ SecurityGroupId: 'sg-none' })).toMatchObject({
      status: 404,
      code: 'InvalidSecurityGroupId.NotFound',
    })
  })
})

describe('the same rule again', () => {
  test('T3: adds nothing, and the old description stays', async () => {
    await authorize([{ ...SSH, Description: 'first' }])
    const again = await authorize([
      { ...SSH, IpProtocol: '6', Policy: 'Accept', Priority: '1', Description: 'second' },
    ])
    expect(again.status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([{ Description: 'first' }])
  })

  test.each<Permission>([
    { Priority: '2' },
    { Policy: 'drop' },
    { PortRange: '23/23' },
    { IpProtocol: 'udp' },
    { SourcePortRange: '1/65535' },
    { SourceCidrIp: '10.0.0.0/9' },
    { DestCidrIp: '10.1.1.1' },
  ])('T3: with %j it is another rule', async (change) => {
    await authorize([SSH, { ...SSH, ...change }])
    expect(await world.permissions(group)).toHaveLength(2)
  })

  test('T3: the other direction is another rule', async () => {
    await authorize([{ ...SSH, SourceCidrIp: '10.1.1.1', DestCidrIp: '10.2.2.2' }])
    await authorizeEgress([{ ...SSH, SourceCidrIp: '10.1.1.1', DestCidrIp: '10.2.2.2' }])
    expect(await world.permissions(group)).toHaveLength(2)
  })

  test('twice in one call is refused', async () => {
    expect(await authorize([SSH, { ...SSH, Description: 'again' }])).toMatchObject({
      status: 400,
      code: 'InvalidParam.DuplicatePermissions',
    })
  })

  test('the same client token is the same call', async () => {
    const call = {
      Action: 'AuthorizeSecurityGroup',
      RegionId: REGION,
      SecurityGroupId: group,
      ClientToken: 'token',
      ...SSH,
    }
    const first = await world.ok(call)
    const revision = world.store.revision
    expect(await world.ok(call)).toBeDefined()
    expect(world.store.revision).toBe(revision)
    expect(await world.call({ ...call, PortRange: '23/23' })).toMatchObject({
      code: 'IdempotentParameterMismatch',
    })
    expect(first.RequestId).toMatch(/^[0-9A-F-]{36}$/)
  })
})

describe('how rules are sent', () => {
  const top = (parameters: Permission) =>
    world.call({
      Action: 'AuthorizeSecurityGroup',
      RegionId: REGION,
      SecurityGroupId: group,
      ...parameters,
    })

  test('as parameters of their own, deprecated', async () => {
    expect((await top({ ...SSH, Priority: '7', Description: 'old way' })).status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([{ Priority: '7', Description: 'old way' }])
  })

  test('both ways at once is refused', async () => {
    const mixed = { 'Permissions.1.IpProtocol': 'tcp', Priority: '3' }
    expect(await top(mixed)).toMatchObject({ status: 400, code: 'InvalidParam.Permissions' })
  })

  test('empty texts are parameters left out; numbers may have gaps', async () => {
    const sent = Object.fromEntries(
      Object.entries(SSH).map(([name, value]) => [`Permissions.7.${name}`, value]),
    )
    expect((await top({ ...sent, PortRange: '', 'Permissions.7.SourceGroupId': '' })).status).toBe(200)
    expect(await world.permissions(group)).toHaveLength(1)
  })

  test('T4: one bad rule and none is added', async () => {
    const refused = await authorize([SSH, { ...SSH, SourceCidrIp: '300.0.0.1' }])
    expect(refused).toMatchObject({ status: 400, code: 'InvalidSourceCidrIp.Malformed' })
    const late = await authorize([SSH, { IpProtocol: 'tcp', PortRange: '1/1', SourceGroupId: 'sg-none' }])
    expect(late).toMatchObject({ status: 404, code: 'InvalidSourceGroupId.NotFound' })
    expect(world.store.count('rule')).toBe(0)
  })

  test('L: 100 rules per call, not 101', async () => {
    const rules = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...SSH, PortRange: `${index + 1}/${index + 1}` }))
    expect(await authorize(rules(101))).toMatchObject({ status: 400, code: 'InvalidParameter' })
    expect((await authorize(rules(100))).status).toBe(200)
    expect(await world.permissions(group)).toHaveLength(100)
  })

  test('a block comes before a group, a group before a prefix list', async () => {
    await putLists(world)
    const peer = await world.newGroup()
    const base = { IpProtocol: 'tcp', PortRange: '22/22' }
    await authorize([
      { ...base, SourceCidrIp: '10.0.0.1', SourceGroupId: 'sg-none', SourcePrefixListId: 'pl-none' },
      { ...base, SourceGroupId: peer, SourcePrefixListId: 'pl-none' },
      { ...base, SourcePrefixListId: 'pl-4' },
    ])
    expect(await world.permissions(group)).toMatchObject([
      { SourceCidrIp: '10.0.0.1', SourceGroupId: '', SourcePrefixListId: '' },
      { SourceGroupId: peer, SourcePrefixListId: '' },
      { SourcePrefixListId: 'pl-4' },
    ])
  })

  test('a port list beside a range is ignored', async () => {
    await authorize([{ ...SSH, PortRangeListId: 'prl-none' }])
    expect(await world.permissions(group)).toMatchObject([{ PortRange: '22/22', PortRangeListId: '' }])
  })
})
