// Two accounts: groups of one as peers in rules of the other.

import { describe, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { OTHER, secondAccount, setAccount, share } from './accounts.ts'
import { ACCOUNT, type Reply } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

const RULE = { IpProtocol: 'tcp', PortRange: '22/22' }

/** The other account with a group in the first one's VPC. */
async function neighbours() {
  const world = await createRunWorld()
  const other = await secondAccount(world)
  await share(world, world.vpcId)
  const made = await other({ Action: 'CreateSecurityGroup', VpcId: world.vpcId, SecurityGroupName: 'theirs' })
  expect(made.code).toBe('OK')
  return { world, other, theirs: made.body.SecurityGroupId as string }
}

const authorize = (world: RunWorld, parameters: Record<string, string>): Promise<Reply> =>
  world.call({
    Action: 'AuthorizeSecurityGroup',
    RegionId: 'cn-hangzhou',
    SecurityGroupId: world.groupId,
    ...RULE,
    ...parameters,
  })

const rulesOf = async (world: RunWorld): Promise<Record<string, string>[]> =>
  (await world.ok({ Action: 'DescribeSecurityGroupAttribute', SecurityGroupId: world.groupId })).Permissions
    .Permission

describe('a group of another account as peer', () => {
  test('G1: named with its owner, by id or by name, and shown with the owner', async () => {
    const { world, theirs } = await neighbours()
    expect((await authorize(world, { SourceGroupId: theirs, SourceGroupOwnerId: OTHER })).code).toBe('OK')
    expect((await authorize(world, { SourceGroupId: theirs, SourceGroupOwnerAccount: OTHER })).code).toBe(
      'OK',
    )
    expect(await rulesOf(world)).toMatchObject([
      { SourceGroupId: theirs, SourceGroupOwnerAccount: OTHER, SourceGroupName: 'theirs' },
    ])
  })

  test('G1: without its owner, or with a wrong one, it is not there', async () => {
    const { world, theirs } = await neighbours()
    for (const owner of [{}, { SourceGroupOwnerId: '1' }, { SourceGroupOwnerAccount: 'nobody' }]) {
      const { status, code } = await authorize(world, { SourceGroupId: theirs, ...owner })
      expect({ status, code }).toEqual({ status: 404, code: 'InvalidSourceGroupId.NotFound' })
    }
    const egress = {
      ...{ Action: 'AuthorizeSecurityGroupEgress', SecurityGroupId: world.groupId, ...RULE },
      ...{ DestGroupId: theirs, DestGroupOwnerId: OTHER },
    }
    await world.ok(egress)
    expect((await rulesOf(world)).map((rule) => rule.DestGroupOwnerAccount)).toEqual([OTHER])
  })

  test('G1: a rule about it is changed with and without its owner, and turned to an own group', async () => {
    const { world, theirs } = await neighbours()
    await authorize(world, { SourceGroupId: theirs, SourceGroupOwnerId: OTHER })
    const own = await world.group(world.vpcId)
    const [{ SecurityGroupRuleId = '' } = {}] = await rulesOf(world)
    const change = (parameters: Record<string, string>) =>
      world.code({
        Action: 'ModifySecurityGroupRule',
        SecurityGroupId: world.groupId,
        SecurityGroupRuleId,
        ...parameters,
      })
    expect(await change({ Priority: '7' })).toBe('OK')
    // The group that it names already is still the other account's.
    expect(await change({ Priority: '8', SourceGroupId: theirs })).toBe('OK')
    expect(await rulesOf(world)).toMatchObject([{ Priority: '8', SourceGroupOwnerAccount: OTHER }])
    expect(await change({ SourceGroupId: own })).toBe('OK')
    expect(await rulesOf(world)).toMatchObject([{ SourceGroupId: own, SourceGroupOwnerAccount: '' }])
    expect(await change({ SourceGroupId: theirs })).toBe('InvalidSourceGroupId.NotFound')
    expect(await change({ SourceGroupId: theirs, SourceGroupOwnerId: OTHER })).toBe('OK')
  })

  test('G1: it stands for its members in this VPC and what they have at the moment', async () => {
    const { world, other, theirs } = await neighbours()
    await authorize(world, { SourceGroupId: theirs, SourceGroupOwnerId: OTHER })
    const run = await other({
      Action: 'RunInstances',
      ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
      InstanceType: 'ecs.g6.large',
      SecurityGroupId: theirs,
      VSwitchId: world.vSwitchId,
    })
    expect(run.code).toBe('OK')
    const [id] = run.body.InstanceIdSets.InstanceIdSet as string[]
    expect(world.store.by('eni', 'group', theirs)).toMatchObject([{ accountId: OTHER, instanceId: id }])
    expect(await world.ok({ Action: 'DescribeInstances' })).toMatchObject({ TotalCount: 0 })
  })

  test('G6: the references name the other account, and its group cannot be deleted', async () => {
    const { world, other, theirs } = await neighbours()
    await authorize(world, { SourceGroupId: theirs, SourceGroupOwnerId: OTHER })
    const found = await other({ Action: 'DescribeSecurityGroupReferences', 'SecurityGroupId.1': theirs })
    const [reference] = found.body.SecurityGroupReferences.SecurityGroupReference
    expect(reference.ReferencingSecurityGroups.ReferencingSecurityGroup).toEqual([
      { AliUid: ACCOUNT, SecurityGroupId: world.groupId },
    ])
    const refused = await other({ Action: 'DeleteSecurityGroup', SecurityGroupId: theirs })
    expect(refused.code).toBe('DependencyViolation')
    expect(refused.body.Message).toContain(world.groupId)
  })

  test("G6: nobody sees, changes, fills or deletes another account's group", async () => {
    const { world, theirs } = await neighbours()
    const [instance = ''] = await world.run()
    const group = { SecurityGroupId: theirs }
    expect((await world.ok({ Action: 'DescribeSecurityGroups', ...group })).TotalCount).toBe(0)
    const calls = [
      { Action: 'DescribeSecurityGroupAttribute' },
      { Action: 'AuthorizeSecurityGroup', ...RULE, SourceCidrIp: '10.0.0.0/8' },
      { Action: 'ModifySecurityGroupAttribute', SecurityGroupName: 'mine' },
      { Action: 'ModifySecurityGroupPolicy', InnerAccessPolicy: 'Drop' },
      { Action: 'JoinSecurityGroup', InstanceId: instance },
      { Action: 'DeleteSecurityGroup' },
    ]
    for (const call of calls) {
      expect([call.Action, await world.code({ ...call, ...group })]).toEqual([
        call.Action,
        'InvalidSecurityGroupId.NotFound',
      ])
    }
  })
})

test('G5: a VPC that is not shared any more takes nothing new, and what is there stays', async () => {
  const { world, other, theirs } = await neighbours()
  await share(world, world.vpcId, false)
  expect((await other({ Action: 'CreateSecurityGroup', VpcId: world.vpcId })).code).toBe(
    'InvalidVpcId.NotFound',
  )
  expect(world.store.get('securityGroup', theirs)?.vpcId).toBe(world.vpcId)
  const shared = world.store.get('vpc', world.vpcId)?.sharedWith
  expect(shared).toEqual([])
})

test('G5 K1: in the classic network all accounts are one network', async () => {
  const world = await createRunWorld()
  const other = await secondAccount(world)
  await setAccount(world, { classicNetwork: true })
  await setAccount(world, { classicNetwork: true }, OTHER)
  const mine = (await world.ok({ Action: 'CreateSecurityGroup' })).SecurityGroupId as string
  const theirs = (await other({ Action: 'CreateSecurityGroup' })).body.SecurityGroupId as string
  expect(world.store.get('securityGroup', asId(theirs))?.vpcId).toBeNull()
  const rule = {
    ...{ Action: 'AuthorizeSecurityGroup', SecurityGroupId: mine, ...RULE },
    ...{ SourceGroupId: theirs, SourceGroupOwnerId: OTHER },
  }
  expect(await world.code(rule)).toBe('InvalidSourceGroupId.Mismatch')
  expect(await world.code({ ...rule, NicType: 'intranet' })).toBe('OK')
})
