// The way of a call: what reads may not do, what dry runs leave behind, what a repeated token gets.

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Fault, FaultError } from '../core/model/faults.ts'
import { type AccountId, asId } from '../core/model/ids.ts'
import { openStore } from '../store/index.ts'
import type { Store } from '../store/store.ts'
import type { Call } from './call.ts'
import type { ClientToken } from './clientToken.ts'
import { perform } from './pipeline.ts'

const HOUR = 3_600_000
const accountId = asId<AccountId>('1')
let store: Store
let now = 0
let made = 0
const ids = { next: (prefix: string) => `${prefix}-${++made}` }

beforeEach(async () => {
  store = await openStore('memory:')
  now = 0
  made = 0
})

/** Writes one document and answers with its id. */
function create({ state, ids: source }: Call) {
  const id = asId<AccountId>(source.next('acc', ''))
  state.put('account', { id, cloud: 'aliyun', name: '', smtpReleased: false, createdAt: 0 })
  return { id }
}

interface Options {
  readonly token?: ClientToken
  readonly dryRun?: boolean
  readonly effect?: 'read' | 'write'
  readonly run?: (call: Call) => object
}

const go = ({ token, dryRun = false, effect = 'write', run = create }: Options = {}) =>
  perform(
    { store, now: () => now, ids },
    { accountId, permission: 'x:Y', effect, dryRun, token: token ?? null, run },
  )

const faultOf = (work: Promise<unknown>): Promise<Fault['name'] | unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof FaultError ? error.fault.name : error),
  )

test('a write is one revision, a read none', async () => {
  expect(await go()).toEqual({ value: { id: 'acc-1' }, revision: 1 })
  const read = await go({ effect: 'read', run: ({ state }) => ({ count: state.count('account') }) })
  expect(read).toEqual({ value: { count: 1 }, revision: 1 })
})

test('a reading call cannot write', async () => {
  await expect(go({ effect: 'read' })).rejects.toThrow('must not put')
  expect(store.revision).toBe(0)
})

test('a dry run runs in full and leaves nothing', async () => {
  expect(await faultOf(go({ dryRun: true }))).toBe('dryRunPassed')
  expect([store.revision, store.count('account'), made]).toEqual([0, 0, 1])
  const failing = () => {
    throw new FaultError({ name: 'vpcNotFound', vpcId: 'v' } as Fault)
  }
  expect(await faultOf(go({ dryRun: true, run: failing }))).toBe('vpcNotFound')
})

test('the caller is asked for before anything runs', async () => {
  const run = vi.fn(create)
  const refused = perform(
    {
      store,
      now: () => now,
      ids,
      authorise: ({ permission }) => {
        throw new Error(`no ${permission}`)
      },
    },
    { accountId, permission: 'x:Y', effect: 'write', dryRun: true, token: null, run },
  )
  await expect(refused).rejects.toThrow('no x:Y')
  expect(run).not.toHaveBeenCalled()
})

test('a write waits for the kernel, a read does not', async () => {
  const waited: number[] = []
  const parts = {
    store,
    now: () => now,
    ids,
    waitEnforced: async (revision: number) => waited.push(revision),
  }
  const request = { accountId, permission: 'x:Y', dryRun: false, token: null }
  await perform(parts, { ...request, effect: 'write', run: create })
  await perform(parts, { ...request, effect: 'read', run: () => ({}) })
  expect(waited).toEqual([1])
})

describe('a client token', () => {
  const token = { id: 'Ecs/Create/t', digest: 'd' }

  test('gives the first answer again and writes nothing', async () => {
    const first = await go({ token })
    const again = await go({ token })
    expect(again).toEqual(first)
    expect(store.count('account')).toBe(1)
  })

  test('is refused for another call', async () => {
    await go({ token })
    expect(await faultOf(go({ token: { ...token, digest: 'other' } }))).toBe('clientTokenMismatch')
  })

  test('is not remembered when the call failed', async () => {
    const failing = () => {
      throw new FaultError({ name: 'vpcNotFound', vpcId: 'v' } as Fault)
    }
    expect(await faultOf(go({ token, run: failing }))).toBe('vpcNotFound')
    expect((await go({ token })).value).toEqual({ id: 'acc-1' })
  })

  test('belongs to one account and one action', async () => {
    await go({ token })
    expect((await go({ token: { ...token, id: 'Ecs/Other/t' } })).value).toEqual({ id: 'acc-2' })
    const other = await perform(
      { store, now: () => now, ids },
      { accountId: asId('2'), permission: '', effect: 'write', dryRun: false, token, run: create },
    )
    expect(other.value).toEqual({ id: 'acc-3' })
  })

  test('is forgotten after a day, and its document goes with the next ones', async () => {
    await go({ token })
    now = 23 * HOUR
    expect((await go({ token })).value).toEqual({ id: 'acc-1' })
    now = 24 * HOUR
    expect((await go({ token: { id: 'Ecs/Create/u', digest: 'd' } })).value).toEqual({ id: 'acc-2' })
    expect([...store.list('rememberedAnswer')].map((answer) => answer.id)).toEqual(['1/Ecs/Create/u'])
    expect((await go({ token })).value).toEqual({ id: 'acc-3' })
  })

  test('given to many calls at once runs once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => go({ token })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.value))).size).toBe(1)
    expect(store.count('account')).toBe(1)
  })
})
