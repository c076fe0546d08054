// RevokeSecurityGroup and RevokeSecurityGroupEgress: by ids, and by what rules look like.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId, type RuleId } from '../../src/core/model/ids.ts'
import { createGroupWorld, type GroupWorld, type Permission, REGION } from './groupWorld.ts'

let world: GroupWorld
let group: string
beforeEach(async () => {
  world = await createGroupWorld()
  group = await world.newGroup()
})

const SSH: Permission = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' }
const authorize = (permissions: readonly Permission[]) =>
  world.rules('AuthorizeSecurityGroup', group, permissions)
const revoke = (permissions: readonly Permission[]) => world.rules('RevokeSecurityGroup', group, permissions)
const revokeIds = (ids: readonly string[], action = 'RevokeSecurityGroup', more = {}) =>
  world.call({
    Action: action,
    RegionId: REGION,
    SecurityGroupId: group,
    ...Object.fromEntries(ids.map((id, index) => [`SecurityGroupRuleId.${index + 1}`, id])),
    ...more,
  })
const ids = async () => (await world.permissions(group)).map((rule) => rule.SecurityGroupRuleId as string)
const count = async () => (await ids()).length

describe('by ids', () => {
  test('removes exactly these', async () => {
    await authorize([SSH, { ...SSH, PortRange: '80/80' }, { ...SSH, PortRange: '443/443' }])
    const [first, second, third] = (await ids()) as [string, string, string]
    expect((await revokeIds([first, third])).status).toBe(200)
    expect(await ids()).toEqual([second])
  })

  test('T4: one that is not there and nothing is removed', async () => {
    await authorize([SSH])
    const [id] = (await ids()) as [string]
    expect(await revokeIds([id, 'sgr-none'])).toMatchObject({
      status: 400,
      code: 'InvalidParam.SecurityGroupRuleId',
    })
    expect(await revokeIds([id, id])).toMatchObject({ code: 'InvalidParam.SecurityGroupRuleIdRepeated' })
    expect(await count()).toBe(1)
  })

  test('a rule of the other direction or of another group is not there', async () => {
    await authorize([SSH])
    const [id] = (await ids()) as [string]
    expect(await revokeIds([id], 'RevokeSecurityGroupEgress')).toMatchObject({
      status: 400,
      code: 'InvalidSecurityGroupRule.RuleNotExist',
    })
    const other = await world.newGroup()
    expect(await revokeIds([id], 'RevokeSecurityGroup', { SecurityGroupId: other })).toMatchObject({
      code: 'InvalidParam.SecurityGroupRuleId',
    })
    expect(await count()).toBe(1)
  })

  test('not together with fields, and 100 at most', async () => {
    const mixed = { 'Permissions.1.IpProtocol': 'tcp' }
    for (const more of [mixed, { PortRange: '22/22' }]) {
      expect(await revokeIds(['sgr-1'], 'RevokeSecurityGroup', more)).toMatchObject({
        status: 400,
        code: 'InvalidParam.Permissions',
      })
    }
    const many = Array.from({ length: 101 }, (_, index) => `sgr-${index}`)
    expect(await revokeIds(many)).toMatchObject({ code: 'InvalidParameter' })
  })
})

