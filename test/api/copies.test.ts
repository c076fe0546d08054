// Clone and restore: what follows, what cannot, and why.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, GROUP, PORTS, PREFIXES, putGroup, putLists, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a', { name: 'web', tags: { stage: 'test' }, innerAccess: 'drop' })
  await putGroup(api, 'sg-b')
  await putLists(api)
})

interface Shown {
  readonly id: string
  readonly priority: number
  readonly peer: string
  readonly nic: string
  readonly direction: string
}
const peers = (rules: readonly Shown[]) => rules.map(({ peer }) => peer)
const reasons = (left: readonly { rule: Shown; reason: { code: string } }[]) =>
  Object.fromEntries(left.map(({ rule, reason }) => [rule.id, reason.code]))

describe('clone', () => {
  const clone = (body: object, group = 'sg-a') => api.ok('POST', `/groups/${group}/clone`, { body })

  test('T7: keeps rules and inner access, turns priorities beyond 100 into 100, leaves tags unless asked', async () => {
    await putRule(api, 'sg-a', 'sgr-1', { precedence: 7, peer: CIDR('10.1.0.0/16'), description: '说明' })
    await putRule(api, 'sg-a', 'sgr-2', { precedence: 110, system: true })
    const { group, added, lowered, left } = await clone({ name: 'copy' })
    expect(group).toMatchObject({ name: 'copy', tags: {}, innerAccess: 'drop', vpcId: 'vpc-a' })
    expect(added).toMatchObject([
      { priority: 7, peer: '10.1.0.0/16', description: '说明', system: false },
      { priority: 100, system: false },
    ])
    expect(lowered.map(({ id }: Shown) => id)).toEqual(['sgr-2'])
    expect(left).toEqual([])
    expect((await clone({ keepTags: true })).group.tags).toEqual({ stage: 'test' })
  })

  test('T7: without rules it is empty', async () => {
    await putRule(api, 'sg-a', 'sgr-1')
    expect((await clone({ keepRules: false })).added).toEqual([])
  })

  test('T7: into another region, rules with groups and lists cannot follow', async () => {
    await putRule(api, 'sg-a', 'sgr-1')
    await putRule(api, 'sg-a', 'sgr-2', { peer: GROUP('sg-b') })
    await putRule(api, 'sg-a', 'sgr-3', { peer: PREFIXES })
    await putRule(api, 'sg-a', 'sgr-4', { ports: PORTS })
    const { group, added, left } = await clone({ region: 'cn-beijing' })
    expect(group.region).toBe('cn-beijing')
    expect(group.vpcId).not.toBe('vpc-a')
    expect(peers(added)).toEqual(['10.0.0.0/8'])
    expect(reasons(left)).toEqual({
      'sgr-2': 'cannotCrossRegions',
      'sgr-3': 'cannotCrossRegions',
      'sgr-4': 'cannotCrossRegions',
    })
  })

  test('T7: into another VPC, rules with groups stay behind and lists follow', async () => {
    await putRule(api, 'sg-a', 'sgr-1', { peer: GROUP('sg-b') })
    await putRule(api, 'sg-a', 'sgr-2', { peer: PREFIXES })
    const vpcId = (await clone({ region: 'cn-beijing' })).group.vpcId
    await api.store.transact((state) => {
      const vpc = state.get('vpc', vpcId)
      if (vpc !== undefined) state.put('vpc', { ...vpc, region: 'cn-hangzhou' })
    })
    const { added, left } = await clone({ vpcId })
    expect(peers(added)).toEqual(['pl-1'])
    expect(reasons(left)).toEqual({ 'sgr-1': 'peerGroupInOtherVpc' })
  })

  test('T7: from classic to VPC both lists become one, and what is there twice comes once', async () => {
    await putGroup(api, 'sg-old', { vpcId: null })
    await putRule(api, 'sg-old', 'sgr-1', { nic: 'internet', peer: CIDR('1.2.3.4/32') })
    await putRule(api, 'sg-old', 'sgr-2', { nic: 'intranet', peer: CIDR('1.2.3.4/32') })
    await putRule(api, 'sg-old', 'sgr-3', { nic: 'intranet', peer: CIDR('10.0.0.1/32') })
    const created = await api.newGroup({ name: 'place' })
    const { vpcId } = (await api.ok('GET', `/groups/${created}`)).group
    const { added, left } = await clone({ vpcId }, 'sg-old')
    expect(added.map(({ peer, nic }: Shown) => `${peer} ${nic}`)).toEqual([
      '1.2.3.4/32 intranet',
      '10.0.0.1/32 intranet',
    ])
    expect(reasons(left)).toEqual({ 'sgr-2': 'copyRepeated' })
  })

  test('T7: from VPC to classic private peers go to the intranet, where only single addresses may stand', async () => {
    await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('0.0.0.0/0') })
    await putRule(api, 'sg-a', 'sgr-2', { peer: CIDR('10.0.0.7/32') })
    await putRule(api, 'sg-a', 'sgr-3', { peer: CIDR('10.0.0.0/8') })
    await putRule(api, 'sg-a', 'sgr-4', { peer: PREFIXES })
    const { group, added, left } = await clone({ vpcId: null })
    expect(group.network).toBe('classic')
    expect(added.map(({ peer, nic }: Shown) => `${peer} ${nic}`)).toEqual([
      '0.0.0.0/0 internet',
      '10.0.0.7/32 intranet',
    ])
    expect(reasons(left)).toEqual({ 'sgr-3': 'intranetPeerTooWide', 'sgr-4': 'notInClassicNetwork' })
  })

  test('the clone of a managed group is its owner’s own', async () => {
    await putGroup(api, 'sg-m', { managed: true, deletionProtection: true })
    expect((await clone({}, 'sg-m')).group).toMatchObject({ managed: false, deletionProtection: false })
  })

  test('reasons come in the language of the caller', async () => {
    await putRule(api, 'sg-a', 'sgr-1', { peer: GROUP('sg-b') })
    const body = { region: 'cn-beijing' }
    const { left } = await api.ok('POST', '/groups/sg-a/clone', { body, language: 'zh-CN' })
    expect(left[0].reason.text).toBe('安全组 `sg-b` 不能跨地域使用')
  })
})

