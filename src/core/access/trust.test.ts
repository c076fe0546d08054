// Trust policies: who is named, and that nothing is guessed.

import { expect, test } from 'vitest'
import { type Asker, parseTrust, trusts, trustsService } from './trust.ts'

const document = (...statements: readonly object[]) => JSON.stringify({ Version: '1', Statement: statements })
const trust = (Principal: unknown, more: object = {}) =>
  parseTrust(document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...more }))
const asker = (accountId: string, more: Partial<Asker> = {}): Asker => ({
  accountId,
  role: null,
  externalId: null,
  ...more,
})

test.each([
  ['acs:ram::1:root', asker('1'), true],
  ['acs:ram::1:root', asker('1', { role: 'reader' }), true],
  ['acs:ram::1:root', asker('2'), false],
  ['acs:ram::1:role/reader', asker('1', { role: 'reader' }), true],
  ['acs:ram::1:role/reader', asker('1', { role: 'writer' }), false],
  ['acs:ram::1:role/reader', asker('1'), false],
  ['acs:ram::1:user/alice', asker('1'), false],
  ['*', asker('1'), false],
])('%s and %o: %s', (principal, who, expected) => {
  expect(trusts(trust({ RAM: [principal] }) ?? [], who)).toBe(expected)
})

test('a deny goes before every allow', () => {
  const both = parseTrust(
    document(
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1:root' } },
      { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1:role/guest' } },
    ),
  )
  expect(trusts(both ?? [], asker('1', { role: 'guest' }))).toBe(false)
  expect(trusts(both ?? [], asker('1', { role: 'reader' }))).toBe(true)
})

test('an external id must be said where one is asked for', () => {
  const asked = trust(
    { RAM: 'acs:ram::1:root' },
    { Condition: { StringEquals: { 'sts:ExternalId': 'abc' } } },
  )
  expect(trusts(asked ?? [], asker('1'))).toBe(false)
  expect(trusts(asked ?? [], asker('1', { externalId: 'abd' }))).toBe(false)
  expect(trusts(asked ?? [], asker('1', { externalId: 'abc' }))).toBe(true)
})

test('services', () => {
  const service = trust({ Service: ['ecs.aliyuncs.com'] }) ?? []
  expect(trustsService(service, 'ecs.aliyuncs.com')).toBe(true)
  expect(trustsService(service, 'fc.aliyuncs.com')).toBe(false)
  expect(trusts(service, asker('1'))).toBe(false)
})

test.each([
  ['no principal', trust(undefined)],
  ['an empty principal', trust({})],
  ['a principal of an unknown kind', trust({ AWS: 'x' })],
  ['another action', trust({ RAM: 'acs:ram::1:root' }, { Action: 'ecs:*' })],
  ['a condition of another kind', trust({ RAM: 'acs:ram::1:root' }, { Condition: { IpAddress: {} } })],
  [
    'a condition beside it',
    trust(
      { RAM: 'acs:ram::1:root' },
      { Condition: { StringEquals: { 'sts:ExternalId': 'a', 'acs:SourceIp': 'b' } } },
    ),
  ],
  ['a resource', trust({ RAM: 'acs:ram::1:root' }, { Resource: '*' })],
])('%s: no trust policy', (_, parsed) => expect(parsed).toBeUndefined())