describe('by fields', () => {
  test('T3: the rule that agrees goes, the description does not count', async () => {
    await authorize([
      { ...SSH, Description: 'one' },
      { ...SSH, PortRange: '80/80' },
    ])
    expect((await revoke([{ ...SSH, IpProtocol: 'TCP', Policy: 'Accept', Description: 'two' }])).status).toBe(
      200,
    )
    expect(await world.permissions(group)).toMatchObject([{ PortRange: '80/80' }])
  })

  test('nothing that agrees is a success', async () => {
    await authorize([SSH])
    for (const other of [
      { ...SSH, Policy: 'drop' },
      { ...SSH, PortRange: '23/23' },
      { ...SSH, SourcePortRange: '1/1' },
      { ...SSH, DestCidrIp: '10.1.1.1' },
      { ...SSH, Priority: '2' },
      { IpProtocol: 'tcp', PortRange: '22/22', SourceGroupId: 'sg-none' },
      { IpProtocol: 'tcp', PortRange: '22/22', SourcePrefixListId: 'pl-none' },
    ]) {
      expect((await revoke([other])).status).toBe(200)
    }
    expect(
      (await world.rules('RevokeSecurityGroupEgress', group, [{ ...SSH, DestCidrIp: '10.0.0.0/8' }])).status,
    ).toBe(200)
    expect(await count()).toBe(1)
  })

  test('the priority counts only when it is sent', async () => {
    const two = [SSH, { ...SSH, Priority: '2' }]
    await authorize(two)
    await revoke([{ ...SSH, Priority: '2' }])
    expect(await world.permissions(group)).toMatchObject([{ Priority: '1' }])
    await authorize(two)
    await revoke([SSH])
    expect(await count()).toBe(0)
  })

  test('P8: a system rule of priority 110 can be named', async () => {
    await authorize([SSH])
    const [id] = (await ids()) as [string]
    const rule = world.store.get('rule', id)
    if (rule === undefined) throw new Error('no rule')
    await world.put('rule', { ...rule, id: asId<RuleId>(id), precedence: 110, system: true })
    await revoke([{ ...SSH, Priority: '110' }])
    expect(await count()).toBe(0)
  })

  test('T2: what is written alike goes first, else what means the same', async () => {
    await authorize([
      { ...SSH, SourceCidrIp: '1.2.3.4' },
      { ...SSH, SourceCidrIp: '1.2.3.4/32' },
    ])
    await revoke([{ ...SSH, SourceCidrIp: '1.2.3.4/32' }])
    expect(await world.permissions(group)).toMatchObject([{ SourceCidrIp: '1.2.3.4' }])
    await revoke([{ ...SSH, SourceCidrIp: '1.2.3.4/32' }])
    expect(await count()).toBe(0)
  })

  test('groups, lists of rules, and parameters of their own as Terraform sends them', async () => {
    const peer = await world.newGroup()
    const named = { IpProtocol: 'all', PortRange: '-1/-1', SourceGroupId: peer }
    await authorize([SSH, { ...SSH, PortRange: '80/80' }, named])
    await revoke([SSH, named])
    expect(await count()).toBe(1)
    await world.ok({
      Action: 'RevokeSecurityGroup',
      RegionId: REGION,
      SecurityGroupId: group,
      IpProtocol: 'tcp',
      PortRange: '80/80',
      SourceCidrIp: '10.0.0.0/8',
      Policy: 'accept',
      NicType: 'intranet',
      Priority: '1',
      Description: '',
    })
    expect(await count()).toBe(0)
  })

  test('egress rules, and only those', async () => {
    const out = { IpProtocol: 'tcp', PortRange: '22/22', DestCidrIp: '10.0.0.0/8' }
    await authorize([SSH])
    await world.rules('AuthorizeSecurityGroupEgress', group, [out])
    await world.rules('RevokeSecurityGroupEgress', group, [out])
    expect(await world.permissions(group)).toMatchObject([{ Direction: 'ingress' }])
  })

  test.each<[Permission, string]>([
    [{}, 'MissingParameter'],
    [{ IpProtocol: 'tcp', PortRange: '22/22' }, 'MissingParameter.Source'],
    [{ ...SSH, PortRange: '22' }, 'InvalidIpPortRange.Malformed'],
    [{ ...SSH, IpProtocol: 'all' }, 'OperationDenied'],
    [{ ...SSH, Policy: 'maybe' }, 'InvalidPolicy.Malformed'],
    [{ ...SSH, SourceCidrIp: 'x' }, 'InvalidSourceCidrIp.Malformed'],
  ])('%j is refused with %s', async (permission, code) => {
    expect(
      await world.call({
        Action: 'RevokeSecurityGroup',
        RegionId: REGION,
        SecurityGroupId: group,
        ...permission,
      }),
    ).toMatchObject({ status: 400, code })
  })

  test('G6: not in managed groups', async () => {
    await authorize([SSH])
    await world.change('securityGroup', group, { managed: true })
    const refused = { status: 403, code: 'InvalidOperation.ResourceManagedByCloudProduct' }
    expect(await revoke([SSH])).toMatchObject(refused)
    expect(await revokeIds(await ids())).toMatchObject(refused)
    expect(await world.rules('RevokeSecurityGroup', 'sg-none', [SSH])).toMatchObject({
      status: 404,
      code: 'InvalidSecurityGroupId.NotFound',
    })
  })
})
