// Calls that may be repeated, calls that only try, and what a change says about itself on the wire.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestCloud, type TestCloud } from './client.ts'

const vpc = { Action: 'CreateVpc', Version: 'Vpc', RegionId: 'cn-hangzhou', CidrBlock: '10.0.0.0/8' }
let cloud: TestCloud

beforeEach(async () => {
  cloud = await createTestCloud()
})

const vpcs = () => cloud.store.count('vpc')

describe('ClientToken', () => {
  test('the same call with the same token has the same ids and happens once', async () => {
    const first = await cloud.call({ ...vpc, ClientToken: 'one' })
    const again = await cloud.call({ ...vpc, ClientToken: 'one' })
    expect(first.code).toBe('OK')
    expect({ ...again.body, RequestId: '' }).toEqual({ ...first.body, RequestId: '' })
    expect(again.body.RequestId).not.toBe(first.body.RequestId)
    expect(vpcs()).toBe(1)
  })

  test('common parameters and unknown ones do not make another call of it', async () => {
    const first = await cloud.call({ ...vpc, ClientToken: 'one' })
    const again = await cloud.call({ ...vpc, ClientToken: 'one', SourceIp: '192.0.2.1', SignatureType: '' })
    expect(again.body.VpcId).toBe(first.body.VpcId)
  })

  test('another call with the same token is refused and changes nothing', async () => {
    await cloud.call({ ...vpc, ClientToken: 'one' })
    const other = await cloud.call({ ...vpc, CidrBlock: '172.16.0.0/12', ClientToken: 'one' })
    expect([other.status, other.code]).toEqual([400, 'IdempotentParameterMismatch'])
    expect(vpcs()).toBe(1)
  })

  test('without one each call counts', async () => {
    await cloud.call(vpc)
    await cloud.call({ ...vpc, ClientToken: '' })
    expect(vpcs()).toBe(2)
  })

  test.each(['x'.repeat(65), '中'])('%s is no token', async (ClientToken) => {
    expect((await cloud.call({ ...vpc, ClientToken })).code).toBe('InvalidClientToken.ValueNotSupported')
    expect(vpcs()).toBe(0)
  })

  test('twenty at once give one resource', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => cloud.call({ ...vpc, ClientToken: 'one' })),
    )
    expect(new Set(replies.map((reply) => reply.body.VpcId)).size).toBe(1)
    expect(vpcs()).toBe(1)
  })
})

describe('DryRun', () => {
  test('ends in DryRunOperation and leaves nothing, also no remembered token', async () => {
    const before = cloud.store.revision
    const dry = await cloud.call({ ...vpc, DryRun: 'true', ClientToken: 'one' })
    expect([dry.status, dry.code]).toEqual([400, 'DryRunOperation'])
    expect(cloud.store.revision).toBe(before)
    expect((await cloud.call({ ...vpc, ClientToken: 'one' })).code).toBe('OK')
  })

  test('ends in the error that the call would end in', async () => {
    const dry = await cloud.call({ ...vpc, CidrBlock: '127.0.0.0/16', DryRun: 'true' })
    expect(dry.code).not.toBe('DryRunOperation')
    expect((await cloud.call({ ...vpc, CidrBlock: '127.0.0.0/16' })).code).toBe(dry.code)
  })
})

test('a change names its revision, the log has it, and the kernel is waited for', async () => {
  const waited: number[] = []
  cloud = await createTestCloud({ waitEnforced: async (revision) => waited.push(revision) })
  const reply = await cloud.call(vpc)
  const revision = cloud.store.revision
  expect(reply.headers['x-menshen-revision']).toBe(String(revision))
  expect(waited).toEqual([revision])
  expect(cloud.log.at(-1)?.fields).toMatchObject({ action: 'CreateVpc', code: 'OK', revision })
})
