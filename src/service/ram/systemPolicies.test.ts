// The cloud's own policies can all be read, and say what their names say.

import { expect, test } from 'vitest'
import { allows, parsePolicy } from '../../core/access/policy.ts'
import { SYSTEM_POLICIES, systemPolicyOf } from './systemPolicies.ts'

test('each can be read from its document', () => {
  for (const { name, document, policy } of SYSTEM_POLICIES) {
    expect(parsePolicy(document), name).toEqual(policy)
    expect(policy.length, name).toBeGreaterThan(0)
  }
})

test.each([
  ['ReadOnlyAccess', 'ecs:DescribeInstances', true],
  ['ReadOnlyAccess', 'ecs:RunInstances', false],
  ['AdministratorAccess', 'ram:DeleteRole', true],
  ['AliyunECSFullAccess', 'ecs:RunInstances', true],
  ['AliyunECSFullAccess', 'vpc:DescribeVpcs', true],
  ['AliyunECSFullAccess', 'vpc:CreateVpc', false],
  ['AliyunECSReadOnlyAccess', 'ecs:AuthorizeSecurityGroup', false],
  ['AliyunEIPFullAccess', 'vpc:AllocateEipAddress', true],
  ['AliyunEIPReadOnlyAccess', 'vpc:ReleaseEipAddress', false],
  ['AliyunSTSAssumeRoleAccess', 'sts:AssumeRole', true],
  ['AliyunVPCReadOnlyAccess', 'vpc:DeleteVpc', false],
])('%s: %s is %s', (name, permission, expected) => {
  expect(allows(systemPolicyOf(name)?.policy ?? [], permission)).toBe(expected)
})
