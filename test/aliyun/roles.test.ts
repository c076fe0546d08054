// RAM roles: made, changed, given policies, given to instances.

import { beforeEach, describe, expect, test } from 'vitest'
import { ACCOUNT, type Parameters } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const trust = (Principal: object): string =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] })
const OWN = trust({ RAM: [`acs:ram::${ACCOUNT}:root`] })
const ECS = trust({ Service: ['ecs.aliyuncs.com'] })

const ram = (Action: string, parameters: Parameters = {}) =>
  world.call({ Action, Version: 'Ram', ...parameters })
const okRam = async (Action: string, parameters: Parameters = {}) => {
  const reply = await ram(Action, parameters)
  expect([Action, reply.code, reply.status]).toEqual([Action, 'OK', 200])
  return reply.body
}
const role = (RoleName: string, AssumeRolePolicyDocument = OWN, more: Parameters = {}) =>
  okRam('CreateRole', { RoleName, AssumeRolePolicyDocument, ...more })

describe('roles', () => {
  test('are made, shown, changed, listed and removed', async () => {
    const { Role } = await role('reader', OWN, { Description: 'reads', MaxSessionDuration: '7200' })
    expect(Role).toMatchObject({
      RoleId: expect.stringMatching(/^\d{18}$/),
      RoleName: 'reader',
      Arn: `acs:ram::${ACCOUNT}:role/reader`,
      MaxSessionDuration: 7200,
      AssumeRolePolicyDocument: OWN,
      CreateDate: '2024-01-01T00:00:00Z',
    })
    world.now += 60_000
    await okRam('UpdateRole', {
      RoleName: 'reader',
      NewAssumeRolePolicyDocument: ECS,
      NewDescription: 'both',
    })
    expect((await okRam('GetRole', { RoleName: 'reader' })).Role).toMatchObject({
      Description: 'both',
      MaxSessionDuration: 7200,
      AssumeRolePolicyDocument: ECS,
      UpdateDate: '2024-01-01T00:01:00Z',
    })
    await role('writer')
    const first = await okRam('ListRoles', { MaxItems: '1' })
    expect(first).toMatchObject({ IsTruncated: true, Roles: { Role: [{ RoleName: 'reader' }] } })
    const rest = await okRam('ListRoles', { MaxItems: '1', Marker: first.Marker })
    expect(rest).toMatchObject({ IsTruncated: false, Roles: { Role: [{ RoleName: 'writer' }] } })
    expect(rest).not.toHaveProperty('Marker')
    await okRam('DeleteRole', { RoleName: 'reader' })
    const gone = await ram('GetRole', { RoleName: 'reader' })
    expect([gone.status, gone.code]).toEqual([404, 'EntityNotExist.Role'])
  })

  test.each([
    ['the same name again', { RoleName: 'reader' }, 409, 'EntityAlreadyExists.Role'],
    ['a wrong name', { RoleName: 'a/b' }, 400, 'InvalidParameter.RoleName.InvalidChars'],
    ['no trust policy', { AssumeRolePolicyDocument: '{}' }, 400, 'MalformedPolicyDocument'],
    ['too long a policy', { AssumeRolePolicyDocument: ' '.repeat(6145) }, 400, 'MalformedPolicyDocument'],
    ['too short a session', { MaxSessionDuration: '10' }, 400, 'InvalidParameter.MaxSessionDuration.Range'],
    ['too long a description', { Description: 'x'.repeat(1025) }, 400, 'InvalidParameter.Description.Length'],
  ])('%s', async (_, change, status, code) => {
    await role('reader')
    const wish = { RoleName: 'other', AssumeRolePolicyDocument: OWN, ...change }
    const reply = await ram('CreateRole', wish)
    expect([reply.status, reply.code]).toEqual([status, code])
  })

  test('L1: so many in an account', async () => {
    await world.store.transact((state) =>
      state.put('limitSettings', { id: 'limits', overrides: { rolesPerAccount: 1 } }),
    )
    await role('first')
    const reply = await ram('CreateRole', { RoleName: 'second', AssumeRolePolicyDocument: OWN })
    expect([reply.status, reply.code]).toEqual([409, 'LimitExceeded.Role'])
  })
})