describe('restore', () => {
  const restore = (body: object, query = {}) =>
    api.ok('POST', '/groups/sg-a/restore', { body: { from: 'sg-b', mode: 'full', ...body }, query })
  const rulesOf = async (group: string): Promise<readonly Shown[]> =>
    (await api.ok('GET', `/groups/${group}`)).rules

  beforeEach(async () => {
    await putRule(api, 'sg-a', 'sgr-both-a', { peer: CIDR('10.1.0.0/16'), description: 'mine' })
    await putRule(api, 'sg-a', 'sgr-red', { peer: CIDR('10.2.0.0/16') })
    await putRule(api, 'sg-b', 'sgr-both-b', { peer: CIDR('10.1.0.0/16'), description: 'theirs' })
    await putRule(api, 'sg-b', 'sgr-green', { peer: CIDR('10.3.0.0/16'), direction: 'egress' })
  })

  test('T6: a full restore adds the green rules and removes the red ones', async () => {
    const { added, surplus, left } = await restore({})
    expect(peers(added)).toEqual(['10.3.0.0/16'])
    expect(surplus.map(({ id }: Shown) => id)).toEqual(['sgr-red'])
    expect(left).toEqual([])
    const rules = await rulesOf('sg-a')
    expect(peers(rules).sort()).toEqual(peers(await rulesOf('sg-b')).sort())
    // T3: the description does not count, so that the rule is the same and stays untouched.
    expect(rules).toContainEqual(expect.objectContaining({ id: 'sgr-both-a', description: 'mine' }))
  })

  test('T6: a partial restore adds the green rules and only shows the red ones', async () => {
    const { added, surplus } = await restore({ mode: 'partial' })
    expect(peers(added)).toEqual(['10.3.0.0/16'])
    expect(surplus.map(({ id }: Shown) => id)).toEqual(['sgr-red'])
    expect((await rulesOf('sg-a')).map(({ id }) => id)).toContain('sgr-red')
  })

  test('T6: done once more, nothing is left to do', async () => {
    await restore({})
    expect(await restore({})).toMatchObject({ added: [], surplus: [], changes: [] })
  })

  test('T6: rules of the system are listed, and made at 100 when asked for', async () => {
    await putRule(api, 'sg-b', 'sgr-system', { precedence: 110, system: true, peer: CIDR('0.0.0.0/0') })
    const { left } = await restore({})
    expect(reasons(left)).toEqual({ 'sgr-system': 'systemRuleNotCopied' })
    expect((await restore({ systemRulesAt100: true })).added).toMatchObject([
      { priority: 100, peer: '0.0.0.0/0', system: false },
    ])
    expect(await restore({ systemRulesAt100: true })).toMatchObject({ added: [], surplus: [], left: [] })
  })

  test('T6: a rule that names the group itself cannot be made there', async () => {
    await putRule(api, 'sg-b', 'sgr-peer', { peer: GROUP('sg-a') })
    expect(reasons((await restore({})).left)).toEqual({ 'sgr-peer': 'peerGroupIsItself' })
  })

  test('the preview is what then happens', async () => {
    const foreseen = await restore({}, { dryRun: 'true' })
    expect(await rulesOf('sg-a')).toHaveLength(2)
    const done = await restore({})
    const bare = (changes: object) => JSON.stringify(changes).replace(/sgr-(?:new)?\d+/g, 'sgr')
    expect(bare(done.changes)).toBe(bare(foreseen.changes))
  })

  test.each([
    ['itself', 'sg-a', {}, 'restoreFromItself'],
    ['a group of another region', 'sg-x', { region: 'cn-beijing' }, 'restoreFromOtherRegion'],
    ['a classic group', 'sg-x', { vpcId: null }, 'restoreFromOtherNetwork'],
    ['no group at all', 'sg-none', {}, 'groupNotFound'],
  ])('T6: not from %s', async (_, from, change, code) => {
    if (from === 'sg-x') await putGroup(api, 'sg-x', change)
    const reply = await api.call('POST', '/groups/sg-a/restore', { body: { from, mode: 'full' } })
    expect(reply.body.code).toBe(code)
  })

  test('T4: too many rules, and nothing is restored', async () => {
    await api.ok('PUT', '/quotas/rulesPerEni', { body: { maximum: 2 } })
    await putRule(api, 'sg-b', 'sgr-green-2', { peer: CIDR('10.4.0.0/16') })
    const body = { from: 'sg-b', mode: 'partial' }
    const reply = await api.call('POST', '/groups/sg-a/restore', { body })
    expect(reply.body).toMatchObject({ code: 'tooManyRules', limit: { name: 'rulesPerEni', maximum: 2 } })
    expect(await rulesOf('sg-a')).toHaveLength(2)
  })
})

