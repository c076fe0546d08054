// Proofs, reach and the audit by the own API: over all packets, with witnesses, answered in a thread of their own.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, GROUP, put, putEni, putGroup, putRule } from './world.ts'

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  for (const [index, name] of ['web', 'db', 'lone'].entries()) {
    await putGroup(api, `sg-${name}`, { name, innerAccess: 'drop' })
    await putEni(api, `eni-${name}`, [`sg-${name}`])
    const eni = api.store.get('eni', `eni-${name}`)
    if (eni === undefined) throw new Error('no ENI')
    const instanceId = asId<'instance' & never>(`i-${name}`)
    await put(api, 'eni', { ...eni, instanceId, primaryAddress: `10.0.0.${index + 1}`, tags: { tier: name } })
    await put(api, 'instance', {
      ...{ id: instanceId, name, primaryEniId: eni.id, state: 'running', tags: {} },
      accountId: eni.accountId,
    } as never)
  }
  await putRule(api, 'sg-db', 'sgr-web', { peer: GROUP('sg-web') })
})

const prove = (claim: string) => api.ok('GET', '/prove', { query: { claim } })

describe('proofs', { timeout: 60_000 }, () => {
  test('P1: what holds has been shown for every packet, what does not has a witness on its whole way', async () => {
    expect(await prove('internet !-> tag:tier=db')).toMatchObject({ result: 'holds', witness: null })
    expect(await prove('sg-lone !-> sg-db')).toMatchObject({ result: 'holds', vacuous: false })
    expect(await prove('sg-web !-> sg-db')).toMatchObject({
      result: 'broken',
      witness: expect.stringMatching(/^tcp 10\.0\.0\.1:\d+ > 10\.0\.0\.2:22$/),
      verdict: {
        action: 'accept',
        sides: [{ why: { kind: 'default' } }, { why: { rule: { ruleId: 'sgr-web' } } }],
      },
    })
  })

  test('every packet from everybody: the gap is shown', async () => {
    expect(await prove('group:web => group:db tcp/22')).toMatchObject({ result: 'holds', claims: 'all' })
    const wide = await prove('sg-web => sg-db tcp/22-23')
    expect(wide).toMatchObject({ result: 'broken', verdict: { action: 'drop' } })
    expect(wide.witness).toMatch(/:23$/)
    expect(await prove('internet => sg-db tcp/22')).toMatchObject({ result: 'broken', witness: null })
    expect(await prove('sg-web,sg-lone => sg-db tcp/22')).toMatchObject({
      result: 'broken',
      witness: expect.stringContaining('10.0.0.3'),
    })
  })

  test('P9: an elastic address is what makes the internet reach', async () => {
    await putRule(api, 'sg-web', 'sgr-any', { peer: CIDR('0.0.0.0/0') })
    expect(await prove('internet !-> sg-web')).toMatchObject({ result: 'holds' })
    const eni = api.store.get('eni', 'eni-web')
    await put(api, 'eip', {
      ...{ id: 'eip-1', accountId: eni?.accountId, region: '', name: '', description: '', tags: {} },
      ...{ resourceGroupId: '', createdAt: 0, address: '203.0.113.9', bandwidth: '1' },
      ...{ internetChargeType: '', isp: 'BGP' },
      association: { eniId: 'eni-web', instanceId: 'i-web', privateAddress: '10.0.0.1' },
    } as never)
    expect(await prove('internet !-> sg-web')).toMatchObject({
      result: 'broken',
      verdict: { action: 'accept', sides: [{ why: { rule: { ruleId: 'sgr-any' } } }] },
    })
    expect(await prove('internet => sg-web tcp/22')).toMatchObject({ result: 'holds' })
  })

  test('what cannot be understood is told with the way out', async () => {
    const bad = await api.call('GET', '/prove', { query: { claim: 'web and db' } })
    expect(bad).toMatchObject({ status: 400, body: { code: 'questionUnclear' } })
    const nobody = await api.call('GET', '/prove', {
      query: { claim: 'sg-nobody !-> sg-db' },
      language: 'zh-CN',
    })
    expect(nobody.body.error).toContain('此处没有 `sg-nobody`')
  })

  test('nobody is named as such', async () => {
    await putGroup(api, 'sg-empty')
    expect(await prove('sg-empty => sg-db')).toMatchObject({ result: 'holds', vacuous: true })
  })
})

