// ModifySecurityGroupRule and ModifySecurityGroupEgressRule: by id, and the description by fields.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId, type PortListId, type PrefixListId } from '../../src/core/model/ids.ts'
import { createGroupWorld, type GroupWorld, OWNED, type Permission, REGION } from './groupWorld.ts'

let world: GroupWorld
let group: string
beforeEach(async () => {
  world = await createGroupWorld()
  group = await world.newGroup()
})

const SSH: Permission = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' }
const authorize = (permissions: readonly Permission[]) =>
  world.rules('AuthorizeSecurityGroup', group, permissions)
const modify = (parameters: Permission, action = 'ModifySecurityGroupRule') =>
  world.call({ Action: action, RegionId: REGION, SecurityGroupId: group, ...parameters })

async function added(permission: Permission): Promise<string> {
  const before = new Set((await world.permissions(group)).map((rule) => rule.SecurityGroupRuleId))
  expect((await authorize([permission])).status).toBe(200)
  const rule = (await world.permissions(group)).find((one) => !before.has(one.SecurityGroupRuleId))
  return rule?.SecurityGroupRuleId ?? ''
}

describe('by id', () => {
  test('given fields replace the stored ones; id, age and place stay', async () => {
    const id = await added({ ...SSH, Description: 'ssh', DestCidrIp: '10.1.1.1', SourcePortRange: '1/9' })
    await added({ ...SSH, PortRange: '80/80' })
    world.now += 60_000
    const changed = await modify({
      SecurityGroupRuleId: id,
      PortRange: '2222/2223',
      SourceCidrIp: '192.168.0.0/16',
      Policy: 'drop',
      Priority: '9',
    })
    expect(changed.status).toBe(200)
    expect((await world.permissions(group))[0]).toMatchObject({
      SecurityGroupRuleId: id,
      IpProtocol: 'TCP',
      PortRange: '2222/2223',
      SourcePortRange: '1/9',
      SourceCidrIp: '192.168.0.0/16',
      DestCidrIp: '10.1.1.1',
      Policy: 'Drop',
      Priority: '9',
      Description: 'ssh',
      CreateTime: '2024-01-01T00:00:00Z',
    })
  })

  test('an empty text changes nothing', async () => {
    const id = await added({ ...SSH, Description: 'ssh' })
    expect((await modify({ SecurityGroupRuleId: id, Description: '', SourcePortRange: '' })).status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([{ Description: 'ssh', PortRange: '22/22' }])
  })

  test('protocol and ports change together', async () => {
    const id = await added(SSH)
    expect(await modify({ SecurityGroupRuleId: id, IpProtocol: 'icmp' })).toMatchObject({
      code: 'OperationDenied',
    })
    expect((await modify({ SecurityGroupRuleId: id, IpProtocol: 'icmp', PortRange: '-1/-1' })).status).toBe(
      200,
    )
    expect(await world.permissions(group)).toMatchObject([{ IpProtocol: 'ICMP', PortRange: '-1/-1' }])
  })

  test.each<Permission>([
    { Ipv6SourceCidrIp: '::/0' },
    { SourceGroupId: 'sg-1' },
    { SourcePrefixListId: 'pl-1' },
  ])('the kind of peer cannot become %j', async (peer) => {
    const id = await added(SSH)
    expect(await modify({ SecurityGroupRuleId: id, ...peer })).toMatchObject({
      status: 400,
      code: 'InvalidOperation.ModifySgRuleEntityType',
    })
    expect(await world.permissions(group)).toMatchObject([{ SourceCidrIp: '10.0.0.0/8' }])
  })

  test('a group becomes another group, a list another list', async () => {
    const [one, two] = [await world.newGroup(), await world.newGroup()]
    const id = await added({ IpProtocol: 'tcp', PortRange: '22/22', SourceGroupId: one })
    expect((await modify({ SecurityGroupRuleId: id, SourceGroupId: two })).status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([
      { SourceGroupId: two, SourceGroupOwnerAccount: '' },
    ])
    expect(await modify({ SecurityGroupRuleId: id, SourceGroupId: group })).toMatchObject({
      code: 'InvalidParamter.Conflict',
    })
    expect(await modify({ SecurityGroupRuleId: id, SourceGroupId: 'sg-none' })).toMatchObject({
      code: 'InvalidSourceGroupId.NotFound',
    })
  })

  test('ports of its own and a port list do not change into each other; lists are exchanged', async () => {
    for (const id of ['prl-1', 'prl-2']) {
      await world.put('portList', { ...OWNED, id: asId<PortListId>(id), maxEntries: 2, entries: [] })
    }
    await world.put('prefixList', {
      ...OWNED,
      id: asId<PrefixListId>('pl-4'),
      family: 4,
      maxEntries: 2,
      entries: [],
    })
    const id = await added(SSH)
    const listed = await added({ IpProtocol: 'tcp', PortRangeListId: 'prl-1', SourcePrefixListId: 'pl-4' })
    const fixed = { status: 400, code: 'InvalidOperation.ModifyPortRangeType' }
    expect(await modify({ SecurityGroupRuleId: id, PortRangeListId: 'prl-1' })).toMatchObject(fixed)
    expect(await modify({ SecurityGroupRuleId: listed, PortRange: '1/1' })).toMatchObject(fixed)
    expect((await modify({ SecurityGroupRuleId: listed, PortRangeListId: 'prl-2' })).status).toBe(200)
    expect((await world.permissions(group))[1]).toMatchObject({ PortRangeListId: 'prl-2', PortRange: '' })
  })

  test('K1: the NIC of a classic rule stays', async () => {
    await world.change('securityGroup', group, { vpcId: null })
    const id = await added(SSH)
    expect(await modify({ SecurityGroupRuleId: id, NicType: 'intranet' })).toMatchObject({
      status: 400,
      code: 'InvalidOperation.ModifyNicType',
    })
    expect((await modify({ SecurityGroupRuleId: id, NicType: 'internet', Priority: '3' })).status).toBe(200)
  })

  test('T3: not into a rule that is there already', async () => {
    const id = await added(SSH)
    const twin = await added({ ...SSH, PortRange: '80/80' })
    const refused = await modify({ SecurityGroupRuleId: id, PortRange: '80/80' })
    expect(refused).toMatchObject({ status: 400, code: 'InvalidOperation.RuleDuplicate' })
    expect(refused.body.Message).toContain(twin)
  })

  test('P8: a system rule keeps its priority of 110, no rule gets it', async () => {
    const id = await added(SSH)
    expect(await modify({ SecurityGroupRuleId: id, Priority: '110' })).toMatchObject({
      code: 'InvalidPriority.ValueNotSupported',
    })
    const rule = world.store.get('rule', id)
    if (rule === undefined) throw new Error('no rule')
    await world.put('rule', { ...rule, precedence: 110, system: true })
    expect((await modify({ SecurityGroupRuleId: id, Description: 'by the system' })).status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([{ Priority: '110', Description: 'by the system' }])
  })

  test('unknown rules and rules of the other direction are not there', async () => {
    const id = await added(SSH)
    const missing = { status: 404, code: 'InvalidSecurityGroupRuleId.NotFound' }
    expect(await modify({ SecurityGroupRuleId: 'sgr-none', Priority: '2' })).toMatchObject(missing)
    expect(
      await modify({ SecurityGroupRuleId: id, Priority: '2' }, 'ModifySecurityGroupEgressRule'),
    ).toMatchObject(missing)
  })

  test.each<[Permission, string]>([
    [{ PortRange: '22' }, 'InvalidParam.PortRange'],
    [{ Priority: '101' }, 'InvalidPriority.ValueNotSupported'],
    [{ SourceCidrIp: 'x' }, 'InvalidSourceCidrIp.Malformed'],
    [{ DestCidrIp: '10.0.0.0/8' }, 'InvalidParamter.Conflict'],
    [{ Ipv6DestCidrIp: '::1' }, 'InvalidParameter.Conflict'],
    [{ DestGroupId: 'sg-1' }, 'InvalidSourceOrDestGroupId.DirectionMissmatch'],
    [{ PortRangeListId: 'prl-1', PortRange: '-1/-1' }, 'OperationDenied'],
  ])('%j is refused with %s', async (change, code) => {
    const id = await added(SSH)
    expect(await modify({ SecurityGroupRuleId: id, ...change })).toMatchObject({ code })
    expect(await world.permissions(group)).toMatchObject([{ PortRange: '22/22', Priority: '1' }])
  })

  test('egress rules by their own action', async () => {
    await world.rules('AuthorizeSecurityGroupEgress', group, [
      { IpProtocol: 'tcp', PortRange: '22/22', Ipv6DestCidrIp: '::/0' },
    ])
    const [rule] = await world.permissions(group)
    const change = { SecurityGroupRuleId: rule?.SecurityGroupRuleId ?? '', Ipv6DestCidrIp: '2001:DB8::/32' }
    expect((await modify(change, 'ModifySecurityGroupEgressRule')).status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([{ Ipv6DestCidrIp: '2001:db8::/32' }])
    expect(
      await modify(
        { ...change, DestGroupId: 'sg-none', Ipv6DestCidrIp: '' },
        'ModifySecurityGroupEgressRule',
      ),
    ).toMatchObject({ code: 'InvalidOperation.ModifySgRuleEntityType' })
  })
})

describe('by fields', () => {
  test('only the description changes, as Terraform sends it', async () => {
    await authorize([
      { ...SSH, Description: 'old' },
      { ...SSH, Priority: '2', Description: 'other' },
    ])
    const sent = { ...SSH, Policy: 'accept', NicType: 'intranet', Priority: '1', Description: 'new' }
    expect((await modify(sent)).status).toBe(200)
    expect(await world.permissions(group)).toMatchObject([
      { Priority: '1', Description: 'new' },
      { Priority: '2', Description: 'other' },
    ])
  })

  test('without priority every such rule is described', async () => {
    await authorize([SSH, { ...SSH, Priority: '2' }, { ...SSH, Policy: 'drop' }])
    expect((await modify({ ...SSH, Description: 'new' })).status).toBe(200)
    const descriptions = (await world.permissions(group)).map((rule) => rule.Description)
    expect(descriptions).toEqual(['new', 'new', ''])
  })

  test('no such rule', async () => {
    await authorize([SSH])
    const missing = { status: 404, code: 'SecurityGroupRule.NotFound' }
    expect(await modify({ ...SSH, PortRange: '23/23', Description: 'new' })).toMatchObject(missing)
    expect(await modify({ ...SSH, SourcePortRange: '1/1', Description: 'new' })).toMatchObject(missing)
    expect(await modify({ ...SSH, Priority: '2' })).toMatchObject(missing)
    expect((await modify(SSH)).status).toBe(200)
    expect(await modify({ IpProtocol: 'tcp', PortRange: '22/22' })).toMatchObject({
      code: 'MissingParameter.Source',
    })
  })

  test('G6: not in managed groups', async () => {
    const id = await added(SSH)
    await world.change('securityGroup', group, { managed: true })
    const refused = { status: 403, code: 'InvalidOperation.ResourceManagedByCloudProduct' }
    expect(await modify({ ...SSH, Description: 'new' })).toMatchObject(refused)
    expect(await modify({ SecurityGroupRuleId: id, Description: 'new' })).toMatchObject(refused)
  })
})
