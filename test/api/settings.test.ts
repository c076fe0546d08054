// Settings of the installation and of one account, VPCs that accounts share.

import { expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { ACCOUNT, addAccount } from '../aliyun/client.ts'
import { vpcWith } from '../packets/resources.ts'
import { createTestApi, REGION } from './client.ts'

const DEFAULTS = {
  innerAccess: 'before-rules',
  enterpriseRules: 'modern',
  defaultRulePriority: 110,
  defaultGroupWeb: false,
  sequenceLimits: 'modern',
  failsafe: [],
}

test('settings: the defaults, a change of some, a preview of others, a value that does not exist', async () => {
  const api = await createTestApi()
  expect(await api.ok('GET', '/settings')).toEqual(DEFAULTS)
  const change = { innerAccess: 'after-rules', defaultRulePriority: 100 }
  expect(await api.ok('PATCH', '/settings', { body: change })).toMatchObject({ ...DEFAULTS, ...change })
  const preview = await api.ok('PATCH', '/settings', {
    query: { dryRun: 'true' },
    body: { enterpriseRules: '2019' },
  })
  expect(preview).toMatchObject({ dryRun: true, enterpriseRules: '2019' })
  expect(await api.ok('GET', '/settings')).toEqual({ ...DEFAULTS, ...change })
  const refused = await api.call('PATCH', '/settings', { body: { enterpriseRules: '2018' } })
  expect(refused).toMatchObject({ status: 400, body: { field: 'enterpriseRules' } })
  const priority = await api.call('PATCH', '/settings', { body: { defaultRulePriority: 1 } })
  expect(priority.body).toMatchObject({ field: 'defaultRulePriority', hint: 'expected one of 100, 110' })
})

test('S5: the failsafe list is written in one way, and shown in the status', async () => {
  const api = await createTestApi()
  const set = (failsafe: readonly string[]) => api.call('PATCH', '/settings', { body: { failsafe } })
  const { body } = await set(['tcp/22@10.1.2.3/8', 'udp/51820@2001:DB8::/32', 'tcp/22@10.0.0.0/8'])
  expect(body.failsafe).toEqual(['tcp/22@10.0.0.0/8', 'udp/51820@2001:db8::/32'])
  expect(api.store.get('policySettings', 'policy')?.failsafe).toHaveLength(2)
  for (const wrong of [
    'tcp/22',
    'tcp/0@10.0.0.0/8',
    'tcp/65536@10.0.0.0/8',
    'icmp/1@10.0.0.0/8',
    'tcp/22@10/8',
  ]) {
    expect(await set([wrong])).toMatchObject({ status: 400, body: { field: 'failsafe.0', value: wrong } })
  }
  expect((await set(Array.from({ length: 33 }, (_, at) => `tcp/${at + 1}@10.0.0.0/8`))).status).toBe(400)
  expect((await set([])).body.failsafe).toEqual([])
})

test('S3 K1: mail and the classic network are given to one account', async () => {
  const api = await createTestApi()
  const account = (body: object, id: string = ACCOUNT) => api.call('PATCH', `/accounts/${id}`, { body })
  expect((await account({ smtpReleased: true })).body).toMatchObject({
    accountId: ACCOUNT,
    smtpReleased: true,
    classicNetwork: false,
  })
  await account({ classicNetwork: true })
  expect(api.store.get('account', ACCOUNT)).toMatchObject({ smtpReleased: true, classicNetwork: true })
  const group = await api.newGroup()
  expect(api.store.get('securityGroup', group)?.vpcId).toBeNull()
  expect((await account({ smtpReleased: true }, '42')).body.code).toBe('accountNotFound')
  const shown = { accountId: ACCOUNT, smtpReleased: true, classicNetwork: true }
  expect(await api.ok('GET', '/account')).toMatchObject(shown)
  await addAccount(api.store, asId('42'), asId('LTAI-other'), 'secret')
  expect(await api.ok('GET', '/account', { account: '42' })).toMatchObject({ smtpReleased: false })
})

test('images of its own are said of one account', async () => {
  const api = await createTestApi()
  const set = (images: readonly string[]) => api.call('PATCH', `/accounts/${ACCOUNT}`, { body: { images } })
  expect((await api.ok('GET', '/account')).images).toEqual([])
  expect((await set(['m-bp1a', 'm-bp1b', 'm-bp1a'])).body.images).toEqual(['m-bp1a', 'm-bp1b'])
  for (const bad of ['', 'no image', 'x', '-m', 'm/1'])
    expect((await set([bad])).body).toMatchObject({ code: 'fieldMalformed', field: 'images.0' })
  expect((await api.ok('GET', '/account')).images).toEqual(['m-bp1a', 'm-bp1b'])
  expect((await set([])).body.images).toEqual([])
})

test('G5: a VPC is shared with an account that exists, and taken back', async () => {
  const api = await createTestApi()
  await addAccount(api.store, asId('42'), asId('LTAI-other'), 'secret')
  const own = vpcWith('vpc-a', { accountId: ACCOUNT, region: REGION })
  await api.store.transact((state) => state.put('vpc', own))
  const share = (method: string, vpc: string, account: string) =>
    api.call(method, `/vpcs/${vpc}/shares/${account}`)
  const theirs = () =>
    api.call('POST', '/groups', {
      account: '42',
      body: { region: REGION, name: 'theirs', vpcId: 'vpc-a' },
    })
  expect((await theirs()).body.code).toBe('vpcNotFound')
  expect((await share('PUT', 'vpc-a', '42')).body).toMatchObject({ vpcId: 'vpc-a', sharedWith: ['42'] })
  expect((await share('PUT', 'vpc-a', '42')).body.sharedWith).toEqual(['42'])
  expect((await theirs()).status).toBe(200)
  expect((await share('DELETE', 'vpc-a', '42')).body.sharedWith).toEqual([])
  expect((await theirs()).body.code).toBe('vpcNotFound')
  expect((await share('PUT', 'vpc-none', '42')).body.code).toBe('vpcNotFound')
  expect((await share('PUT', 'vpc-a', '43')).body.code).toBe('accountNotFound')
})
