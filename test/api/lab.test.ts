// The lab: a small world made in one step, taken away in one, leaving everything else alone.

import { expect, test } from 'vitest'
import { createTestApi } from './client.ts'

test('it comes whole with its groups and instances, and goes without a trace', async () => {
  const api = await createTestApi()
  const own = await api.newGroup({ name: 'mine' })
  const before = api.store.count('securityGroup')
  const preview = await api.ok('POST', '/lab', { query: { dryRun: 'true' } })
  expect(preview.instances).toHaveLength(4)
  expect(api.store.count('instance')).toBe(0)
  const lab = await api.ok('POST', '/lab')
  expect(lab.groups.map((group: { name: string }) => group.name)).toEqual(['lab-web', 'lab-app', 'lab-db'])
  expect([api.store.count('instance'), api.store.count('eip')]).toEqual([4, 2])
  const [web, app] = lab.instances
  const { items } = await api.ok('GET', '/diagnose', { query: { from: web, to: `${lab.instances[2]}:8080` } })
  expect(items[0].action).toBe('accept')
  expect(app).not.toBe(web)
  await api.ok('DELETE', '/lab')
  const left = ['instance', 'eni', 'eip', 'vSwitch', 'prefixList', 'rule'] as const
  expect(left.map((kind) => api.store.count(kind))).toEqual([0, 0, 0, 0, 0, 0])
  expect([api.store.count('securityGroup'), api.store.get('securityGroup', own)?.name]).toEqual([
    before,
    'mine',
  ])
})
