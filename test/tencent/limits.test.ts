// Limits as settings: today's numbers, those of the first manual, and the operator's own.

import { beforeEach, expect, test } from 'vitest'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { DEFAULT_POLICY_SETTINGS } from '../../src/core/model/account.ts'
import type { LimitSettings } from '../../src/core/model/limits.ts'
import { createTestCloud, groupWith, type TestCloud } from './client.ts'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await createTestCloud()
})

const asInManual = () =>
  cloud.store.transact((state) =>
    state.put('policySettings', { ...DEFAULT_POLICY_SETTINGS, sequenceLimits: 'manual' }),
  )
const override = (overrides: LimitSettings['overrides']) =>
  cloud.store.transact((state) => state.put('limitSettings', { id: 'limits', overrides }))
const limits = async () => (await cloud.ok('DescribeSecurityGroupLimits')).SecurityGroupLimitSet

async function instance(): Promise<string> {
  const run = { Placement: { Zone: 'ap-guangzhou-3' }, ImageId: 'img-eb30mz89' }
  return (await cloud.ok('RunInstances', run)).InstanceIdSet[0]
}
const bind = (id: string, SecurityGroups: readonly string[]) =>
  cloud.call('ModifyInstancesAttribute', { InstanceIds: [id], SecurityGroups } as ValueNode)

test('L: an instance has five groups today, and as many as it likes by the first manual', async () => {
  const id = await instance()
  const groups = await Promise.all(Array.from({ length: 6 }, () => groupWith(cloud)))
  expect((await bind(id, groups.slice(0, 5))).code).toBe('OK')
  expect((await bind(id, groups)).code).toBe('LimitExceeded.AssociateUSGLimitExceeded')
  const more = { InstanceIds: [id], SecurityGroupIds: groups.slice(5) }
  expect((await cloud.call('AssociateSecurityGroups', more)).code).toBe(
    'LimitExceeded.AssociateUSGLimitExceeded',
  )
  const { InstanceSet } = await cloud.ok('DescribeInstances', { InstanceIds: [id] })
  expect(InstanceSet[0].SecurityGroupIds).toEqual(groups.slice(0, 5))
  await asInManual()
  expect((await bind(id, groups)).code).toBe('OK')
})

test('L: a number of the operator’s own holds, is told, and named in the refusal', async () => {
  await override({ rulesPerDirection: 1, groupsInSequencePerEni: 1, groupsPerProject: 4 })
  expect(await limits()).toMatchObject({
    SecurityGroupLimit: 4,
    SecurityGroupPolicyLimit: 1,
    InstanceSecurityGroupLimit: 1,
  })
  const id = await groupWith(cloud)
  const rule = (Port: string) => ({ Protocol: 'TCP', Port, CidrBlock: '10.0.0.0/8', Action: 'ACCEPT' })
  const add = (...Ingress: ValueNode[]) =>
    cloud.call('CreateSecurityGroupPolicies', {
      SecurityGroupId: id,
      SecurityGroupPolicySet: { Ingress },
    } as ValueNode)
  expect((await add(rule('1'))).code).toBe('OK')
  expect(await add(rule('2'))).toMatchObject({
    code: 'LimitExceeded.SecurityGroupPolicySet',
    message: expect.stringContaining('menshen quota set rulesPerDirection'),
  })
  const made = await cloud.call('CreateSecurityGroup', { GroupName: 'x', GroupDescription: '' })
  expect(made.code).toBe('LimitExceeded')
})

test('limits of VPCs: the numbers that hold here, none of what is not there, and no others', async () => {
  const ask = (...LimitTypes: string[]) => cloud.call('DescribeVpcLimits', { LimitTypes })
  const { body } = await ask('vpc-max-subnets', 'network-acl-max-inbound-policies', 'nat-gateway-max-eips')
  expect(body.VpcLimitSet).toEqual([
    { LimitType: 'vpc-max-subnets', LimitValue: expect.any(Number) },
    { LimitType: 'network-acl-max-inbound-policies', LimitValue: 100 },
    { LimitType: 'nat-gateway-max-eips', LimitValue: 0 },
  ])
  await override({ networkAclEntries: 7 })
  expect((await ask('network-acl-max-outbound-policies')).body.VpcLimitSet[0].LimitValue).toBe(7)
  expect((await ask('vpc-max-dragons')).code).toBe('InvalidParameterValue')
})
