// Roles that are put on with the official clients: keys that end by themselves, in both signatures.
import * as ecsModels from '@alicloud/ecs20140526'
import * as stsModels from '@alicloud/sts20150401'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ecsClient, popClient, REGION, type SessionCredentials, stsClient } from './clients.ts'
import { type Loopback, openLoopback } from './loopback.ts'

let loopback: Loopback
let roleArn = ''

beforeAll(async () => {
  loopback = await openLoopback()
  const { accountId } = loopback.credentials.aliyun
  const ram = popClient(loopback.credentials, '2015-05-01')
  const Statement = [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${accountId}:root`] } },
  ]
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '1', Statement })
  await ram.request('CreateRole', { RoleName: 'reader', AssumeRolePolicyDocument })
  const policy = { PolicyType: 'System', PolicyName: 'AliyunECSReadOnlyAccess', RoleName: 'reader' }
  await ram.request('AttachPolicyToRole', policy)
  roleArn = `acs:ram::${accountId}:role/reader`
})
afterAll(() => loopback.close())

async function assume(): Promise<SessionCredentials> {
  const { body } = await stsClient(loopback.credentials).assumeRole(
    new stsModels.AssumeRoleRequest({ roleArn, roleSessionName: 'alice', durationSeconds: 900 }),
  )
  const given = body?.credentials
  return {
    ...loopback.credentials,
    aliyun: {
      accountId: loopback.credentials.aliyun.accountId,
      accessKeyId: given?.accessKeyId ?? '',
      accessKeySecret: given?.accessKeySecret ?? '',
    },
    securityToken: given?.securityToken ?? '',
  }
}

const asked = new ecsModels.DescribeSecurityGroupsRequest({ regionId: REGION })
const wished = new ecsModels.CreateSecurityGroupRequest({ regionId: REGION, securityGroupName: 'web' })

describe('a role', () => {
  test('says whose it is, reads, and may not write', async () => {
    const session = await assume()
    const identity = await stsClient(session).getCallerIdentity()
    expect(identity.body).toMatchObject({
      identityType: 'AssumedRoleUser',
      arn: expect.stringMatching(/assumed-role\/reader\/alice$/),
    })
    const ecs = ecsClient(session)
    expect((await ecs.describeSecurityGroups(asked)).statusCode).toBe(200)
    await expect(ecs.createSecurityGroup(wished)).rejects.toMatchObject({
      code: 'Forbidden.RAM',
      statusCode: 403,
    })
  })

  test('does so with the older client by GET and POST', async () => {
    const session = await assume()
    const pop = popClient(session)
    for (const method of ['GET', 'POST'] as const) {
      const { PageSize } = await pop.request<{ PageSize: number }>(
        'DescribeSecurityGroups',
        { RegionId: REGION },
        { method },
      )
      expect(PageSize).toBe(10)
      const create = pop.request('CreateSecurityGroup', { RegionId: REGION }, { method })
      await expect(create).rejects.toMatchObject({ code: 'Forbidden.RAM' })
    }
  })

  test('is nobody without its token', async () => {
    const { securityToken: _, ...without } = await assume()
    await expect(ecsClient(without).describeSecurityGroups(asked)).rejects.toMatchObject({
      code: 'MissingSecurityToken',
    })
    const pop = popClient(without).request('DescribeSecurityGroups', { RegionId: REGION })
    await expect(pop).rejects.toMatchObject({ code: 'MissingSecurityToken' })
  })
})
