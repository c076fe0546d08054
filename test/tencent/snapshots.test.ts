// Snapshots of rules: taken before changes and at fixed times, kept for so many days, restored in their order.

import { beforeEach, expect, test } from 'vitest'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { takeDueBackups } from '../../src/service/backup/take.ts'
import { createTestCloud, groupWith, linesOf, type TestCloud } from './client.ts'

let cloud: TestCloud
let id: string
const HOUR = 3_600_000
const rule = (Port: string) => ({ Protocol: 'TCP', Port, CidrBlock: '10.0.0.0/8', Action: 'ACCEPT' })

const policyWith = async (fields: ValueNode): Promise<string> => {
  const { SnapshotPolicies } = await cloud.ok('CreateSnapshotPolicies', {
    SnapshotPolicies: [
      {
        ...{ SnapshotPolicyName: 'p', BackupType: 'operate', KeepTime: 1, CreateNewCos: false },
        ...{ CosRegion: 'ap-guangzhou', CosBucket: 'rules', ...fields },
      },
    ],
  })
  const { SnapshotPolicyId } = SnapshotPolicies[0]
  await cloud.ok('AttachSnapshotInstances', {
    SnapshotPolicyId,
    Instances: [{ InstanceId: id, InstanceType: 'securitygroup', InstanceRegion: 'ap-guangzhou' }],
  })
  return SnapshotPolicyId
}
const files = async () =>
  (
    await cloud.ok('DescribeSnapshotFiles', {
      BusinessType: 'securitygroup',
      InstanceId: id,
      StartDate: '2026-01-01 00:00:00',
      EndDate: '2027-01-01 00:00:00',
    })
  ).SnapshotFileSet
const reset = (...ports: string[]) =>
  cloud.ok('ModifySecurityGroupPolicies', {
    SecurityGroupId: id,
    SecurityGroupPolicySet: { Ingress: ports.map(rule) },
  })

beforeEach(async () => {
  cloud = await createTestCloud()
  id = await groupWith(cloud, { Ingress: [rule('1'), rule('2')], Egress: [rule('9')] })
})

test('before each change, newest first; what is restored stands in its old order', async () => {
  const SnapshotPolicyId = await policyWith({})
  await reset('2', '3')
  cloud.now += 1000
  await reset()
  const [newest, oldest] = await files()
  expect([newest, oldest].map(({ BackupTime }) => BackupTime)).toEqual([
    '2026-11-21 20:00:01',
    '2026-11-21 20:00:00',
  ])
  const of = { SnapshotPolicyId, SnapshotFileId: oldest.SnapshotFileId }
  const content = await cloud.ok('DescribeSgSnapshotFileContent', { ...of, SecurityGroupId: id })
  expect(content).toMatchObject({ InstanceId: id, Operator: '100012345678', OriginalData: [{ Port: '9' }] })
  expect(content.BackupData.map(({ PolicyIndex, Port }: ValueNode) => [PolicyIndex, Port])).toEqual([
    ...[
      [0, '1'],
      [1, '2'],
      [0, '9'],
    ],
  ])
  await cloud.ok('ResumeSnapshotInstance', { ...of, InstanceId: id })
  expect(await linesOf(cloud, id)).toEqual(['tcp 1 10.0.0.0/8 ACCEPT', 'tcp 2 10.0.0.0/8 ACCEPT'])
  // The restoration is a change itself, and can be taken back.
  expect(await files()).toHaveLength(3)
})

test('a snapshot that names what is gone restores nothing at all', async () => {
  const SnapshotPolicyId = await policyWith({})
  const peer = await groupWith(cloud)
  await cloud.ok('ModifySecurityGroupPolicies', {
    SecurityGroupId: id,
    SecurityGroupPolicySet: { Ingress: [{ SecurityGroupId: peer, Action: 'ACCEPT' }, rule('5')] },
  })
  await reset('7')
  await cloud.ok('DeleteSecurityGroup', { SecurityGroupId: peer })
  const [file] = await files()
  const of = { SnapshotPolicyId, SnapshotFileId: file.SnapshotFileId, InstanceId: id }
  expect((await cloud.call('ResumeSnapshotInstance', of)).code).toBe('ResourceNotFound')
  expect(await linesOf(cloud, id)).toEqual(['tcp 7 10.0.0.0/8 ACCEPT'])
})

test('switched off, detached and expired policies take and keep nothing', async () => {
  const SnapshotPolicyId = await policyWith({})
  await reset('3')
  await cloud.ok('DisableSnapshotPolicies', { SnapshotPolicyIds: [SnapshotPolicyId] })
  await reset('4')
  expect(await files()).toHaveLength(1)
  await cloud.ok('EnableSnapshotPolicies', { SnapshotPolicyIds: [SnapshotPolicyId] })
  cloud.now += 24 * HOUR
  await reset('5')
  expect((await files()).map(({ BackupTime }: ValueNode) => BackupTime)).toEqual(['2026-11-22 20:00:00'])
  await cloud.ok('DetachSnapshotInstances', {
    SnapshotPolicyId,
    Instances: [{ InstanceId: id, InstanceType: 'securitygroup', InstanceRegion: 'ap-guangzhou' }],
  })
  await reset('6')
  expect(await files()).toHaveLength(1)
  await cloud.ok('DeleteSnapshotPolicies', { SnapshotPolicyIds: [SnapshotPolicyId] })
  expect(await files()).toHaveLength(0)
})

test('weekly ones are due at their time in UTC+8, once, also when nobody looked in time', async () => {
  // 2026-11-21 20:00 in UTC+8 is a Saturday.
  await policyWith({
    BackupType: 'time',
    BackupPolicies: [{ BackupDay: 'sunday', BackupTime: '01:30:00' }],
  })
  const tick = () =>
    cloud.store.transact((state) => {
      takeDueBackups(state, cloud.now, { next: (prefix) => `${prefix}-${cloud.now}` })
      return {}
    })
  await reset('3')
  expect(await files()).toHaveLength(0)
  cloud.now += 5 * HOUR
  await tick()
  expect(await files()).toHaveLength(0)
  cloud.now += HOUR
  await tick()
  await tick()
  expect((await files()).map(({ BackupTime }: ValueNode) => BackupTime)).toEqual(['2026-11-22 02:00:00'])
})

test.each<[string, ValueNode, string]>([
  ['weekly without times', { BackupType: 'time' }, 'MissingParameter'],
  [
    'before changes, with times',
    { BackupPolicies: [{ BackupDay: 'monday', BackupTime: '00:00:00' }] },
    'InvalidParameterValue',
  ],
  ['for no day at all', { KeepTime: 0 }, 'InvalidParameterValue.Range'],
  [
    'at a time that is none',
    { BackupType: 'time', BackupPolicies: [{ BackupDay: 'monday', BackupTime: '25:00:00' }] },
    'InvalidParameterValue.Malformed',
  ],
])('a policy %s is refused', async (_, fields, code) => {
  await expect(policyWith(fields)).rejects.toThrow(code)
})