describe('reach', { timeout: 60_000 }, () => {
  const reach = (query: Record<string, string>) => api.ok('GET', '/reach', { query })

  test('G1: who reaches it, whom it reaches, each with a packet', async () => {
    expect(await reach({ to: 'eni-db', service: 'tcp/22' })).toMatchObject({
      ...{ meant: 1, total: 1, left: 0, internet: null },
      items: [{ eniId: 'eni-web', instanceId: 'i-web', witness: 'tcp 10.0.0.1:40000 > 10.0.0.2:22' }],
    })
    expect(await reach({ from: 'web', service: 'tcp/22' })).toMatchObject({
      total: 1,
      items: [{ eniId: 'eni-db' }],
    })
    expect(await reach({ to: 'eni-db', service: 'tcp/23' })).toMatchObject({ total: 0, items: [] })
  })

  test('lists are cut, counts are not', async () => {
    await putRule(api, 'sg-db', 'sgr-all', { peer: CIDR('10.0.0.0/8') })
    expect(await reach({ to: 'sg-db', service: 'tcp/22', limit: '1' })).toMatchObject({ total: 2, left: 1 })
  })

  test('A1: a network ACL between two vSwitches stands in the way', async () => {
    const owner = { accountId: api.store.get('eni', 'eni-db')?.accountId, region: 'cn-hangzhou', tags: {} }
    await put(api, 'networkAcl', {
      ...{ id: 'nacl-1', vpcId: 'vpc-a', ingress: [], egress: [], name: '', description: '' },
      ...{ ...owner, resourceGroupId: '', createdAt: 0 },
    } as never)
    const vSwitch = { ...owner, vpcId: 'vpc-a', cidr: '10.0.1.0/24', ipv6Cidr: null, networkAclId: 'nacl-1' }
    await put(api, 'vSwitch', { ...vSwitch, id: 'vsw-b' } as never)
    const eni = api.store.get('eni', 'eni-db')
    await put(api, 'eni', { ...eni, vSwitchId: 'vsw-b' } as never)
    expect(await reach({ to: 'eni-db', service: 'tcp/22' })).toMatchObject({ total: 0 })
  })

  test('all pairs as a table of groups', async () => {
    const matrix = await api.ok('GET', '/reach/matrix', { query: { service: 'tcp/22' } })
    expect(matrix.groups.map(({ id }: { id: string }) => id)).toEqual(['sg-web', 'sg-db', 'sg-lone'])
    expect(matrix).toMatchObject({ reaching: 1, pairs: 6, left: 0 })
    expect(matrix.cells).toEqual([
      ...[
        [0, 0],
        [1, 1],
        [0, 1],
      ],
      ...[
        [0, 1],
        [0, 0],
        [0, 1],
      ],
      ...[
        [0, 1],
        [0, 1],
        [0, 0],
      ],
    ])
  })

  test('one end and one service', async () => {
    expect(await api.call('GET', '/reach', { query: { service: 'tcp/22' } })).toMatchObject({ status: 400 })
    const two = { to: 'eni-db', service: 'tcp/22-23' }
    expect(await api.call('GET', '/reach', { query: two })).toMatchObject({ status: 400 })
  })
})

describe('audit', { timeout: 60_000 }, () => {
  const audit = (query: Record<string, string> = {}) => api.ok('GET', '/audit', { query })

  test('exposed and dead rules of the live server, with witnesses and remedies', async () => {
    await putRule(api, 'sg-web', 'sgr-open', { peer: CIDR('0.0.0.0/0') })
    await putRule(api, 'sg-web', 'sgr-dead', { precedence: 5, peer: CIDR('10.0.0.0/8') })
    const { findings, undecided } = await audit()
    expect(undecided).toEqual([])
    const of = (check: string) => findings.find((each: { check: string }) => each.check === check)
    expect(of('exposed-port')).toMatchObject({ severity: 'high', groups: ['sg-web'], rules: ['sgr-open'] })
    expect(of('exposed-port').witness).toMatch(/^tcp .* > 10\.0\.0\.1:22$/)
    expect(of('shadowed-rule').rules).toContain('sgr-dead')
    expect((await audit({ severity: 'high' })).findings).toHaveLength(1)
    expect((await audit({ groups: 'sg-db', severity: 'high' })).findings).toEqual([])
  })

  test('rules that no packet has hit since counting began are named', async () => {
    const row = { direction: 'ingress', bytes: 0, lastHit: 0 } as const
    await putRule(api, 'sg-db', 'sgr-used', { precedence: 7, peer: CIDR('10.7.0.0/16') })
    const rows = [{ ...row, subject: 'sgr-used', hits: 3 }]
    api.hits.take({ hostId: 'local', ledger: 'a', rows } as never)
    const { findings } = await audit({ severity: 'info' })
    const unused = findings.find(({ check }: { check: string }) => check === 'unused-rule')
    expect(unused?.rules).toEqual(['sgr-web'])
  })

  test('of one account when it is named, and never of a group that is not there', async () => {
    await putRule(api, 'sg-web', 'sgr-open', { peer: CIDR('0.0.0.0/0') })
    const [account] = (await api.ok('GET', '/accounts')).items
    const own = await api.ok('GET', '/audit', { account: account.name })
    expect(own.findings.length).toBeGreaterThan(0)
    const { id } = (await api.ok('POST', '/accounts', { body: { name: 'other' } })) as { id: string }
    const other = await api.ok('GET', '/audit', { account: 'other' })
    expect([id === '', other.groups, other.findings]).toEqual([false, 0, []])
    expect(await api.call('GET', '/audit', { query: { groups: 'sg-web,sg-none' } })).toMatchObject({
      status: 404,
      body: { code: 'groupNotFound' },
    })
  })

  test('a rule for an empty group is a stale reference, and nothing stands in front of it', async () => {
    await putGroup(api, 'sg-idle')
    await putRule(api, 'sg-web', 'sgr-stale', {
      peer: { kind: 'group', groupId: 'sg-idle', accountId: '1' } as never,
    })
    const { findings } = await audit()
    const about = findings.filter(({ rules }: { rules: string[] }) => rules.includes('sgr-stale'))
    expect(about.map(({ check }: { check: string }) => check)).toEqual(['stale-reference'])
  })

  test('L2: limits are those of this installation', async () => {
    const near = async () =>
      (await audit()).findings.filter(({ check }: { check: string }) => check === 'quota-pressure').length
    expect(await near()).toBe(0)
    await put(api, 'limitSettings', { id: 'limits', overrides: { rulesPerEni: 1 } })
    expect(await near()).toBeGreaterThan(0)
  })

  test('a group that no interface has is judged too', async () => {
    await putGroup(api, 'sg-idle')
    await putRule(api, 'sg-idle', 'sgr-idle', { peer: CIDR('0.0.0.0/0') })
    const { findings } = await audit({ severity: 'high' })
    expect(findings).toMatchObject([{ check: 'exposed-port', groups: ['sg-idle'] }])
    expect(api.store.count('eni')).toBe(3)
  })
})
