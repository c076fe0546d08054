// AuthorizeSecurityGroup: groups as peers, the classic network, and how many rules there may be.

import { beforeEach, describe, expect, test } from 'vitest'
import { type AccountId, asId } from '../../src/core/model/ids.ts'
import { createGroupWorld, eni, type GroupWorld, OTHER_VPC, type Permission, putLists } from './groupWorld.ts'

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

describe('groups as peers', () => {
  const from = (id: string, more: Permission = {}): Permission => ({
    IpProtocol: 'tcp',
    PortRange: '22/22',
    SourceGroupId: id,
    ...more,
  })

  test('G1: not itself, and only in the same VPC', async () => {
    expect(await authorize([from(group)])).toMatchObject({ status: 403, code: 'InvalidParamter.Conflict' })
    const far = await world.newGroup({ VpcId: OTHER_VPC })
    expect(await authorize([from(far)])).toMatchObject({ status: 400, code: 'InvalidSourceGroupId.Mismatch' })
    expect(await authorizeEgress([{ IpProtocol: 'tcp', PortRange: '1/1', DestGroupId: far }])).toMatchObject({
      status: 400,
      code: 'InvalidDestGroupId.Mismatch',
    })
  })

  test('G1: of another account when the owner is named, by id or by name', async () => {
    const theirs = await world.newGroup({ SecurityGroupName: 'theirs' })
    await world.change('securityGroup', theirs, { accountId: asId<AccountId>('42') })
    await world.put('account', {
      id: asId<AccountId>('42'),
      cloud: 'aliyun',
      name: 'them@example.com',
      smtpReleased: false,
      createdAt: 0,
    })
    expect(await authorize([from(theirs)])).toMatchObject({ code: 'InvalidSourceGroupId.NotFound' })
    expect(await authorize([from(theirs, { SourceGroupOwnerId: '43' })])).toMatchObject({
      code: 'InvalidSourceGroupId.NotFound',
    })
    expect(await authorize([from(theirs, { SourceGroupOwnerAccount: 'nobody' })])).toMatchObject({
      code: 'InvalidSourceGroupId.NotFound',
    })
    expect((await authorize([from(theirs, { SourceGroupOwnerId: '42' })])).status).toBe(200)
    expect((await authorize([from(theirs, { SourceGroupOwnerAccount: 'them@example.com' })])).status).toBe(
      200,
    )
    expect(await world.permissions(group)).toMatchObject([
      { SourceGroupId: theirs, SourceGroupName: 'theirs', SourceGroupOwnerAccount: '42' },
    ])
  })

  test('G3: neither in enterprise groups nor naming one', async () => {
    const big = await world.newGroup({ SecurityGroupType: 'enterprise' })
    expect(await authorize([from(group)], big)).toMatchObject({
      status: 400,
      code: 'InvalidGroupParameter.OperationDenied',
    })
    expect(await authorize([from(big)])).toMatchObject({
      status: 400,
      code: 'InvalidGroupAuthParameter.OperationDenied',
    })
    expect((await authorize([{ ...SSH, Policy: 'drop', Priority: '50' }], big)).status).toBe(200)
  })

  test('L: 20 rules that name groups, both directions together', async () => {
    const peer = await world.newGroup()
    const rule = (port: number) => ({ IpProtocol: 'tcp', PortRange: `${port}/${port}` })
    await authorize(Array.from({ length: 15 }, (_, index) => ({ ...rule(index + 1), SourceGroupId: peer })))
    const rest = Array.from({ length: 5 }, (_, index) => ({ ...rule(index + 1), DestGroupId: peer }))
    expect((await authorizeEgress(rest)).status).toBe(200)
    const refused = await authorize([{ ...rule(99), SourceGroupId: peer }])
    expect(refused).toMatchObject({ status: 400, code: 'AuthorizedGroupRule.LimitExceed' })
    expect(refused.body.Message).toContain('20 of 20')
    expect((await authorize([SSH, { ...rule(1), SourceGroupId: peer }])).status).toBe(200)
  })
})