describe('restore from the past', () => {
  const restore = (body: object, query = {}) =>
    api.ok('POST', '/groups/sg-a/restore', { body: { mode: 'full', ...body }, query })
  const rulesOf = async (): Promise<readonly Shown[]> => (await api.ok('GET', '/groups/sg-a')).rules

  test('T6: rules become those of an earlier revision; what did not change keeps its identity', async () => {
    await putRule(api, 'sg-a', 'sgr-kept', { peer: CIDR('10.1.0.0/16') })
    await putRule(api, 'sg-a', 'sgr-gone', { peer: CIDR('10.2.0.0/16') })
    await putRule(api, 'sg-b', 'sgr-other', { peer: CIDR('10.9.0.0/16') })
    const { revision } = api.store
    await api.ok('DELETE', '/groups/sg-a/rules', { query: { ids: 'sgr-gone' } })
    await putRule(api, 'sg-a', 'sgr-new', { peer: CIDR('10.3.0.0/16') })
    const { added, surplus, left } = await restore({ revision }, { dryRun: 'true' })
    expect([peers(added), peers(surplus), left]).toEqual([['10.2.0.0/16'], ['10.3.0.0/16'], []])
    await restore({ revision })
    const rules = await rulesOf()
    expect(peers(rules).sort()).toEqual(['10.1.0.0/16', '10.2.0.0/16'])
    expect(rules.map(({ id }) => id)).toContain('sgr-kept')
    expect(await restore({ revision })).toMatchObject({ added: [], surplus: [], changes: [] })
  })

  test('T6: a rule changed since comes back as it was', async () => {
    await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('10.1.0.0/16') })
    const { revision } = api.store
    await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('0.0.0.0/0') })
    await restore({ revision })
    expect(peers(await rulesOf())).toEqual(['10.1.0.0/16'])
  })

  test('a group that was not there yet is not emptied; a revision that is not there is refused', async () => {
    const { revision } = api.store
    await putGroup(api, 'sg-late')
    await putRule(api, 'sg-late', 'sgr-1')
    const ask = (of: string, body: object) =>
      api.call('POST', `/groups/${of}/restore`, { body: { mode: 'full', ...body } })
    expect((await ask('sg-late', { revision })).status).toBe(400)
    expect((await ask('sg-a', { revision: 9_999_999 })).body.error).toContain(
      'there is no revision 9999999 yet',
    )
    expect((await ask('sg-a', {})).body).toMatchObject({ field: 'from' })
    expect((await ask('sg-a', { from: 'sg-b', revision })).body).toMatchObject({ field: 'from' })
    expect((await api.ok('GET', '/groups/sg-late')).rules).toHaveLength(1)
  })
})

