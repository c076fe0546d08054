// SSH key pairs: made, imported, given to instances, forgotten.

import { createPrivateKey, createPublicKey, generateKeyPairSync, hash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { readPublicKey } from '../../src/cloud/aliyun/sshKeys.ts'
import type { Parameters } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const make = (KeyPairName: string, more: Parameters = {}) =>
  world.ok({ Action: 'CreateKeyPair', KeyPairName, ...more })
const list = async (parameters: Parameters = {}) =>
  (await world.ok({ Action: 'DescribeKeyPairs', ...parameters })).KeyPairs.KeyPair

const sized = (part: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(part.length)
  return Buffer.concat([length, part])
}
const ed25519 = (): string => {
  const { publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return `ssh-ed25519 ${Buffer.concat([sized(Buffer.from('ssh-ed25519')), sized(raw)]).toString('base64')}`
}

test('the private half is given away once, belongs to the public one, and is kept nowhere', async () => {
  const made = await make('operator', { 'Tag.1.Key': 'team', 'Tag.1.Value': 'net' })
  expect(made.KeyPairId).toMatch(/^ssh-/)
  expect(made.PrivateKeyBody).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  const [shown] = await list({ KeyPairName: 'oper*', IncludePublicKey: 'true' })
  expect(shown).toMatchObject({
    KeyPairName: 'operator',
    KeyPairFingerPrint: made.KeyPairFingerPrint,
    CreationTime: '2024-01-01T00:00:00Z',
    Tags: { Tag: [{ TagKey: 'team', TagValue: 'net' }] },
  })
  const { n } = createPublicKey(createPrivateKey(made.PrivateKeyBody)).export({ format: 'jwk' })
  const blob = Buffer.from(shown.PublicKey.split(' ')[1], 'base64')
  expect(blob.includes(Buffer.from(n ?? '', 'base64url'))).toBe(true)
  // RFC 4716: MD5 of the key as it stands on the wire.
  expect(made.KeyPairFingerPrint.replaceAll(':', '')).toBe(hash('md5', blob, 'hex'))
  expect(made.KeyPairFingerPrint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/)
  expect(JSON.stringify([...world.store.list('keyPair')])).not.toContain('PRIVATE')
  expect((await list())[0]).not.toHaveProperty('PublicKey')
})

describe('public keys of others', () => {
  test('are taken with their comment left off', async () => {
    const key = ed25519()
    const body = await world.ok({
      Action: 'ImportKeyPair',
      KeyPairName: 'mine',
      PublicKeyBody: `${key} alice@example\n`,
    })
    const [shown] = await list({ KeyPairFingerPrint: body.KeyPairFingerPrint, IncludePublicKey: 'true' })
    expect(shown).toMatchObject({ KeyPairName: 'mine', PublicKey: key })
  })

  test.each([
    ['no key', 'hello'],
    ['a name that is not the body', ed25519().replace('ssh-ed25519 ', 'ssh-rsa ')],
    ['cut short', ed25519().slice(0, -8)],
    ['a private key', '-----BEGIN PRIVATE KEY-----'],
    ['a second line', `${ed25519()}\nssh-rsa AAAA`],
    ['only its name', `ssh-rsa ${sized(Buffer.from('ssh-rsa')).toString('base64')}`],
    ['a length beyond its end', `ssh-rsa ${Buffer.from([0xff, 0xff, 0xff, 0xff]).toString('base64')}`],
  ])('%s is refused', async (_, PublicKeyBody) => {
    const wish = { Action: 'ImportKeyPair', KeyPairName: 'mine', PublicKeyBody }
    expect(await world.code(wish)).toBe('InvalidPublicKeyBody.Malformed')
  })

  test('a key that the server made can be read again', async () => {
    await make('operator')
    const [shown] = await list({ IncludePublicKey: 'true' })
    expect(readPublicKey(shown.PublicKey)?.fingerprint).toBe(shown.KeyPairFingerPrint)
  })
})

test('names are unique in a region and well-formed', async () => {
  await make('operator')
  expect(await world.code({ Action: 'CreateKeyPair', KeyPairName: 'operator' })).toBe('KeyPair.AlreadyExist')
  expect(await world.code({ Action: 'CreateKeyPair', KeyPairName: '1st' })).toBe(
    'InvalidKeyPairName.Malformed',
  )
  await make('operator', { RegionId: 'cn-beijing' })
  expect(await list()).toHaveLength(1)
})

test('L1: so many in a region, and the refusal says so', async () => {
  await world.store.transact((state) =>
    state.put('limitSettings', { id: 'limits', overrides: { keyPairsPerRegion: 1 } }),
  )
  await make('first')
  const reply = await world.call({ Action: 'CreateKeyPair', RegionId: 'cn-hangzhou', KeyPairName: 'second' })
  expect([reply.status, reply.code]).toEqual([403, 'QuotaExceed.KeyPair'])
  expect(reply.body.Message).toContain('menshen quota set keyPairsPerRegion')
})

test('instances get one that is there, in place of another, and lose it', async () => {
  expect(await world.runCode({ KeyPairName: 'first' })).toBe('InvalidKeyPairName.NotFound')
  await make('first')
  await make('second')
  const [id = ''] = await world.run({ KeyPairName: 'first' })
  const bind = (Action: string, KeyPairName: string) =>
    world.ok({ Action, KeyPairName, InstanceIds: JSON.stringify([id, 'i-none']) })
  expect(await bind('AttachKeyPair', 'second')).toMatchObject({
    KeyPairName: 'second',
    TotalCount: '2',
    FailCount: '1',
    Results: {
      Result: [
        { InstanceId: id, Success: 'true', Code: '200' },
        { InstanceId: 'i-none', Success: 'false', Code: 'InvalidInstanceId.NotFound' },
      ],
    },
  })
  expect((await world.instance(id)).KeyPairName).toBe('second')
  // It has another one: as it shall be.
  await bind('DetachKeyPair', 'first')
  expect((await world.instance(id)).KeyPairName).toBe('second')
  const remove = (names: string) => world.code({ Action: 'DeleteKeyPairs', KeyPairNames: names })
  expect(await remove('["first","second"]')).toBe('InvalidParameter.KeypairAlreadyAttachedInstance')
  expect(await list()).toHaveLength(2)
  await bind('DetachKeyPair', 'second')
  expect((await world.instance(id)).KeyPairName).toBe('')
  expect(await remove('["first","second","never"]')).toBe('OK')
  expect(await list()).toEqual([])
  expect(await remove('first')).toBe('InvalidKeyPairNames.ValueNotSupported')
  const many = JSON.stringify(Array.from({ length: 101 }, (_, n) => `k${n}`))
  expect(await remove(many)).toBe('InstanceKeyPairLimitExceeded')
  const unknown = { Action: 'AttachKeyPair', KeyPairName: 'never', InstanceIds: `["${id}"]` }
  expect(await world.code(unknown)).toBe('InvalidKeyPairName.NotFound')
  expect(await world.code({ ...unknown, InstanceIds: id })).toBe('InvalidInstanceIds.ValueNotSupported')
})

test('a new system disk takes only a key pair that is there', async () => {
  await make('first')
  const [id = ''] = await world.run()
  await world.ok({ Action: 'StopInstance', InstanceId: id })
  const wish = {
    Action: 'ReplaceSystemDisk',
    InstanceId: id,
    ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
  }
  expect(await world.code({ ...wish, KeyPairName: 'never' })).toBe('InvalidKeyPairName.NotFound')
  await world.ok({ ...wish, KeyPairName: 'first' })
  expect((await world.instance(id)).KeyPairName).toBe('first')
})

test('tags and resource groups know a key pair by its name', async () => {
  await make('operator')
  const place = { ResourceType: 'keypair', 'ResourceId.1': 'operator' }
  await world.ok({ Action: 'TagResources', ...place, 'Tag.1.Key': 'team', 'Tag.1.Value': 'net' })
  const tags = await world.ok({ Action: 'ListTagResources', ...place })
  expect(tags.TagResources.TagResource).toEqual([
    { ResourceType: 'keypair', ResourceId: 'operator', TagKey: 'team', TagValue: 'net' },
  ])
  const ResourceARN = `arn:acs:ecs:cn-hangzhou:1234567890123456:keypair/operator`
  const all = await world.ok({ Action: 'ListTagResources', Version: 'Tag', 'ResourceARN.1': ResourceARN })
  expect(all.TagResources).toMatchObject([{ ResourceARN }])
  const groups = await world.ok({ Action: 'ListResourceGroups', Version: 'ResourceManager' })
  const ResourceGroupId = groups.ResourceGroups.ResourceGroup[1].Id
  const move = { Action: 'JoinResourceGroup', ResourceType: 'keypair', ResourceId: 'operator' }
  await world.ok({ ...move, ResourceGroupId })
  expect(await list({ ResourceGroupId })).toHaveLength(1)
  await world.ok({ Action: 'UntagResources', ...place, All: 'true' })
  expect((await list())[0].Tags.Tag).toEqual([])
})
