// Network ACLs in the own API: made, filled, put in front of vSwitches, copied, deleted; previews change nothing.

import { beforeEach, describe, expect, test } from 'vitest'
import { ACCOUNT } from '../aliyun/client.ts'
import { prefixListWith, vpcWith, vSwitchOf } from '../packets/resources.ts'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { put } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  const own = { accountId: ACCOUNT, region: REGION }
  const vpc = vpcWith('vpc-a', own)
  await put(api, 'vpc', vpc)
  await put(api, 'vpc', vpcWith('vpc-b', { ...own, cidr: '10.1.0.0/16' }))
  await put(api, 'vSwitch', vSwitchOf('vsw-a', vpc, { ...own, cidr: '10.0.1.0/24' }))
  await put(api, 'vSwitch', vSwitchOf('vsw-b', vpc, { ...own, cidr: '10.0.2.0/24' }))
  await put(api, 'prefixList', { ...prefixListWith('pl-6', 6, ['2001:db8::/32']), accountId: ACCOUNT })
})

const create = async (body = {}): Promise<string> =>
  (await api.ok('POST', '/network-acls', { body: { region: REGION, vpcId: 'vpc-a', name: 'edge', ...body } }))
    .networkAcl.id
const change = (id: string, body: object, query = {}) =>
  api.call('PATCH', `/network-acls/${id}`, { body, query })
const bind = (id: string, vSwitches: readonly string[]) =>
  api.call('POST', `/network-acls/${id}/vswitches`, { body: { vSwitches } })
const unbind = (id: string, ids: string) =>
  api.call('DELETE', `/network-acls/${id}/vswitches`, { query: { ids } })

test('A2: a new one lets everything through, and is found by VPC and name', async () => {
  const id = await create({ tags: { stage: 'test' } })
  const open = [{ action: 'accept', protocol: 'all', ports: 'any', peer: '0.0.0.0/0' }]
  expect((await api.ok('GET', `/network-acls/${id}`)).networkAcl).toMatchObject({
    vpcId: 'vpc-a',
    tags: { stage: 'test' },
    ingress: open,
    egress: open,
    vSwitches: [],
  })
  const count = async (query: Record<string, string>) =>
    (await api.ok('GET', '/network-acls', { query })).items.length
  expect(await count({ vpcId: 'vpc-a', name: 'EDG', region: REGION })).toBe(1)
  expect(await count({ vpcId: 'vpc-b' })).toBe(0)
  expect(await count({ region: 'cn-beijing' })).toBe(0)
  expect(await count({ name: 'other' })).toBe(0)
})