describe('policies', () => {
  const named = (PolicyName: string, RoleName = 'reader', PolicyType = 'System'): Parameters => ({
    PolicyType,
    PolicyName,
    RoleName,
  })

  test('of the cloud are listed and shown', async () => {
    const all = await okRam('ListPolicies', { PolicyType: 'System' })
    const names = all.Policies.Policy.map((one: { PolicyName: string }) => one.PolicyName)
    for (const name of ['AdministratorAccess', 'ReadOnlyAccess', 'AliyunECSFullAccess'])
      expect(names).toContain(name)
    expect((await okRam('ListPolicies', { PolicyType: 'Custom' })).Policies.Policy).toEqual([])
    expect((await ram('GetPolicy', { PolicyType: 'System', PolicyName: 'a_b' })).code).toBe(
      'InvalidParameter.PolicyName.InvalidChars',
    )
    const shown = await okRam('GetPolicy', { PolicyType: 'System', PolicyName: 'AliyunECSFullAccess' })
    expect(JSON.parse(shown.DefaultPolicyVersion.PolicyDocument).Statement[0].Action).toContain('ecs:*')
  })

  test('of the account are made, attached beside one of the cloud with the same name, and removed', async () => {
    const document = JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'ecs:*', Resource: '*' }],
    })
    const wish = { PolicyName: 'ReadOnlyAccess', PolicyDocument: document, Description: 'ours' }
    const { Policy } = await okRam('CreatePolicy', wish)
    expect(Policy).toMatchObject({ PolicyType: 'Custom', DefaultVersion: 'v1', Description: 'ours' })
    const again = await ram('CreatePolicy', wish)
    expect([again.status, again.code]).toEqual([409, 'EntityAlreadyExists.Policy'])
    const single = document.replace('"*"}', '"acs:ecs:*:*:instance/i-1"}')
    expect((await ram('CreatePolicy', { ...wish, PolicyName: 'b', PolicyDocument: single })).code).toBe(
      'MalformedPolicyDocument',
    )
    expect(
      (await ram('CreatePolicy', { ...wish, PolicyName: 'b', PolicyDocument: ' '.repeat(6145) })).code,
    ).toBe('MalformedPolicyDocument')
    await role('reader')
    await okRam('AttachPolicyToRole', named('ReadOnlyAccess'))
    await okRam('AttachPolicyToRole', named('ReadOnlyAccess', 'reader', 'Custom'))
    const listed = await okRam('ListPoliciesForRole', { RoleName: 'reader' })
    expect(listed.Policies.Policy.map((one: { PolicyType: string }) => one.PolicyType)).toEqual([
      'System',
      'Custom',
    ])
    const shown = await okRam('GetPolicy', { PolicyType: 'Custom', PolicyName: 'ReadOnlyAccess' })
    expect(shown).toMatchObject({
      Policy: { AttachmentCount: 1 },
      DefaultPolicyVersion: { PolicyDocument: document },
    })
    const used = await ram('DeletePolicy', { PolicyName: 'ReadOnlyAccess' })
    expect([used.status, used.code]).toEqual([409, 'DeleteConflict.Policy.Role'])
    await okRam('DetachPolicyFromRole', named('ReadOnlyAccess', 'reader', 'Custom'))
    await okRam('DeletePolicy', { PolicyName: 'ReadOnlyAccess' })
    expect((await ram('DeletePolicy', { PolicyName: 'ReadOnlyAccess' })).code).toBe('EntityNotExist.Policy')
    const left = await okRam('ListPoliciesForRole', { RoleName: 'reader' })
    expect(left.Policies.Policy).toMatchObject([{ PolicyType: 'System' }])
  })

  test('L1: so many of the account', async () => {
    await world.store.transact((state) =>
      state.put('limitSettings', { id: 'limits', overrides: { ramPoliciesPerAccount: 0 } }),
    )
    const PolicyDocument = '{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'
    expect((await ram('CreatePolicy', { PolicyName: 'a', PolicyDocument })).code).toBe('LimitExceeded.Policy')
  })

  test('are attached to a role and detached', async () => {
    await role('reader')
    await okRam('AttachPolicyToRole', named('ReadOnlyAccess'))
    const attached = await okRam('ListPoliciesForRole', { RoleName: 'reader' })
    expect(attached.Policies.Policy).toMatchObject([
      { PolicyName: 'ReadOnlyAccess', PolicyType: 'System', AttachDate: '2024-01-01T00:00:00Z' },
    ])
    const { Policy } = await okRam('GetPolicy', { PolicyType: 'System', PolicyName: 'ReadOnlyAccess' })
    expect(Policy.AttachmentCount).toBe(1)
    const again = await ram('AttachPolicyToRole', named('ReadOnlyAccess'))
    expect([again.status, again.code]).toEqual([409, 'EntityAlreadyExists.Role.Policy'])
    const used = await ram('DeleteRole', { RoleName: 'reader' })
    expect([used.status, used.code]).toEqual([409, 'DeleteConflict.Role.Policy'])
    await okRam('DetachPolicyFromRole', named('ReadOnlyAccess'))
    const gone = await ram('DetachPolicyFromRole', named('ReadOnlyAccess'))
    expect([gone.status, gone.code]).toEqual([404, 'EntityNotExist.Role.Policy'])
    await okRam('DeleteRole', { RoleName: 'reader' })
  })

  test.each([
    ['an unknown policy', named('NoSuchAccess'), 'EntityNotExist.Policy'],
    ['a custom policy', named('ReadOnlyAccess', 'reader', 'Custom'), 'EntityNotExist.Policy'],
    ['an unknown role', named('ReadOnlyAccess', 'nobody'), 'EntityNotExist.Role'],
    [
      'an unknown type',
      named('ReadOnlyAccess', 'reader', 'Other'),
      'InvalidParameter.PolicyType.InvalidValue',
    ],
  ])('%s is refused', async (_, wish, code) => {
    await role('reader')
    expect((await ram('AttachPolicyToRole', wish)).code).toBe(code)
  })
})

