// ClassicLink at the own API: a VPC is opened, classic instances are linked, shown and unlinked, each with a preview.

import { beforeEach, expect, test } from 'vitest'
import { classicNetwork, classicVSwitch } from '../../src/core/model/classic.ts'
import { asId, type EniId, type InstanceId } from '../../src/core/model/ids.ts'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { put, putEni, putGroup } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-old', { vpcId: null })
  const [network, place] = [classicNetwork(REGION, 0), classicVSwitch('intranet', REGION, 0)]
  await put(api, 'vpc', network)
  await put(api, 'vSwitch', place)
  for (const number of [1, 2]) {
    await putEni(api, `eni-${number}`, ['sg-old'])
    const eni = api.store.get('eni', `eni-${number}`)
    if (eni === undefined) throw new Error('no interface')
    const instanceId = asId<InstanceId>(`i-${number}`)
    await put(api, 'eni', {
      ...eni,
      ...{ instanceId, vpcId: network.id, vSwitchId: place.id, nic: 'intranet', kind: 'primary' },
      primaryAddress: `10.0.0.${number}`,
    })
    const { accountId, region, zone } = eni
    await put(api, 'instance', {
      ...{ id: instanceId, accountId, region, zone, name: `old-${number}`, state: 'running' },
      primaryEniId: asId<EniId>(eni.id),
    } as never)
  }
  const vpc = api.store.get('vpc', 'vpc-a')
  if (vpc === undefined) throw new Error('no VPC')
  await put(api, 'vpc', { ...vpc, cidr: '192.168.0.0/16' })
})

const link = (instance: string) => `/vpcs/vpc-a/classic-links/${instance}`
const open = (enabled: boolean) => api.call('PUT', '/vpcs/vpc-a/classic-link', { body: { enabled } })
const links = async (query = {}) => (await api.ok('GET', '/classic-links', { query })).items

test('K3: a preview changes nothing, a link is shown wherever its ends are, and goes', async () => {
  expect((await api.call('PUT', link('i-1'))).body).toMatchObject({ code: 'classicLinkOff' })
  expect((await open(true)).status).toBe(200)
  const preview = await api.ok('PUT', link('i-1'), { query: { dryRun: 'true' } })
  expect(preview.changes).toMatchObject([{ kind: 'eni', change: 'added', after: { classicLink: true } }])
  expect(await links()).toEqual([])
  await api.ok('PUT', link('i-1'))
  await api.ok('PUT', link('i-2'))
  expect(await links({ instanceId: 'i-1' })).toMatchObject([
    { instanceId: 'i-1', vpcId: 'vpc-a', address: '10.0.0.1', groups: ['sg-old'], region: REGION },
  ])
  expect(await links({ vpcId: 'vpc-b' })).toEqual([])
  expect(await links({ region: 'cn-beijing' })).toEqual([])
  const { items } = await api.ok('GET', '/vpcs')
  expect(items.find(({ id }: { id: string }) => id === 'vpc-a')).toMatchObject({
    classicLink: true,
    linked: 2,
  })
  expect((await open(false)).body).toMatchObject({ code: 'classicLinkInUse' })
  await api.ok('DELETE', link('i-1'))
  await api.ok('DELETE', link('i-2'))
  expect((await api.call('DELETE', link('i-2'))).body).toMatchObject({ code: 'linkNotFound' })
  expect((await open(false)).status).toBe(200)
  expect(await links()).toEqual([])
})

test('K3: links come in pages, and those of others are not told', async () => {
  await open(true)
  await api.ok('PUT', link('i-1'))
  await api.ok('PUT', link('i-2'))
  const first = await api.ok('GET', '/classic-links', { query: { limit: '1' } })
  const second = await api.ok('GET', '/classic-links', { query: { limit: '1', after: first.next } })
  expect(new Set([...first.items, ...second.items].map(({ instanceId }) => instanceId)).size).toBe(2)
  expect(second.next).toBeNull()
  await api.ok('POST', '/accounts', { body: { name: 'second' } })
  expect((await api.ok('GET', '/classic-links', { account: 'second' })).items).toEqual([])
  const foreign = await api.call('PUT', link('i-1'), { account: 'second' })
  expect(foreign.body).toMatchObject({ code: 'vpcNotFound' })
})
