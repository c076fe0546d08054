// Keys that end by themselves: both signatures take them, never without their token, never too late, never for more than the role.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AccessKeyId, type AccountId, asId } from '../../src/core/model/ids.ts'
import {
  ACCOUNT,
  addAccount,
  callAction,
  createTestCloud,
  type Parameters,
  type Reply,
  replyOf,
  type Signer,
} from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'
import { signedV3 } from './v3.ts'

const OTHER = asId<AccountId>('6543210987654321')
const OTHER_KEY: Signer = { keyId: 'LTAI5tOtherKey', secret: 'other-secret' }

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
  await addAccount(world.store, OTHER, asId<AccessKeyId>(OTHER_KEY.keyId), OTHER_KEY.secret)
})

const trust = (RAM: readonly string[], more: object = {}): string =>
  JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM }, ...more }],
  })
const rootOf = (account: string): string => `acs:ram::${account}:root`

async function role(name: string, policies: readonly string[], document = trust([rootOf(ACCOUNT)])) {
  const wish = { Version: 'Ram', RoleName: name }
  await world.ok({ ...wish, Action: 'CreateRole', AssumeRolePolicyDocument: document })
  for (const PolicyName of policies)
    await world.ok({ ...wish, Action: 'AttachPolicyToRole', PolicyType: 'System', PolicyName })
}

interface Session extends Signer {
  readonly token: string
}

const assume = (name: string, more: Parameters = {}, signer?: Signer): Promise<Reply> =>
  callAction(
    world.endpoint,
    {
      Action: 'AssumeRole',
      Version: 'Sts',
      RoleArn: `acs:ram::${ACCOUNT}:role/${name}`,
      RoleSessionName: 'alice',
      ...more,
    },
    world.now,
    signer,
  )

async function session(name: string, more: Parameters = {}, signer?: Signer): Promise<Session> {
  const { code, body } = await assume(name, more, signer)
  expect(code).toBe('OK')
  const { AccessKeyId: keyId, AccessKeySecret: secret, SecurityToken: token } = body.Credentials
  return { keyId, secret, token }
}

const v1 = (one: Session, parameters: Parameters) =>
  callAction(
    world.endpoint,
    { RegionId: 'cn-hangzhou', SecurityToken: one.token, ...parameters },
    world.now,
    one,
  )
const v3 = async ({ keyId, secret, token }: Session, action: string, more: object = {}) =>
  replyOf(
    await world.endpoint.handle(
      signedV3({
        action,
        now: world.now,
        query: { RegionId: 'cn-hangzhou' },
        headers: token === '' ? {} : { 'x-acs-security-token': token, 'x-acs-accesskey-id': keyId },
        keyId,
        secret,
        ...more,
      }),
    ),
  )

test('the answer, and who one is then', async () => {
  await role('reader', ['ReadOnlyAccess'])
  const { body } = await assume('reader', { DurationSeconds: '900', SourceIdentity: 'alice' })
  expect(body).toMatchObject({
    AssumedRoleUser: {
      Arn: `acs:ram::${ACCOUNT}:role/reader/alice`,
      AssumedRoleId: expect.stringMatching(/^\d{18}:alice$/),
    },
    Credentials: {
      AccessKeyId: expect.stringMatching(/^STS\.[\w]{24}$/),
      Expiration: '2024-01-01T00:15:00Z',
    },
    SourceIdentity: 'alice',
  })
  const one = await session('reader')
  const identity = await v1(one, { Action: 'GetCallerIdentity', Version: 'Sts' })
  expect(identity.body).toMatchObject({
    IdentityType: 'AssumedRoleUser',
    AccountId: ACCOUNT,
    PrincipalId: body.AssumedRoleUser.AssumedRoleId,
    RoleId: body.AssumedRoleUser.AssumedRoleId.split(':')[0],
    Arn: `acs:ram::${ACCOUNT}:assumed-role/reader/alice`,
  })
})