describe('restore from a file', () => {
  const restore = (file: string, query = {}) =>
    api.call('POST', '/groups/sg-a/restore-from-file', { body: file, query })
  const exported = async (format: 'json' | 'csv'): Promise<string> =>
    (await api.call('GET', '/groups/sg-a/export', { query: { format } })).text
  const rulesOf = async (): Promise<readonly Shown[]> => (await api.ok('GET', '/groups/sg-a')).rules

  beforeEach(async () => {
    await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('10.1.0.0/16') })
    await putRule(api, 'sg-a', 'sgr-2', { peer: GROUP('sg-b'), direction: 'egress' })
    await putRule(api, 'sg-a', 'sgr-system', { precedence: 110, system: true, peer: CIDR('0.0.0.0/0') })
  })

  test.each(['json', 'csv'] as const)(
    'T6: what was exported as %s is no change, rules of the system included',
    async (format) => {
      const { body } = await restore(await exported(format))
      expect(body).toMatchObject({ added: [], surplus: [], left: [], refused: [], changes: [] })
    },
  )

  test('T6: in full the rules become those of the file, in part only what is missing comes', async () => {
    const file = await exported('csv')
    await api.ok('DELETE', '/groups/sg-a/rules', { query: { ids: 'sgr-2' } })
    await putRule(api, 'sg-a', 'sgr-3', { peer: CIDR('10.3.0.0/16') })
    const partial = await restore(file, { mode: 'partial', dryRun: 'true' })
    expect([peers(partial.body.added), peers(partial.body.surplus)]).toEqual([['sg-b'], ['10.3.0.0/16']])
    await restore(file)
    expect((await rulesOf()).map(({ peer }) => peer).sort()).toEqual(['0.0.0.0/0', '10.1.0.0/16', 'sg-b'])
  })

  test('a row that is no rule stops it, unless the good ones are asked for; an empty file always does', async () => {
    const file = (await exported('csv')).replace('10.1.0.0/16', '10.1.0.0/99')
    const foreseen = await restore(file, { dryRun: 'true' })
    expect(foreseen.body.refused).toMatchObject([{ row: expect.any(Number) }])
    expect((await restore(file)).body.code).toBe('importRefused')
    expect(await rulesOf()).toHaveLength(3)
    const kept = await restore(file, { keepGood: 'true' })
    expect(peers(kept.body.surplus)).toEqual(['10.1.0.0/16'])
    const [head = ''] = file.split('\r\n')
    expect((await restore(head)).body.code).toBe('fileUnreadable')
  })

  test('rules that name groups do not come from another region', async () => {
    const file = await exported('csv')
    await api.ok('DELETE', '/groups/sg-a/rules', { query: { ids: 'sgr-2' } })
    const { body } = await restore(file, {
      dryRun: 'true',
      fileName: 'ecs_sgRule_sg-a_cn-beijing_2020-01-20.csv',
    })
    expect(body.refused).toMatchObject([{ reason: { code: 'cannotCrossRegions' } }])
  })
})