describe('K: classic network', () => {
  beforeEach(() => world.change('securityGroup', group, { vpcId: null }))

  test('K1: rules are for the internet unless told; both lists are shown apart', async () => {
    await authorize([SSH, { ...SSH, SourceCidrIp: '10.0.0.1', NicType: 'intranet' }])
    expect(await world.permissions(group)).toMatchObject([
      { NicType: 'internet', SourceCidrIp: '10.0.0.0/8' },
    ])
    expect(await world.permissions(group, { NicType: 'intranet' })).toMatchObject([
      { NicType: 'intranet', SourceCidrIp: '10.0.0.1' },
    ])
  })

  test('K1, T3: the same rule for the other network interface is another rule', async () => {
    const one = { ...SSH, SourceCidrIp: '10.0.0.1' }
    await authorize([
      { ...one, NicType: 'internet' },
      { ...one, NicType: 'intranet' },
    ])
    expect(await world.permissions(group, { NicType: 'internet' })).toHaveLength(1)
    expect(await world.permissions(group, { NicType: 'intranet' })).toHaveLength(1)
  })

  test('K1: an intranet ingress rule names one address', async () => {
    expect(await authorize([{ ...SSH, NicType: 'intranet' }])).toMatchObject({
      code: 'InvalidSourceCidrIp.Malformed',
    })
  })

  test('K1: groups are named in the intranet only, and only classic ones (G5)', async () => {
    const [classic, modern] = [await world.newGroup(), await world.newGroup()]
    await world.change('securityGroup', classic, { vpcId: null })
    const rule = { IpProtocol: 'tcp', PortRange: '22/22' }
    expect(await authorize([{ ...rule, SourceGroupId: classic }])).toMatchObject({
      status: 403,
      code: 'InvalidSourceGroupId.Mismatch',
    })
    expect((await authorize([{ ...rule, SourceGroupId: classic, NicType: 'intranet' }])).status).toBe(200)
    expect(await authorize([{ ...rule, SourceGroupId: modern, NicType: 'intranet' }])).toMatchObject({
      status: 403,
      code: 'InvalidNetworkType.Conflict',
    })
  })

  test('K1: no lists, no IPv6', async () => {
    await putLists(world)
    expect(
      await authorize([{ IpProtocol: 'tcp', PortRange: '1/1', SourcePrefixListId: 'pl-4' }]),
    ).toMatchObject({
      code: 'NotSupported.ClassicNetworkPrefixList',
    })
    for (const rule of [
      { IpProtocol: 'tcp', PortRangeListId: 'prl-1', SourceCidrIp: '10.0.0.1' },
      { IpProtocol: 'tcp', PortRange: '1/1', Ipv6SourceCidrIp: '::/0' },
    ]) {
      expect(await authorize([rule])).toMatchObject({ code: 'InvalidSecurityGroup.InvalidNetworkType' })
    }
  })
})

describe('L: rules per network interface', () => {
  const many = (count: number, from = 1): Permission[] =>
    Array.from({ length: count }, (_, index) => ({ ...SSH, PortRange: `${from + index}/${from + index}` }))

  async function fill(id: string, count: number): Promise<void> {
    for (let from = 1; from <= count; from += 100) {
      const reply = await authorize(many(Math.min(100, count - from + 1), from), id)
      expect(reply.status).toBe(200)
    }
  }

  test('L: a group alone takes 1000', async () => {
    await fill(group, 1000)
    const refused = await authorize(many(1, 2000))
    expect(refused).toMatchObject({ status: 403, code: 'AuthorizationLimitExceed' })
    expect(refused.body.Message).toContain('1000 of 1000')
    expect((await authorize(many(100))).status).toBe(200)
  })

  test('L: over all groups of a member; a list counts with all its entries', async () => {
    await putLists(world)
    const second = await world.newGroup()
    await fill(group, 600)
    await fill(second, 390)
    await world.put('eni', eni('eni-1', [group, second]))
    const listed = { IpProtocol: 'tcp', PortRangeListId: 'prl-1', SourcePrefixListId: 'pl-4' }
    expect((await authorize([listed], second)).status).toBe(200)
    const refused = await authorize(many(2, 2000))
    expect(refused).toMatchObject({ status: 403, code: 'AuthorizationLimitExceed' })
    expect(refused.body.Message).toContain('eni-1 has 999 of 1000 rules, 2 more')
    expect((await authorize(many(1, 2000))).status).toBe(200)
  })
})
