// `GET /sessions` without a kernel: what it refuses, and what it says when no host can answer.

import { beforeEach, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})

test('without interfaces there are no sessions', async () => {
  expect(await api.ok('GET', '/sessions')).toEqual({ items: [], total: 0, silent: [] })
})

test.each([
  ['an interface that is not there', { eni: 'eni-none' }, 404, 'eniNotFound'],
  ['a group that is not there', { group: 'sg-none' }, 404, 'groupNotFound'],
  ['a limit out of bounds', { limit: '0' }, 400, 'fieldMalformed'],
  ['a fate that is none', { fate: 'sad' }, 400, 'fieldMalformed'],
  ['a field that is none', { of: 'me' }, 400, 'fieldUnknown'],
])('%s is refused', async (_, query: Record<string, string>, status, code) => {
  const answer = await api.call('GET', '/sessions', { query })
  expect([answer.status, answer.body.code]).toEqual([status, code])
})
