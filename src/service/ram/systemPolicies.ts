// The policies that the cloud itself keeps: as far as they speak of what is here.

import { type Policy, parsePolicy } from '../../core/access/policy.ts'

export interface SystemPolicy {
  readonly name: string
  readonly about: string
  readonly document: string
  readonly policy: Policy
}

function systemPolicy(name: string, about: string, ...actions: readonly string[]): SystemPolicy {
  const document = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  })
  return { name, about, document, policy: parsePolicy(document) ?? [] }
}

const PLACES = ['vpc:DescribeVpcs', 'vpc:DescribeVSwitches']

export const SYSTEM_POLICIES: readonly SystemPolicy[] = [
  systemPolicy('AdministratorAccess', 'Everything.', '*'),
  systemPolicy('AliyunECSFullAccess', 'All of Elastic Compute Service.', 'ecs:*', ...PLACES),
  systemPolicy(
    'AliyunECSNetworkInterfaceManagementAccess',
    'Network interfaces.',
    ...['ecs:CreateNetworkInterface', 'ecs:DeleteNetworkInterface', 'ecs:DescribeNetworkInterfaces'],
    ...['ecs:AttachNetworkInterface', 'ecs:DetachNetworkInterface', 'ecs:ModifyNetworkInterfaceAttribute'],
  ),
  systemPolicy(
    'AliyunECSReadOnlyAccess',
    'Look at Elastic Compute Service.',
    ...['ecs:Describe*', 'ecs:List*', ...PLACES],
  ),
  systemPolicy('AliyunEIPFullAccess', 'Elastic IP addresses.', 'vpc:*Eip*'),
  systemPolicy('AliyunEIPReadOnlyAccess', 'Look at elastic IP addresses.', 'vpc:Describe*Eip*'),
  systemPolicy('AliyunRAMFullAccess', 'All of Resource Access Management.', 'ram:*'),
  systemPolicy('AliyunRAMReadOnlyAccess', 'Look at Resource Access Management.', 'ram:Get*', 'ram:List*'),
  systemPolicy('AliyunSTSAssumeRoleAccess', 'Put on roles.', 'sts:AssumeRole'),
  systemPolicy('AliyunVPCFullAccess', 'All of Virtual Private Cloud.', 'vpc:*'),
  systemPolicy('AliyunVPCReadOnlyAccess', 'Look at Virtual Private Cloud.', 'vpc:Describe*', 'vpc:List*'),
  systemPolicy('ReadOnlyAccess', 'Look at everything.', '*:Describe*', '*:List*', '*:Get*', '*:Query*'),
]

export const systemPolicyOf = (name: string): SystemPolicy | undefined =>
  SYSTEM_POLICIES.find((one) => one.name === name)