describe('both signatures', () => {
  test('take the key with its token', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const one = await session('reader')
    expect((await v1(one, { Action: 'DescribeSecurityGroups' })).code).toBe('OK')
    expect((await v3(one, 'DescribeSecurityGroups')).code).toBe('OK')
  })

  test('refuse it without, with another one, and with a wrong secret', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const [one, other] = [await session('reader'), await session('reader')]
    const cases = [
      [{ ...one, token: '' }, 'MissingSecurityToken'],
      [{ ...one, token: other.token }, 'InvalidSecurityToken.MismatchWithAccessKey'],
      [{ ...one, token: `${one.token}x` }, 'InvalidSecurityToken.MismatchWithAccessKey'],
      [{ ...one, secret: other.secret }, 'SignatureDoesNotMatch'],
      [{ ...one, keyId: 'STS.never' }, 'InvalidAccessKeyId.NotFound'],
    ] as const
    for (const [key, code] of cases) {
      expect((await v1(key, { Action: 'DescribeSecurityGroups' })).code).toBe(code)
      expect((await v3(key, 'DescribeSecurityGroups')).code).toBe(code)
    }
  })

  test('refuse a token that is not signed along', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const one = await session('reader')
    const reply = await v3(one, 'DescribeSecurityGroups', { unsigned: ['x-acs-security-token'] })
    expect(reply.code).toBe('IncompleteSignature')
  })

  test('refuse it when its time is over, to the second', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const one = await session('reader', { DurationSeconds: '900' })
    world.now += 899_000
    expect((await v1(one, { Action: 'DescribeSecurityGroups' })).code).toBe('OK')
    world.now += 1000
    expect((await v1(one, { Action: 'DescribeSecurityGroups' })).code).toBe('InvalidSecurityToken.Expired')
    expect((await v3(one, 'DescribeSecurityGroups')).code).toBe('InvalidSecurityToken.Expired')
    // Told so for a day, then forgotten when others are given out.
    world.now += 25 * 60 * 60 * 1000
    await session('reader')
    expect((await v1(one, { Action: 'DescribeSecurityGroups' })).code).toBe('InvalidAccessKeyId.NotFound')
  })

  test('a token beside an account key is refused as before', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const { token } = await session('reader')
    const reply = await world.call({ Action: 'DescribeRegions', SecurityToken: token })
    expect(reply.code).toBe('InvalidSecurityToken.MismatchWithAccessKey')
  })
})