describe('entries', () => {
  test('A1: are replaced by direction in the order given, and one that is named keeps its id', async () => {
    const id = await create()
    const forms = [
      { service: 'ssh', peer: '10.0.0.1' },
      { action: 'drop', service: 'udp/53-60', peer: '10.0.0.0/8', name: 'no names', description: 'why' },
    ]
    const { networkAcl } = (await change(id, { ingress: forms, name: 'front' })).body
    expect(networkAcl.ingress).toMatchObject([
      { action: 'accept', protocol: 'tcp', ports: '22', peer: '10.0.0.1/32' },
      { action: 'drop', protocol: 'udp', ports: '53-60', name: 'no names', description: 'why' },
    ])
    expect(networkAcl.egress).toHaveLength(1)
    expect(networkAcl.name).toBe('front')
    const [, kept] = networkAcl.ingress
    const again = await change(id, { ingress: [{ id: kept.id, service: 'icmp', peer: '0.0.0.0/0' }] })
    expect(again.body.networkAcl.ingress).toMatchObject([{ id: kept.id, protocol: 'icmp', ports: 'any' }])
    expect((await change(id, { ingress: [] })).body.networkAcl.ingress).toEqual([])
  })

  test('a preview shows them in words of the API and changes none', async () => {
    const id = await create()
    const before = api.store.revision
    const body = { egress: [{ action: 'drop', service: 'all', peer: '10.0.0.0/8' }] }
    const { changes } = (await change(id, body, { dryRun: 'true' })).body
    expect(changes).toMatchObject([
      { kind: 'networkAcl', change: 'changed', after: { egress: [{ action: 'drop', peer: '10.0.0.0/8' }] } },
    ])
    expect(api.store.revision).toBe(before)
  })

  test.each([
    [{ service: 'tcp/80,90', peer: '10.0.0.0/8' }, 'ingress.0.service'],
    [{ service: 'sctp', peer: '10.0.0.0/8' }, 'ingress.0.service'],
    [{ service: 'tcp/prl-1', peer: '10.0.0.0/8' }, 'ingress.0.service'],
    [{ service: 'icmpv6', peer: '10.0.0.0/8' }, 'ingress.0.service'],
    [{ service: 'icmp', peer: '2001:db8::/32' }, 'ingress.0.service'],
    [{ service: 'ssh', peer: 'sg-1' }, 'ingress.0.peer'],
    [{ service: 'ssh', peer: '10.0.0.0/8', priority: 1 }, 'priority'],
    [{ service: 'ssh', peer: '10.0.0.0/8', name: 'http://x' }, 'ingress.0.name'],
  ])('P6: %j is refused and names the field', async (entry, field) => {
    const reply = await change(await create(), { ingress: [entry] })
    expect(reply).toMatchObject({ status: 400, body: { field } })
  })

  test.each([
    [{ service: 'ssh', peer: 'pl-none' }, 404, 'aclPrefixListNotFound'],
    [{ service: 'ssh', peer: 'pl-6' }, 400, 'aclWithoutIpv6'],
    [{ service: 'ssh', peer: '::/0' }, 400, 'aclWithoutIpv6'],
    [{ id: 'nae-none', service: 'ssh', peer: '10.0.0.1' }, 404, 'aclEntryNotFound'],
  ])('%j ends in %i %s, in both languages', async (entry, status, code) => {
    const id = await create()
    for (const language of ['en', 'zh-CN']) {
      const reply = await api.call('PATCH', `/network-acls/${id}`, { body: { ingress: [entry] }, language })
      expect(reply).toMatchObject({ status, body: { code } })
      expect(reply.body.error).not.toMatch(/\{\{|fault\./)
    }
  })

  test('come from another ACL, under ids of their own', async () => {
    const [id, source] = [await create(), await create()]
    await change(source, { ingress: [{ service: 'https', peer: '0.0.0.0/0' }] })
    const { networkAcl } = await api.ok('POST', `/network-acls/${id}/copy`, { body: { from: source } })
    expect(networkAcl.ingress).toMatchObject([{ protocol: 'tcp', ports: '443' }])
    expect(networkAcl.ingress[0].id).not.toBe(api.store.get('networkAcl', source)?.ingress[0]?.id)
    const missing = await api.call('POST', `/network-acls/${id}/copy`, { body: { from: 'nacl-none' } })
    expect(missing).toMatchObject({ status: 404, body: { code: 'networkAclNotFound' } })
  })
})

describe('vSwitches', () => {
  test('A2: get one ACL each, all of them or none', async () => {
    const [id, other] = [await create(), await create()]
    expect((await bind(id, ['vsw-a', 'vsw-none'])).body.code).toBe('aclVSwitchNotFound')
    expect(api.store.get('vSwitch', 'vsw-a')?.networkAclId).toBeUndefined()
    expect((await bind(id, ['vsw-a', 'vsw-b'])).body.networkAcl.vSwitches).toEqual(['vsw-a', 'vsw-b'])
    expect(await bind(other, ['vsw-a'])).toMatchObject({
      status: 409,
      body: { code: 'vSwitchHasNetworkAcl' },
    })
    expect((await unbind(other, 'vsw-a')).body.code).toBe('vSwitchHasOtherNetworkAcl')
    const elsewhere = await create({ vpcId: 'vpc-b' })
    expect((await bind(elsewhere, ['vsw-a'])).body.code).toBe('aclVSwitchInOtherVpc')
    const unbound = (await unbind(id, 'vsw-a,vsw-b')).body
    expect(unbound.networkAcl.vSwitches).toEqual([])
    expect(unbound.changes.map(({ kind }: { kind: string }) => kind)).toEqual(['vSwitch', 'vSwitch'])
    expect((await unbind(id, 'vsw-a')).body.code).toBe('vSwitchWithoutNetworkAcl')
  })

  test('G6: a deletion is refused with the vSwitches behind it', async () => {
    const id = await create()
    await bind(id, ['vsw-b'])
    const refused = await api.call('DELETE', `/network-acls/${id}`, { language: 'zh-CN' })
    expect(refused).toMatchObject({ status: 409, body: { error: `网络 ACL \`${id}\` 仍绑定交换机：vsw-b` } })
    await unbind(id, 'vsw-b')
    await api.ok('DELETE', `/network-acls/${id}`)
    expect((await api.call('GET', `/network-acls/${id}`)).body.code).toBe('networkAclNotFound')
  })
})

describe('L1: limits', () => {
  const lower = (name: string) => api.ok('PUT', `/quotas/${name}`, { body: { maximum: 1 } })

  test('network ACLs per VPC', async () => {
    await create()
    await lower('networkAclsPerVpc')
    const body = { region: REGION, vpcId: 'vpc-a' }
    expect(await api.call('POST', '/network-acls', { body })).toMatchObject({
      status: 403,
      body: {
        code: 'tooManyNetworkAcls',
        limit: { name: 'networkAclsPerVpc', maximum: 1, current: 1 },
        hint: 'raise it with `menshen quota set networkAclsPerVpc <number>`',
      },
    })
  })

  test('entries per direction', async () => {
    const id = await create()
    await lower('networkAclEntries')
    const ingress = ['ssh', 'http'].map((service) => ({ service, peer: '10.0.0.1' }))
    expect((await change(id, { ingress })).body).toMatchObject({
      code: 'tooManyAclEntries',
      limit: { name: 'networkAclEntries', maximum: 1, current: 2 },
    })
  })
})

test('of another account it is not there', async () => {
  const id = await create()
  await api.ok('POST', '/accounts', { body: { name: 'team-b' } })
  const account = 'team-b'
  expect((await api.ok('GET', '/network-acls', { account })).items).toEqual([])
  for (const method of ['GET', 'DELETE']) {
    expect((await api.call(method, `/network-acls/${id}`, { account })).body.code).toBe('networkAclNotFound')
  }
})
