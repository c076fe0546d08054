// Groups that a cloud product owns, groups under protection, and force removal: the operator's side of G6.

import { beforeEach, describe, expect, test } from 'vitest'
import { FaultError } from '../../src/core/model/faults.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Call } from '../../src/service/call.ts'
import { forceRemoveGroup, type GroupMarks, markGroup } from '../../src/service/securityGroup/operate.ts'
import { ACCOUNT } from './client.ts'
import { createGroupWorld, eni, type GroupWorld, putInstance, REGION } from './groupWorld.ts'

let world: GroupWorld
beforeEach(async () => {
  world = await createGroupWorld()
})

const mark = (id: string, marks: GroupMarks) => world.store.transact((state) => markGroup(state, id, marks))

const force = async (id: string) => {
  const call = { accountId: ACCOUNT, now: 0, ids: { next: () => 'never' } }
  try {
    return (await world.store.transact((state) => forceRemoveGroup({ ...call, state } as Call, id))).value
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
}

describe('a managed group', () => {
  test('G6: can be looked at and not changed, filled, emptied or deleted', async () => {
    const group = await world.newGroup({ SecurityGroupName: 'cluster' })
    await putInstance(world, 'i-in', [group])
    await putInstance(world, 'i-out', [await world.newGroup()])
    await world.rules('AuthorizeSecurityGroup', group, [RULE])
    const [rule] = await world.permissions(group)
    await mark(group, { managed: true })
    const SecurityGroupRuleId = rule?.SecurityGroupRuleId as string
    const egress = { IpProtocol: 'tcp', PortRange: '80/80', DestCidrIp: '10.0.0.0/8' }
    const changes = [
      { Action: 'AuthorizeSecurityGroup', ...RULE, PortRange: '23/23' },
      { Action: 'AuthorizeSecurityGroupEgress', ...egress },
      { Action: 'RevokeSecurityGroup', ...RULE },
      { Action: 'RevokeSecurityGroup', 'SecurityGroupRuleId.1': SecurityGroupRuleId },
      { Action: 'RevokeSecurityGroupEgress', ...egress },
      { Action: 'ModifySecurityGroupRule', SecurityGroupRuleId, Description: 'mine' },
      { Action: 'ModifySecurityGroupEgressRule', SecurityGroupRuleId, Description: 'mine' },
      { Action: 'ModifySecurityGroupAttribute', SecurityGroupName: 'mine' },
      { Action: 'ModifySecurityGroupPolicy', InnerAccessPolicy: 'Drop' },
      { Action: 'JoinSecurityGroup', InstanceId: 'i-out' },
      { Action: 'LeaveSecurityGroup', InstanceId: 'i-in' },
      { Action: 'DeleteSecurityGroup' },
    ]
    for (const change of changes) {
      const reply = await world.call({ RegionId: REGION, SecurityGroupId: group, ...change })
      expect([change.Action, reply.status, reply.code]).toEqual([
        change.Action,
        403,
        'InvalidOperation.ResourceManagedByCloudProduct',
      ])
    }
    expect(await world.permissions(group)).toHaveLength(1)
    const listed = await world.ok({
      Action: 'DescribeSecurityGroups',
      RegionId: REGION,
      ServiceManaged: 'true',
    })
    expect(listed.SecurityGroups.SecurityGroup).toMatchObject([
      { SecurityGroupId: group, ServiceManaged: true },
    ])
  })

  test('G6: is an ordinary group again when its product lets go', async () => {
    const group = await world.newGroup()
    await mark(group, { managed: true })
    await mark(group, { managed: false })
    expect((await world.rules('AuthorizeSecurityGroup', group, [RULE])).code).toBe('OK')
  })

  test('G6: no call of the cloud makes a group managed', async () => {
    const group = await world.newGroup({ ServiceManaged: 'true' })
    expect(world.store.get('securityGroup', group)?.managed).toBe(false)
  })
})

test('G6: a protected group is changed as ever, but not deleted until the protection is off', async () => {
  const group = await world.newGroup()
  await mark(group, { deletionProtection: true })
  expect((await world.rules('AuthorizeSecurityGroup', group, [RULE])).code).toBe('OK')
  const remove = () => world.call({ Action: 'DeleteSecurityGroup', RegionId: REGION, SecurityGroupId: group })
  expect((await remove()).code).toBe('InvalidOperation.DeletionProtection')
  await mark(group, { deletionProtection: false })
  expect((await remove()).code).toBe('OK')
})

describe('force removal', () => {
  test("G6: takes the system's own interfaces and rules with the group", async () => {
    const group = await world.newGroup()
    const other = await world.newGroup()
    await world.put('eni', eni('eni-system', [group], { managed: true }))
    await world.put('eni', eni('eni-shared', [group, other], { managed: true, primaryAddress: '10.0.0.2' }))
    await world.rules('AuthorizeSecurityGroup', other, [{ ...PORT, SourceGroupId: group }])
    const [rule] = world.store.by('rule', 'group', other)
    if (rule === undefined) throw new Error('no rule')
    await world.put('rule', { ...rule, system: true })
    expect(await force(group)).toEqual({
      removedEnis: ['eni-system', 'eni-shared'],
      removedRules: [rule.id],
    })
    expect(world.store.get('securityGroup', group)).toBeUndefined()
    expect(world.store.get('eni', 'eni-system')).toBeUndefined()
    expect(world.store.get('eni', 'eni-shared')?.securityGroupIds).toEqual([other])
    expect(world.store.by('rule', 'group', other)).toEqual([])
  })

  test("G6: leaves all that is the user's, and names it", async () => {
    const group = await world.newGroup()
    const other = await world.newGroup()
    await world.put('eni', eni('eni-system', [group], { managed: true }))
    await putInstance(world, 'i-mine', [group])
    expect(await force(group)).toMatchObject({ name: 'groupHasMembers', members: ['i-mine'] })
    expect(world.store.get('eni', 'eni-system')?.securityGroupIds).toEqual([group])
    await world.put('eni', eni('eni-of-i-mine', [other], { instanceId: asId('i-mine') }))
    await world.rules('AuthorizeSecurityGroup', other, [{ ...PORT, SourceGroupId: group }])
    expect(await force(group)).toMatchObject({ name: 'groupReferenced', referrers: [other] })
    expect(world.store.by('rule', 'group', other)).toHaveLength(1)
  })

  test('G6: does not get past protection or management', async () => {
    const group = await world.newGroup()
    await mark(group, { deletionProtection: true })
    expect(await force(group)).toMatchObject({ name: 'groupProtected' })
    await mark(group, { managed: true, deletionProtection: false })
    expect(await force(group)).toMatchObject({ name: 'groupManaged' })
    expect(world.store.get('securityGroup', group)).toBeDefined()
  })
})

const PORT = { IpProtocol: 'tcp', PortRange: '22/22' }
const RULE = { ...PORT, SourceCidrIp: '10.0.0.0/8' }