describe('what a role may do', () => {
  const create = { Action: 'CreateSecurityGroup' }

  test('nothing without policies, but ask who one is', async () => {
    await role('nobody', [])
    const one = await session('nobody')
    const refused = await v1(one, { Action: 'DescribeSecurityGroups' })
    expect([refused.status, refused.code]).toEqual([403, 'Forbidden.RAM'])
    expect(refused.body.Message).toContain('ecs:DescribeSecurityGroups')
    expect((await v1(one, { Action: 'GetCallerIdentity', Version: 'Sts' })).code).toBe('OK')
    const ram = await v1(one, { Action: 'ListRoles', Version: 'Ram' })
    expect([ram.status, ram.code]).toEqual([403, 'NoPermission'])
  })

  test('what its policies say, as they are now', async () => {
    await role('reader', ['AliyunECSReadOnlyAccess'])
    const one = await session('reader')
    expect((await v1(one, create)).code).toBe('Forbidden.RAM')
    expect((await v1(one, { ...create, DryRun: 'true' })).code).toBe('Forbidden.RAM')
    const change = { Version: 'Ram', RoleName: 'reader', PolicyType: 'System' }
    await world.ok({ ...change, Action: 'AttachPolicyToRole', PolicyName: 'AliyunECSFullAccess' })
    const made = await v1(one, { ...create, VpcId: world.vpcId })
    expect(made.code).toBe('OK')
    // What it makes belongs to the role's account.
    const shown = await world.ok({
      Action: 'DescribeSecurityGroups',
      SecurityGroupId: made.body.SecurityGroupId,
    })
    expect(shown.SecurityGroups.SecurityGroup).toHaveLength(1)
    await world.ok({ ...change, Action: 'DetachPolicyFromRole', PolicyName: 'AliyunECSFullAccess' })
    expect((await v1(one, create)).code).toBe('Forbidden.RAM')
  })

  test('what the account wrote, a deny before every allow', async () => {
    const PolicyDocument = JSON.stringify({
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: ['ecs:*'], Resource: '*' },
        { Effect: 'Deny', Action: 'ecs:DescribeInstances', Resource: '*' },
      ],
    })
    await world.ok({ Action: 'CreatePolicy', Version: 'Ram', PolicyName: 'own', PolicyDocument })
    await role('operator', ['ReadOnlyAccess'])
    const attach = { Action: 'AttachPolicyToRole', Version: 'Ram', RoleName: 'operator', PolicyName: 'own' }
    const one = await session('operator')
    expect((await v1(one, create)).code).toBe('Forbidden.RAM')
    expect((await v1(one, { Action: 'DescribeInstances' })).code).toBe('OK')
    await world.ok({ ...attach, PolicyType: 'Custom' })
    expect((await v1(one, { ...create, VpcId: world.vpcId })).code).toBe('OK')
    expect((await v1(one, { Action: 'DescribeInstances' })).code).toBe('Forbidden.RAM')
  })

  test('less where the session was narrowed', async () => {
    await role('admin', ['AdministratorAccess'])
    const Policy = JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'ecs:Describe*', Resource: '*' }],
    })
    const one = await session('admin', { Policy })
    expect((await v1(one, { Action: 'DescribeSecurityGroups' })).code).toBe('OK')
    expect((await v1(one, create)).code).toBe('Forbidden.RAM')
    // It does not widen either.
    await role('nobody', [])
    expect((await v1(await session('nobody', { Policy }), { Action: 'DescribeSecurityGroups' })).code).toBe(
      'Forbidden.RAM',
    )
  })

  test('nothing any more when the role is gone', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const one = await session('reader')
    const change = { Version: 'Ram', RoleName: 'reader' }
    await world.ok({
      ...change,
      Action: 'DetachPolicyFromRole',
      PolicyType: 'System',
      PolicyName: 'ReadOnlyAccess',
    })
    await world.ok({ ...change, Action: 'DeleteRole' })
    await role('reader', ['ReadOnlyAccess'])
    expect((await v1(one, { Action: 'DescribeSecurityGroups' })).code).toBe('InvalidAccessKeyId.NotFound')
  })

  test('hand a role to an instance only where it may', async () => {
    const ecs = JSON.stringify({
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['ecs.aliyuncs.com'] } },
      ],
    })
    await role('web', [], ecs)
    await role('operator', ['AliyunECSFullAccess'])
    await role('admin', ['AdministratorAccess'])
    const [id = ''] = await world.run()
    const wish = { Action: 'AttachInstanceRamRole', RamRoleName: 'web', InstanceIds: `["${id}"]` }
    expect((await v1(await session('operator'), wish)).code).toBe('InvalidUser.PassRoleForbidden')
    expect((await v1(await session('admin'), wish)).body.FailCount).toBe(0)
  })
})

