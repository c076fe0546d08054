// VPCs at the own API: their blocks, vSwitches, and how much stands in them.

import { expect, test } from 'vitest'
import { createTestApi, REGION } from './client.ts'

test('the VPC that the first group made, with what stands in it; of one region where one is named', async () => {
  const api = await createTestApi()
  expect((await api.ok('GET', '/vpcs')).items).toEqual([])
  await api.newGroup()
  await api.newGroup({ name: 'second' })
  const { items } = await api.ok('GET', '/vpcs')
  expect(items).toMatchObject([{ region: REGION, isDefault: true, groups: 2 }])
  expect(items[0].cidrs[0]).toMatch(/^\d+\.\d+\.\d+\.\d+\/\d+$/)
  expect((await api.ok('GET', '/vpcs', { query: { region: 'cn-beijing' } })).items).toEqual([])
  await api.ok('POST', '/accounts', { body: { name: 'second' } })
  expect((await api.ok('GET', '/vpcs', { account: 'second' })).items).toEqual([])
})