describe('roles of instances', () => {
  const attach = (Action: string, RamRoleName: string, ...ids: readonly string[]) =>
    world.call({ Action, RegionId: 'cn-hangzhou', RamRoleName, InstanceIds: JSON.stringify(ids) })

  test('must be there and trust the service', async () => {
    const run = async () => {
      const [id = ''] = await world.run({ RamRoleName: 'reader' })
      return world.instance(id)
    }
    expect(await world.runCode({ RamRoleName: 'reader' })).toBe('InvalidRamRole.NotFound')
    await role('reader')
    expect(await world.runCode({ RamRoleName: 'reader' })).toBe('InvalidRamRole.NotEcsRole')
    await okRam('UpdateRole', { RoleName: 'reader', NewAssumeRolePolicyDocument: ECS })
    expect(await run()).toMatchObject({ Status: 'Running' })
  })

  test('are given and taken, one each', async () => {
    await role('reader', ECS)
    await role('writer', ECS)
    const [id = ''] = await world.run()
    const given = await attach('AttachInstanceRamRole', 'reader', id, 'i-none')
    expect(given.body).toMatchObject({ RamRoleName: 'reader', TotalCount: 2, FailCount: 1 })
    expect(given.body.AttachInstanceRamRoleResults.AttachInstanceRamRoleResult).toMatchObject([
      { InstanceId: id, Success: true, Code: '200' },
      { InstanceId: 'i-none', Success: false, Code: 'InvalidInstanceId.NotFound' },
    ])
    const second = await attach('AttachInstanceRamRole', 'writer', id)
    expect(second.body.AttachInstanceRamRoleResults.AttachInstanceRamRoleResult).toMatchObject([
      { Success: false, Code: 'InvalidInstanceId.RamRoleExist' },
    ])
    const wrong = await attach('DetachInstanceRamRole', 'writer', id)
    expect(wrong.body.DetachInstanceRamRoleResults.DetachInstanceRamRoleResult).toMatchObject([
      { Success: false, Code: 'InvalidInstanceId.RamRoleNotExist' },
    ])
    const taken = await attach('DetachInstanceRamRole', '', id)
    expect(taken.body.DetachInstanceRamRoleResults.DetachInstanceRamRoleResult).toMatchObject([
      {
        Success: true,
        InstanceRamRoleSets: { InstanceRamRoleSet: [{ InstanceId: id, RamRoleName: 'reader' }] },
      },
    ])
    const listed = await world.ok({ Action: 'DescribeInstanceRamRole', InstanceIds: `["${id}"]` })
    expect(listed.InstanceRamRoleSets.InstanceRamRoleSet).toEqual([])
  })

  test('refusals', async () => {
    await role('reader')
    const [id = ''] = await world.run()
    const codes = [
      await attach('AttachInstanceRamRole', 'nobody', id),
      await attach('AttachInstanceRamRole', 'reader', id),
    ]
    expect(codes.map(({ status, code }) => [status, code])).toEqual([
      [404, 'InvalidRamRole.NotFound'],
      [404, 'InvalidRamRole.NotEcsRole'],
    ])
    const wish = { Action: 'AttachInstanceRamRole', RamRoleName: 'reader', InstanceIds: `["${id}"]` }
    expect(await world.code({ ...wish, InstanceIds: id })).toBe('InvalidInstanceIds.Malformed')
    expect(await world.code({ ...wish, Policy: '{}' })).toBe('InvalidParameter.Policy')
  })
})
