// Enterprise groups by today's documents and by those of 2019.

import { beforeEach, describe, expect, test } from 'vitest'
import { changeSettings } from '../../src/service/settings/change.ts'
import { createGroupWorld, eni, type GroupWorld, type Permission, REGION } from './groupWorld.ts'

let world: GroupWorld
beforeEach(async () => {
  world = await createGroupWorld()
})

const set2019 = () => world.store.transact((state) => changeSettings(state, { enterpriseRules: '2019' }))
const newEnterprise = () => world.newGroup({ SecurityGroupType: 'enterprise' })
const RULE: Permission = { IpProtocol: 'tcp', PortRange: '443/443', SourceCidrIp: '0.0.0.0/0' }
const codeOf = async (group: string, change: Permission) =>
  (await world.rules('AuthorizeSecurityGroup', group, [{ ...RULE, ...change }])).code

describe('today', () => {
  test('G3 P4: priorities and drop rules, both ways closed, no inner access', async () => {
    const group = await newEnterprise()
    expect(await codeOf(group, { Policy: 'drop', Priority: '7' })).toBe('OK')
    const kept = world.store.get('securityGroup', group)
    expect(kept).toMatchObject({ defaults: { ingress: 'drop', egress: 'drop' }, innerAccess: 'drop' })
    const inner = { Action: 'ModifySecurityGroupPolicy', RegionId: REGION, SecurityGroupId: group }
    for (const InnerAccessPolicy of ['Accept', 'Drop']) {
      expect((await world.call({ ...inner, InnerAccessPolicy })).code).toBe(
        'InvalidParameter.InnerAccessPolicy',
      )
    }
  })

  test('G3: knows no groups as peers and is none itself, in either direction', async () => {
    const group = await newEnterprise()
    const basic = await world.newGroup()
    const port = { IpProtocol: 'tcp', PortRange: '443/443' }
    const rules = [
      ['AuthorizeSecurityGroup', group, { SourceGroupId: basic }, 'InvalidGroupParameter.OperationDenied'],
      [
        'AuthorizeSecurityGroupEgress',
        group,
        { DestGroupId: basic },
        'InvalidGroupParameter.OperationDenied',
      ],
      [
        'AuthorizeSecurityGroup',
        basic,
        { SourceGroupId: group },
        'InvalidGroupAuthParameter.OperationDenied',
      ],
      [
        'AuthorizeSecurityGroupEgress',
        basic,
        { DestGroupId: group },
        'InvalidGroupAuthParameter.OperationDenied',
      ],
    ] as const
    for (const [action, into, peer, code] of rules) {
      expect((await world.rules(action, into, [{ ...port, ...peer }])).code).toBe(code)
    }
  })
})

describe('by the manual of 2019', () => {
  beforeEach(set2019)

  test('G3: accepts only, at priority 1', async () => {
    const group = await newEnterprise()
    expect(await codeOf(group, {})).toBe('OK')
    expect(await codeOf(group, { Priority: '1', PortRange: '80/80' })).toBe('OK')
    expect(await codeOf(group, { Policy: 'drop' })).toBe('InvalidGroupParameter.OperationDenied')
    expect(await codeOf(group, { Priority: '2' })).toBe('InvalidPriority.ValueNotSupported')
    const [rule] = await world.permissions(group)
    const modify = {
      ...{ Action: 'ModifySecurityGroupRule', RegionId: REGION, SecurityGroupId: group },
      SecurityGroupRuleId: rule?.SecurityGroupRuleId as string,
    }
    expect((await world.call({ ...modify, Policy: 'drop' })).code).toBe(
      'InvalidGroupParameter.OperationDenied',
    )
    expect((await world.call({ ...modify, Priority: '100' })).code).toBe('InvalidPriority.ValueNotSupported')
  })

  test('G3 P4: lets everything out; basic groups are what they were', async () => {
    expect(world.store.get('securityGroup', await newEnterprise())?.defaults).toEqual({
      ingress: 'drop',
      egress: 'accept',
    })
    const basic = await world.newGroup()
    expect(await codeOf(basic, { Policy: 'drop', Priority: '2' })).toBe('OK')
  })
})

test('G4: kinds never mix on an interface, whichever comes first', async () => {
  const [basic, enterprise] = [await world.newGroup(), await newEnterprise()]
  await world.put('eni', eni('eni-1', [basic]))
  await world.put('eni', eni('eni-2', [enterprise], { primaryAddress: '10.0.0.2' }))
  const join = async (NetworkInterfaceId: string, SecurityGroupId: string) =>
    (
      await world.call({
        Action: 'JoinSecurityGroup',
        RegionId: REGION,
        NetworkInterfaceId,
        SecurityGroupId,
      })
    ).code
  expect(await join('eni-1', enterprise)).toBe('EnterpriseGroupLimited.MutliGroupType')
  expect(await join('eni-2', basic)).toBe('EnterpriseGroupLimited.MutliGroupType')
  expect(await join('eni-1', await world.newGroup())).toBe('OK')
  expect(await join('eni-2', await newEnterprise())).toBe('OK')
})
