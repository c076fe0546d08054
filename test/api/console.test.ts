// What the console needs of the server: log-in and its limits, sessions, history with authors, the model, the overview.

import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { ensureAdministrator } from '../../src/server/console/administrator.ts'
import { Lockout } from '../../src/server/console/lockout.ts'
import { hashPassword, isPassword, newPassword } from '../../src/server/console/password.ts'
import { Sessions } from '../../src/server/console/sessions.ts'
import { createTestApi, PASSWORD, type TestApi } from './client.ts'
import { putEni, putGroup } from './world.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'menshen-console-'))
const HOUR = 3_600_000

describe('the administrator', { timeout: 30_000 }, () => {
  test('a password is random, its hash tells it from all others', async () => {
    const [one, other] = [newPassword(), newPassword()]
    expect(one).toMatch(/^[a-zA-Z2-9]{20}$/)
    expect(one).not.toBe(other)
    const hash = await hashPassword(one, Buffer.from('salt'))
    expect(hash).not.toContain(one)
    expect([await isPassword(one, hash), await isPassword(other, hash)]).toEqual([true, false])
    expect(await isPassword(one, 'garbage')).toBe(false)
  })

  test('the first start makes a password, the next keeps it, the file may lose it, an edited one ends sessions', async () => {
    const file = join(folder(), 'admin.hash')
    const first = await ensureAdministrator(file, undefined)
    expect(first.newPassword).toBe(first.credentials.password)
    const second = await ensureAdministrator(file, first.credentials)
    expect([second.newPassword, second.changed, second.hash]).toEqual([null, false, first.hash])
    const noted = await ensureAdministrator(file, { user: 'admin' })
    expect([noted.credentials.password, noted.hash]).toEqual([undefined, first.hash])
    const edited = await ensureAdministrator(file, { user: 'admin', password: 'of my own' })
    expect([edited.newPassword, edited.changed]).toEqual([null, true])
    expect(await isPassword('of my own', edited.hash)).toBe(true)
  })
})

describe('sessions', () => {
  test('end after two idle hours, after twelve in any case, and at log-out; only hashes are kept', () => {
    const file = join(folder(), 'sessions.json')
    let now = 0
    const sessions = new Sessions(file, () => now)
    const token = sessions.begin('admin')
    expect(readFileSync(file, 'utf8')).not.toContain(token)
    for (now = HOUR; now < 12 * HOUR; now += HOUR) expect(sessions.use(token)?.user).toBe('admin')
    expect(sessions.use(token)).toBeUndefined()
    const idle = sessions.begin('admin')
    now += 2 * HOUR
    expect(sessions.use(idle)).toBeUndefined()
    const left = sessions.begin('admin')
    sessions.end(left)
    expect(sessions.use(left)).toBeUndefined()
    expect(sessions.use('')).toBeUndefined()
  })

  test('a restart keeps them', () => {
    const file = join(folder(), 'sessions.json')
    const token = new Sessions(file, () => 1).begin('admin')
    expect(new Sessions(file, () => 2).use(token)?.user).toBe('admin')
  })
})

test('after five failures an address waits, longer each time; an hour later it is forgiven', () => {
  let now = 0
  const lockout = new Lockout(() => now)
  for (let count = 0; count < 4; count++) lockout.tried('a')
  expect(lockout.until('a')).toBeNull()
  lockout.tried('a')
  expect([lockout.until('a'), lockout.until('b')]).toEqual([60_000, null])
  now = 60_000
  expect(lockout.until('a')).toBeNull()
  lockout.tried('a')
  expect(lockout.until('a')).toBe(60_000 + 120_000)
  now = 2 * HOUR
  lockout.tried('a')
  expect(lockout.until('a')).toBeNull()
})

