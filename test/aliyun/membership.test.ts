// JoinSecurityGroup and LeaveSecurityGroup, for instances and for network interfaces.

import { beforeEach, describe, expect, test } from 'vitest'
import {
  createGroupWorld,
  eni,
  type GroupWorld,
  OTHER_VPC,
  type Permission,
  putInstance,
  REGION,
} from './groupWorld.ts'

let world: GroupWorld
let first: string
let second: string
beforeEach(async () => {
  world = await createGroupWorld()
  first = await world.newGroup()
  second = await world.newGroup()
  await putInstance(world, 'i-1', [first])
  await world.put('eni', eni('eni-2', [first]))
})

const join = (parameters: Permission) => world.call({ Action: 'JoinSecurityGroup', ...parameters })
const leave = (parameters: Permission) => world.call({ Action: 'LeaveSecurityGroup', ...parameters })
const groupsOf = (eniId: string) => world.store.get('eni', eniId)?.securityGroupIds
const byInstance = (SecurityGroupId: string) => ({ SecurityGroupId, InstanceId: 'i-1' })
const byEni = (SecurityGroupId: string) => ({
  SecurityGroupId,
  NetworkInterfaceId: 'eni-2',
  RegionId: REGION,
})

describe('JoinSecurityGroup', () => {
  test('P2: an instance joins with its primary network interface', async () => {
    expect((await join(byInstance(second))).status).toBe(200)
    expect(groupsOf('eni-of-i-1')).toEqual([first, second])
    expect(groupsOf('eni-2')).toEqual([first])
  })

  test('P2: a network interface joins alone', async () => {
    expect((await join(byEni(second))).status).toBe(200)
    expect(groupsOf('eni-2')).toEqual([first, second])
    expect(groupsOf('eni-of-i-1')).toEqual([first])
  })

  test('joining again is refused', async () => {
    const already = { status: 403, code: 'InvalidInstanceId.AlreadyExists' }
    expect(await join(byInstance(first))).toMatchObject(already)
    expect(await join(byEni(first))).toMatchObject(already)
  })

  test('G4: ten groups, not eleven', async () => {
    for (let count = 1; count < 10; count++)
      await world.ok({ Action: 'JoinSecurityGroup', ...byInstance(await world.newGroup()) })
    expect(groupsOf('eni-of-i-1')).toHaveLength(10)
    expect(await join(byInstance(second))).toMatchObject({ code: 'InstanceSecurityGroupLimitExceeded' })
    expect(groupsOf('eni-of-i-1')).toHaveLength(10)
  })

  test('G4: basic and enterprise groups do not mix', async () => {
    const big = await world.newGroup({ SecurityGroupType: 'enterprise' })
    expect(await join(byInstance(big))).toMatchObject({ code: 'EnterpriseGroupLimited.MutliGroupType' })
  })

  test('G5: only groups of the same VPC', async () => {
    const far = await world.newGroup({ VpcId: OTHER_VPC })
    expect(await join(byInstance(far))).toMatchObject({ status: 400, code: 'InvalidInstanceId.Mismatch' })
    expect(await join(byEni(far))).toMatchObject({ status: 403, code: 'InvalidOperation.VpcMismatch' })
    await world.change('securityGroup', second, { vpcId: null })
    expect(await join(byInstance(second))).toMatchObject({ code: 'InvalidInstanceId.Mismatch' })
  })

  test('L: no more than 1000 rules come together, 6000 addresses in a basic group', async () => {
    const rules = (from: number): Permission[] =>
      Array.from({ length: 100 }, (_, index) => ({
        IpProtocol: 'tcp',
        PortRange: `${from + index}/${from + index}`,
        SourceCidrIp: '10.0.0.1',
      }))
    for (let from = 1; from < 1000; from += 100)
      await world.rules('AuthorizeSecurityGroup', second, rules(from))
    await world.rules('AuthorizeSecurityGroup', first, rules(1))
    expect(await join(byInstance(second))).toMatchObject({ status: 403, code: 'AclLimitExceed' })

    const full = await world.newGroup()
    const secondaryAddresses = Array.from({ length: 5999 }, (_, index) => `10.1.${index >> 8}.${index & 255}`)
    await world.put('eni', eni('eni-large', [full], { secondaryAddresses }))
    expect(await join(byInstance(full))).toMatchObject({
      status: 403,
      code: 'SecurityGroupInstanceLimitExceeded',
    })
  })
})

describe('LeaveSecurityGroup', () => {
  test('takes out of this group and leaves the others in their order', async () => {
    const third = await world.newGroup()
    for (const id of [second, third]) {
      await join(byInstance(id))
      await join(byEni(id))
    }
    expect((await leave(byInstance(second))).status).toBe(200)
    expect(groupsOf('eni-of-i-1')).toEqual([first, third])
    expect((await leave(byEni(first))).status).toBe(200)
    expect(groupsOf('eni-2')).toEqual([second, third])
  })

  test('G4: the last group cannot be left', async () => {
    const last = { status: 403, code: 'InstanceLastSecurityGroup' }
    expect(await leave(byInstance(first))).toMatchObject(last)
    expect(await leave(byEni(first))).toMatchObject(last)
    expect(groupsOf('eni-2')).toEqual([first])
  })

  test('leaving a group one is not in is refused', async () => {
    expect(await leave(byInstance(second))).toMatchObject({
      status: 400,
      code: 'InvalidSecurityGroupAssociation.NotFound',
    })
  })
})

describe.each([
  ['JoinSecurityGroup', join],
  ['LeaveSecurityGroup', leave],
])('%s refuses', (_, act) => {
  test('neither and both of instance and network interface', async () => {
    expect(await act({ SecurityGroupId: second })).toMatchObject({ status: 400, code: 'MissingParameter' })
    expect(await act({ ...byEni(second), InstanceId: 'i-1' })).toMatchObject({
      status: 403,
      code: 'InvalidParam.EniIdAndInstanceId.Conflict',
    })
  })

  test('a network interface without region', async () => {
    expect(await act({ SecurityGroupId: second, NetworkInterfaceId: 'eni-2' })).toMatchObject({
      status: 400,
      code: 'MissingParameter.RegionId',
    })
  })

  test('what is malformed or not there', async () => {
    expect(await act({ SecurityGroupId: second, InstanceId: 'i 1' })).toMatchObject({
      status: 400,
      code: 'InvalidInstanceId.Malformed',
    })
    expect(await act({ SecurityGroupId: second, InstanceId: 'i-none' })).toMatchObject({
      status: 404,
      code: 'InvalidInstanceId.NotFound',
    })
    expect(await act({ ...byEni(second), NetworkInterfaceId: 'eni-none' })).toMatchObject({
      status: 404,
      code: 'InvalidEniId.NotFound',
    })
    expect(await act(byInstance('sg-none'))).toMatchObject({
      status: 404,
      code: 'InvalidSecurityGroupId.NotFound',
    })
    expect(await act({ ...byInstance(second), RegionId: 'cn-beijing' })).toMatchObject({
      status: 404,
      code: 'InvalidSecurityGroupId.NotFound',
    })
  })

  test('G6: managed groups and managed network interfaces', async () => {
    await world.put('eni', eni('eni-2', [first], { managed: true }))
    expect(await act(byEni(second))).toMatchObject({
      status: 403,
      code: 'InvalidOperation.EniServiceManaged',
    })
    await world.change('securityGroup', second, { managed: true })
    expect(await act(byInstance(second))).toMatchObject({
      status: 403,
      code: 'InvalidOperation.ResourceManagedByCloudProduct',
    })
  })
})