describe('who may put a role on', () => {
  test('only whom it trusts, and others learn nothing', async () => {
    await role('reader', ['ReadOnlyAccess'])
    const stranger = await assume('reader', {}, OTHER_KEY)
    const absent = await assume('absent', {}, OTHER_KEY)
    expect([stranger.status, stranger.code]).toEqual([403, 'NoPermission'])
    expect(absent.body).toEqual({
      ...stranger.body,
      RequestId: absent.body.RequestId,
    })
    const own = await assume('absent')
    expect([own.status, own.code]).toEqual([404, 'EntityNotExist.Role'])
  })

  test('another account that it names, then within the role’s own account', async () => {
    await role('partner', ['AliyunECSFullAccess'], trust([rootOf(OTHER)]))
    expect((await assume('partner')).code).toBe('NoPermission')
    const one = await session('partner', {}, OTHER_KEY)
    const made = await v1(one, { Action: 'CreateSecurityGroup', VpcId: world.vpcId })
    expect(made.code).toBe('OK')
    const seen = await world.ok({ Action: 'DescribeSecurityGroups' })
    expect(seen.SecurityGroups.SecurityGroup.length).toBe(2)
  })

  test('an external id where it asks for one', async () => {
    const asked = trust([rootOf(ACCOUNT)], { Condition: { StringEquals: { 'sts:ExternalId': 'abc-1' } } })
    await role('partner', ['ReadOnlyAccess'], asked)
    expect((await assume('partner')).code).toBe('NoPermission')
    expect((await assume('partner', { ExternalId: 'abc-2' })).code).toBe('NoPermission')
    expect((await assume('partner', { ExternalId: 'abc-1' })).code).toBe('OK')
  })

  test('a role from a role, where both agree', async () => {
    await role('first', ['AliyunSTSAssumeRoleAccess'])
    await role('idle', ['ReadOnlyAccess'])
    await role('second', ['ReadOnlyAccess'], trust([`acs:ram::${ACCOUNT}:role/first`]))
    const wish = {
      Action: 'AssumeRole',
      Version: 'Sts',
      RoleArn: `acs:ram::${ACCOUNT}:role/second`,
      RoleSessionName: 'bob',
    }
    // The account's own key is not that role.
    expect((await assume('second')).code).toBe('NoPermission')
    expect((await v1(await session('first'), wish)).code).toBe('OK')
    expect((await v1(await session('idle'), wish)).code).toBe('NoPermission')
  })

  test.each([
    ['a wrong name of the role', { RoleArn: 'reader' }, 'InvalidParameter.RoleArn'],
    ['a wrong name of the session', { RoleSessionName: 'a b' }, 'InvalidParameter.RoleSessionName'],
    ['too short', { DurationSeconds: '899' }, 'InvalidParameter.DurationSeconds'],
    ['longer than the role allows', { DurationSeconds: '3601' }, 'InvalidParameter.DurationSeconds'],
    ['a policy that cannot be judged', { Policy: '{}' }, 'InvalidParameter.PolicyGrammar'],
    ['too large a policy', { Policy: ' '.repeat(2049) }, 'InvalidParameter.PolicySize'],
    ['a wrong external id', { ExternalId: 'a b' }, 'InvalidParameter.ExternalId'],
    ['a wrong source', { SourceIdentity: 'a b' }, 'InvalidParameter.SourceIdentity'],
  ])('%s', async (_, change, code) => {
    await role('reader', ['ReadOnlyAccess'])
    const sessions = world.store.count('roleSession')
    expect((await assume('reader', change)).code).toBe(code)
    expect(world.store.count('roleSession')).toBe(sessions)
  })
})

test('a session outlives a restart, and so does its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'menshen-sts-'))
  const place = `sqlite:${join(folder, 'store.db')}`
  try {
    const before = await createTestCloud({ place })
    const roleCall = { Version: 'Ram', RoleName: 'reader' }
    const AssumeRolePolicyDocument = trust([rootOf(ACCOUNT)])
    await before.call({ ...roleCall, Action: 'CreateRole', AssumeRolePolicyDocument })
    const policy = { PolicyType: 'System', PolicyName: 'ReadOnlyAccess' }
    await before.call({ ...roleCall, ...policy, Action: 'AttachPolicyToRole' })
    const { body } = await before.call({
      ...{ Action: 'AssumeRole', Version: 'Sts', RoleSessionName: 'alice', DurationSeconds: '900' },
      RoleArn: `acs:ram::${ACCOUNT}:role/reader`,
    })
    await before.store.close()

    const after = await createTestCloud({ place })
    const { AccessKeyId: keyId, AccessKeySecret: secret, SecurityToken } = body.Credentials
    const ask = async (moment: number) => {
      const wish = { Action: 'DescribeSecurityGroups', RegionId: 'cn-hangzhou', SecurityToken }
      after.now = before.now + moment
      return (await callAction(after.endpoint, wish, after.now, { keyId, secret })).code
    }
    expect([await ask(0), await ask(899_000), await ask(900_000)]).toEqual([
      'OK',
      'OK',
      'InvalidSecurityToken.Expired',
    ])
    await after.store.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