describe('over HTTP', { timeout: 30_000 }, () => {
  let api: TestApi
  const login = (body: object, headers: Record<string, string> = { 'x-menshen-console': '1' }) =>
    api.app.request('/api/v1/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const good = { user: 'admin', password: PASSWORD }
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''

  beforeEach(async () => {
    api = await createTestApi()
  })

  test('the right password gives a cookie that scripts and other sites cannot use', async () => {
    const response = await login(good)
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    const cookie = cookieOf(response)
    const ask = (path: string, init: RequestInit = {}) =>
      api.app.request(`/api/v1${path}`, {
        ...init,
        headers: { cookie, host: 'menshen.test', ...init.headers },
      })
    expect((await ask('/groups')).status).toBe(200)
    const change = { method: 'POST', body: JSON.stringify({ region: 'cn-hangzhou', name: 'web' }) }
    expect((await ask('/groups', change)).status).toBe(403)
    const own = { 'x-menshen-console': '1' }
    expect(
      (await ask('/groups', { ...change, headers: { ...own, origin: 'http://evil.test' } })).status,
    ).toBe(403)
    expect(
      (await ask('/groups', { ...change, headers: { ...own, origin: 'http://menshen.test' } })).status,
    ).toBe(200)
    expect((await ask('/logout', { method: 'POST', headers: own })).status).toBe(200)
    expect((await ask('/groups')).status).toBe(401)
    expect(await (await ask('/session')).json()).toEqual({ session: null })
  })

  test('a body that cannot be read is the caller’s mistake, not ours', async () => {
    const send = async (type: string, body: string) => {
      const headers = { 'content-type': type, 'x-menshen-console': '1' }
      const response = await api.app.request('/api/v1/login', { method: 'POST', headers, body })
      return [response.status, ((await response.json()) as { code: string }).code]
    }
    expect(await send('text/plain', JSON.stringify(good))).toEqual([415, 'requestUnreadable'])
    expect(await send('application/json', '{')).toEqual([400, 'requestUnreadable'])
  })

  test('a wrong name or password is refused alike; after five the right one must wait too', async () => {
    for (let count = 0; count < 5; count++) {
      const { status } = await login(count % 2 === 0 ? { ...good, password: 'x' } : { ...good, user: 'root' })
      expect(status).toBe(401)
    }
    const locked = await login(good)
    expect(locked.status).toBe(429)
    expect(await locked.json()).toMatchObject({ code: 'lockedOut', retryAt: '2020-01-20T08:01:00.000Z' })
  })

  test('a log-in that another site sends is refused', async () => {
    expect((await login(good, {})).status).toBe(403)
  })

  test('history tells who did what, with before and after; a filter finds the changes of one group', async () => {
    const id = await api.newGroup()
    const [rule] = await api.addRules(id, { services: 'ssh', peers: ['10.0.0.0/8'] })
    await api.ok('PATCH', `/groups/${id}/rules/${rule.id}`, { body: { service: 'https' } })
    await api.newGroup({ name: 'other' })
    const { items } = await api.ok('GET', '/changes', { query: { resource: id, limit: '2' } })
    expect(items.map((one: { action: string; by: string }) => [one.action, one.by])).toEqual([
      ['menshen:changeRule', 'token'],
      ['menshen:addRules', 'token'],
    ])
    expect(items[0].changes).toMatchObject([
      { kind: 'rule', change: 'changed', before: { ports: '22' }, after: { ports: '443' } },
    ])
    const { next } = await api.ok('GET', '/changes', { query: { limit: '1' } })
    const older = await api.ok('GET', '/changes', { query: { limit: '1', before: String(next) } })
    expect(older.items[0].action).toBe('menshen:changeRule')
  })

  test('the model comes whole, then as what changed; of another store or too new a revision whole again', async () => {
    const id = await putGroup(api, 'sg-1')
    const whole = await api.ok('GET', '/model')
    expect(whole.whole).toBe(true)
    expect(whole.writes.map((write: { id: string }) => write.id)).toContain(id)
    expect(JSON.stringify(whole)).not.toContain('secret')
    await putEni(api, 'eni-1', [id])
    const query = { identity: whole.identity, from: String(whole.revision) }
    const news = await api.ok('GET', '/model', { query })
    expect([news.whole, news.writes.map((write: { id: string }) => write.id)]).toEqual([false, ['eni-1']])
    expect((await api.ok('GET', '/model', { query: { ...query, identity: 'x' } })).whole).toBe(true)
    expect((await api.ok('GET', '/model', { query: { ...query, from: '999' } })).whole).toBe(true)
  })

  test('the overview counts, and names the fullest limit', async () => {
    const id = await putGroup(api, 'sg-1')
    await putEni(api, 'eni-1', [id])
    await api.addRules(id, { services: 'tcp/22,80,443', peers: ['10.0.0.0/8'] })
    const overview = await api.ok('GET', '/overview')
    expect(overview.counts).toMatchObject({ groups: 1, rules: 3, enis: 1 })
    expect(overview.nearest).toContainEqual(
      expect.objectContaining({ limit: 'groupsPerRegion', current: 1, maximum: 100 }),
    )
  })

  test('events tell each change of the account as it happens', async () => {
    const response = await api.app.request('/api/v1/events', { headers: { authorization: 'Bearer token' } })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const next = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await next()).toMatch(/^event: beat/)
    const id = await api.newGroup()
    expect(await next()).toContain(`"kind":"securityGroup","id":"${id}"`)
    await reader.cancel()
  })
})
