// DescribeSecurityGroupReferences and DeleteSecurityGroup.

import { beforeEach, describe, expect, test } from 'vitest'
import { createGroupWorld, eni, type GroupWorld, putInstance, REGION } from './groupWorld.ts'

let world: GroupWorld
beforeEach(async () => {
  world = await createGroupWorld()
})

describe('DescribeSecurityGroupReferences', () => {
  const references = (ids: readonly string[]) =>
    world.call({
      Action: 'DescribeSecurityGroupReferences',
      RegionId: REGION,
      ...Object.fromEntries(ids.map((id, index) => [`SecurityGroupId.${index + 1}`, id])),
    })

  test('names each group whose rules name the group, once', async () => {
    const [peer, a, b] = [await world.newGroup(), await world.newGroup(), await world.newGroup()]
    const rule = { IpProtocol: 'all', PortRange: '-1/-1' }
    await world.rules('AuthorizeSecurityGroup', a, [{ ...rule, SourceGroupId: peer }])
    await world.rules('AuthorizeSecurityGroupEgress', a, [{ ...rule, DestGroupId: peer }])
    await world.rules('AuthorizeSecurityGroup', b, [{ ...rule, SourceGroupId: peer }])
    const { body } = await references([peer, a])
    expect(body.SecurityGroupReferences.SecurityGroupReference).toEqual([
      {
        SecurityGroupId: peer,
        ReferencingSecurityGroups: {
          ReferencingSecurityGroup: [
            { AliUid: '1234567890123456', SecurityGroupId: a },
            { AliUid: '1234567890123456', SecurityGroupId: b },
          ],
        },
      },
      { SecurityGroupId: a, ReferencingSecurityGroups: { ReferencingSecurityGroup: [] } },
    ])
  })

  test('takes 1 to 10 groups that are there', async () => {
    const malformed = { status: 400, code: 'InvalidSecurityGroupId.Malformed' }
    expect(await references([])).toMatchObject(malformed)
    expect(await references(Array.from({ length: 11 }, () => 'sg-1'))).toMatchObject(malformed)
    expect(await references(['sg-none'])).toMatchObject({ code: 'InvalidSecurityGroupId.NotFound' })
  })
})

describe('DeleteSecurityGroup', () => {
  const remove = (groupId: string) =>
    world.call({ Action: 'DeleteSecurityGroup', RegionId: REGION, SecurityGroupId: groupId })

  test('takes the rules along; the second time the group is not there', async () => {
    const id = await world.newGroup()
    await world.rules('AuthorizeSecurityGroup', id, [
      { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' },
    ])
    expect((await remove(id)).status).toBe(200)
    expect([world.store.count('securityGroup'), world.store.count('rule')]).toEqual([0, 0])
    expect(await remove(id)).toMatchObject({ status: 404, code: 'InvalidSecurityGroupId.NotFound' })
  })

  test('G6: refused while it has members; the answer names instances and lone network interfaces', async () => {
    const id = await world.newGroup()
    await putInstance(world, 'i-1', [id])
    await world.put('eni', eni('eni-2', [id]))
    const refused = await remove(id)
    expect(refused).toMatchObject({ status: 403, code: 'DependencyViolation' })
    expect(refused.body.Message).toMatch(/^There is still instance\(s\).*i-1, eni-2/)
    for (let count = 3; count <= 105; count++) await world.put('eni', eni(`eni-${count}`, [id]))
    expect((await remove(id)).body.Message).toContain('eni-100 and 5 more')
  })

  test('G6: refused while rules of other groups name it; the answer names all of them', async () => {
    const [id, a, b] = [await world.newGroup(), await world.newGroup(), await world.newGroup()]
    const rule = { IpProtocol: 'all', PortRange: '-1/-1' }
    await world.rules('AuthorizeSecurityGroup', a, [{ ...rule, SourceGroupId: id }])
    await world.rules('AuthorizeSecurityGroupEgress', b, [{ ...rule, DestGroupId: id }])
    const refused = await remove(id)
    expect(refused).toMatchObject({ status: 403, code: 'DependencyViolation' })
    expect(refused.body.Message).toContain(`${a}, ${b}`)
    await world.rules('RevokeSecurityGroup', a, [{ ...rule, SourceGroupId: id }])
    expect((await remove(id)).body.Message).toContain(b)
    expect((await remove(b)).status).toBe(200)
    expect((await remove(id)).status).toBe(200)
  })

  test('G6: a rule of its own that names it, as Tencent allows, holds nothing', async () => {
    const [id, peer] = [await world.newGroup(), await world.newGroup()]
    await world.rules('AuthorizeSecurityGroup', id, [
      { IpProtocol: 'all', PortRange: '-1/-1', SourceGroupId: peer },
    ])
    const [rule] = [...world.store.list('rule')]
    const group = world.store.get('securityGroup', id)
    if (rule?.peer.kind !== 'group' || group === undefined) throw new Error('no rule')
    await world.put('rule', { ...rule, peer: { ...rule.peer, groupId: group.id } })
    expect((await remove(id)).status).toBe(200)
  })

  test('G6: refused while protected or managed', async () => {
    const id = await world.newGroup()
    await world.change('securityGroup', id, { deletionProtection: true })
    expect(await remove(id)).toMatchObject({ status: 403, code: 'InvalidOperation.DeletionProtection' })
    await world.change('securityGroup', id, { managed: true, deletionProtection: false })
    expect(await remove(id)).toMatchObject({
      status: 403,
      code: 'InvalidOperation.ResourceManagedByCloudProduct',
    })
    expect(world.store.count('securityGroup')).toBe(1)
  })

  test('a group of another region is not there', async () => {
    const id = await world.newGroup()
    expect(
      await world.call({ Action: 'DeleteSecurityGroup', RegionId: 'cn-beijing', SecurityGroupId: id }),
    ).toMatchObject({ code: 'InvalidSecurityGroupId.NotFound' })
  })
})
