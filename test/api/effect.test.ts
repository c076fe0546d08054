// Previews tell what a change does to packets: opened, closed, why before and after, with witnesses.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, PREFIXES, put, putEni, putGroup, putLists, putRule } from './world.ts'

let api: TestApi
const dry = { dryRun: 'true' }

beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-db', { innerAccess: 'drop' })
  await putEni(api, 'eni-db', ['sg-db'])
})

describe('the effect of a change', { timeout: 60_000 }, () => {
  test('a rule that opens a port is told with who gains it and by which rule', async () => {
    const body = { direction: 'ingress', services: 'tcp/3306', peers: ['10.8.0.0/16'], action: 'accept' }
    const { effect, revision } = await api.ok('POST', '/groups/sg-db/rules', { body, query: dry })
    expect(effect).toMatchObject({ closes: [], cuts: null, undecided: 0, left: 0, compared: 1, closed: '0' })
    expect(effect.opens).toHaveLength(1)
    expect(effect.opens[0]).toMatchObject({
      direction: 'ingress',
      enis: ['eni-db'],
      eniCount: 1,
      text: ['10.8.0.0/16 → 10.0.0.5, tcp 3306'],
      before: { kind: 'default' },
      after: { kind: 'rule' },
    })
    // 65,536 addresses and as many source ports.
    expect(effect.opens[0].packets).toBe(String(65_536 * 65_536))
    expect(effect.opens[0].witness).toMatch(/^tcp 10\.8\.\d+\.\d+:\d+ > 10\.0\.0\.5:3306$/)
    expect(api.store.revision).toBe(revision)
  })

  test('P3: a rule that changes no verdict opens and closes nothing', async () => {
    await putRule(api, 'sg-db', 'sgr-all', { peer: CIDR('10.0.0.0/8') })
    const body = { direction: 'ingress', services: 'ssh', peers: ['10.8.0.0/16'], action: 'accept' }
    const { effect, changes } = await api.ok('POST', '/groups/sg-db/rules', { body, query: dry })
    expect(changes).toHaveLength(1)
    expect(effect).toMatchObject({ opens: [], closes: [], opened: '0', undecided: 0 })
  })

  test('P5: entries of a prefix list reach whoever names it; removal closes', async () => {
    await putLists(api)
    await putRule(api, 'sg-db', 'sgr-list', { peer: PREFIXES })
    const body = { remove: ['10.1.0.0/16'] }
    const { effect } = await api.ok('PATCH', '/prefix-lists/pl-1', { body, query: dry })
    expect(effect.closes[0]).toMatchObject({ enis: ['eni-db'], before: { rule: { ruleId: 'sgr-list' } } })
    expect(effect.opens).toEqual([])
  })

  test('G1: whoever joins a group gains what rules that name the group give', async () => {
    await putGroup(api, 'sg-web', { innerAccess: 'drop' })
    const accountId = api.store.get('securityGroup', 'sg-web')?.accountId
    await putRule(api, 'sg-db', 'sgr-web', { peer: { kind: 'group', groupId: 'sg-web', accountId } as never })
    await putEni(api, 'eni-web', ['sg-db'])
    const eni = api.store.get('eni', 'eni-web')
    if (eni === undefined) throw new Error('no ENI')
    await put(api, 'eni', { ...eni, primaryAddress: '10.0.0.9' })
    const body = { groups: ['sg-web'] }
    const { effect } = await api.ok('PUT', '/enis/eni-web/groups', { body, query: dry })
    const gained = effect.opens.find((part: { enis: string[] }) => part.enis.includes('eni-db'))
    expect(gained).toMatchObject({ direction: 'ingress', text: ['10.0.0.9 → 10.0.0.5, tcp 22'] })
  })

  test('what concerns no packet has no effect, and asks nobody', async () => {
    const { effect } = await api.ok('PATCH', '/groups/sg-db', { body: { name: 'database' }, query: dry })
    expect(effect).toMatchObject({ opens: [], closes: [], opened: '0', closed: '0', undecided: 0 })
  })
})
