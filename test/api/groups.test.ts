// Groups in the own API: made from templates, listed, shown, changed, deleted; previews change nothing.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { CIDR, putEni, putGroup, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})

const ports = (rules: readonly { protocol: string; ports: string }[]) =>
  rules.map((rule) => `${rule.protocol} ${rule.ports}`)

describe('templates', () => {
  test.each([
    ['webLinux', ['tcp 80', 'tcp 443', 'tcp 22', 'icmp any']],
    ['webWindows', ['tcp 80', 'tcp 443', 'tcp 3389', 'icmp any']],
    ['custom', []],
  ])('%s opens %j to everybody', async (template, open) => {
    const { added } = await api.ok('POST', '/groups', { body: { region: REGION, name: 'web', template } })
    expect(ports(added)).toEqual(open)
    for (const rule of added) {
      expect(rule).toMatchObject({ direction: 'ingress', action: 'accept', priority: 1, peer: '0.0.0.0/0' })
    }
  })

  test('P4: an enterprise group shows the rule that lets everything out', async () => {
    const { added } = await api.ok('POST', '/groups', {
      body: { region: REGION, name: 'big', kind: 'enterprise' },
    })
    expect(added).toMatchObject([
      { direction: 'egress', action: 'accept', protocol: 'all', peer: '0.0.0.0/0' },
    ])
  })
})

describe('a preview', () => {
  test('answers every resource that would change and changes none', async () => {
    const before = api.store.revision
    const reply = await api.call('POST', '/groups', {
      body: { region: REGION, name: 'web', template: 'webLinux' },
      query: { dryRun: 'true' },
    })
    expect(reply.body).toMatchObject({ dryRun: true, revision: before })
    const kinds = reply.body.changes.map(({ kind, change }: Record<string, string>) => `${change} ${kind}`)
    expect(kinds).toEqual(['added vpc', 'added securityGroup', ...Array(4).fill('added rule')])
    expect(reply.body.group.id).toBe('sg-new1')
    expect(api.store.revision).toBe(before)
    expect(api.store.count('securityGroup')).toBe(0)
  })

  test('is what then happens, but for the ids', async () => {
    const ask = { body: { region: REGION, name: 'web', template: 'webWindows', tags: { a: '1' } } }
    const foreseen = await api.ok('POST', '/groups', { ...ask, query: { dryRun: 'true' } })
    const done = await api.ok('POST', '/groups', ask)
    const bare = (answer: object) =>
      JSON.stringify(answer).replace(/"(vpc|vrt|vtb|sg|sgr)-(?:new)?\d+"/g, '"$1"')
    expect(bare(done.changes)).toBe(bare(foreseen.changes))
  })

  test('refuses what the call itself would refuse', async () => {
    const group = await api.newGroup()
    await api.ok('PATCH', `/groups/${group}`, { body: { deletionProtection: true } })
    const reply = await api.call('DELETE', `/groups/${group}`, { query: { dryRun: 'true' } })
    expect([reply.status, reply.body.code]).toEqual([409, 'groupProtected'])
  })
})

describe('lists', () => {
  test('come in pages that join without gaps', async () => {
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.push(await api.newGroup({ name: `web-${n}` }))
    const seen: string[] = []
    let after = ''
    do {
      const query = { limit: '2', ...(after === '' ? {} : { after }) }
      const { items, next } = await api.ok('GET', '/groups', { query })
      seen.push(...items.map(({ id }: { id: string }) => id))
      after = next ?? ''
    } while (after !== '')
    expect(seen).toEqual(made)
  })

  test('hold what is asked for', async () => {
    const web = await api.newGroup({ name: 'Web-1' })
    await api.newGroup({ name: 'db', region: 'cn-beijing' })
    const ids = async (query: Record<string, string>) =>
      (await api.ok('GET', '/groups', { query })).items.map(({ id }: { id: string }) => id)
    expect(await ids({ name: 'web' })).toEqual([web])
    expect(await ids({ region: REGION })).toEqual([web])
    expect((await ids({})).length).toBe(2)
  })
})

test('P3: a group shows its rules in the order in which they decide', async () => {
  const group = await putGroup(api, 'sg-a')
  await putRule(api, group, 'sgr-1', { precedence: 5 })
  await putRule(api, group, 'sgr-2', { precedence: 1 })
  await putRule(api, group, 'sgr-3', { precedence: 1, action: 'drop' })
  await putRule(api, group, 'sgr-4', { direction: 'egress' })
  const { rules } = await api.ok('GET', `/groups/${group}`)
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(['sgr-3', 'sgr-2', 'sgr-1', 'sgr-4'])
})

describe('deletion', () => {
  test('G6: a refusal names the members', async () => {
    await putGroup(api, 'sg-a')
    await putEni(api, 'eni-1', ['sg-a'])
    const reply = await api.call('DELETE', '/groups/sg-a')
    expect(reply.status).toBe(409)
    expect(reply.body.error).toContain('eni-1')
  })

  test('G6: force takes along what the system left and nothing of the user', async () => {
    await putGroup(api, 'sg-a')
    await putGroup(api, 'sg-b')
    await putRule(api, 'sg-b', 'sgr-1', {
      system: true,
      peer: { kind: 'group', groupId: 'sg-a' as never, accountId: '1' as never },
    })
    await putRule(api, 'sg-a', 'sgr-2', { peer: CIDR('10.0.0.0/8') })
    expect((await api.call('DELETE', '/groups/sg-a')).body.code).toBe('groupReferenced')
    await api.ok('DELETE', '/groups/sg-a', { query: { force: 'true' } })
    expect(api.store.get('securityGroup', 'sg-a')).toBeUndefined()
    expect(api.store.get('rule', 'sgr-1')).toBeUndefined()
  })
})

test('names, inner access, protection and management change', async () => {
  const group = await api.newGroup()
  const body = {
    name: '新名字',
    description: 'about it',
    innerAccess: 'drop',
    liveSessions: 'keep',
    managed: true,
  }
  const { group: changed } = await api.ok('PATCH', `/groups/${group}`, { body })
  expect(changed).toMatchObject(body)
  expect((await api.call('PATCH', `/groups/${group}`, { body: { name: 'other' } })).body.code).toBe(
    'groupManaged',
  )
  await api.ok('PATCH', `/groups/${group}`, { body: { managed: false, name: 'other' } })
})
