// Analysis threads: they follow the state, answer in time or not at all, and keep nobody else waiting.

import { afterEach, describe, expect, test } from 'vitest'
import { AnalysisThread } from '../../src/server/analysis/thread.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import { fill } from './denseState.ts'

let thread: AnalysisThread | undefined
afterEach(async () => {
  await thread?.close()
})

const threadOn = (store: Store): AnalysisThread => {
  thread = new AnalysisThread(store)
  return thread
}

describe('an analysis thread', { timeout: 120_000 }, () => {
  test('sees whatever was committed before it was asked', async () => {
    const store = await openStore('memory:')
    await fill(store, { groups: 3, rulesPerGroup: 2, enis: 6 })
    const asked = threadOn(store)
    for (let n = 0; n < 5; n++) {
      await store.transact((state) => {
        const eni = state.get('eni', 'eni-0')
        if (eni !== undefined)
          state.put('eni', { ...eni, id: `eni-late-${n}` as never, primaryAddress: `10.9.0.${n + 1}` })
      })
      const input = { end: 'any', service: 'tcp/1', side: 'to', limit: 1 } as const
      const answered = await asked.ask('reach', input, { budget: 20_000 })
      expect(answered).toMatchObject({ kind: 'answered', revision: store.revision, value: { meant: 7 + n } })
    }
  })

  test('what takes too long is undecided, and the next question is answered', async () => {
    const store = await openStore('memory:')
    await fill(store, { groups: 150, rulesPerGroup: 60, enis: 600 })
    const asked = threadOn(store)
    const hard = await asked.ask('prove', { claim: 'any !-> any tcp/65535' }, { budget: 1 })
    expect(hard.kind === 'undecided' || (hard.kind === 'answered' && hard.value.result === 'undecided')).toBe(
      true,
    )
    const next = await asked.ask('prove', { claim: 'internet !-> eni-1' }, { budget: 20_000 })
    expect(next).toMatchObject({ kind: 'answered', value: { result: 'holds' } })
  })

  test('who no longer waits ends the work', async () => {
    const store = await openStore('memory:')
    await fill(store, { groups: 150, rulesPerGroup: 60, enis: 600 })
    const asked = threadOn(store)
    const gone = new AbortController()
    const waiting = asked.ask(
      'audit',
      { groups: [], accountId: null, hits: { since: '', packets: [] } },
      { budget: 60_000, signal: gone.signal },
    )
    const behind = asked.ask('prove', { claim: 'internet !-> eni-1' }, { budget: 20_000 })
    setTimeout(() => gone.abort(), 300)
    expect(await waiting).toEqual({ kind: 'undecided', reason: 'cancelled' })
    expect(await behind).toMatchObject({ kind: 'answered' })
    expect(
      await asked.ask('prove', { claim: 'x' }, { budget: 1, signal: AbortSignal.abort() }),
    ).toMatchObject({
      reason: 'cancelled',
    })
  })

  test('a heavy question leaves the event loop free', async () => {
    const store = await openStore('memory:')
    await fill(store, { groups: 150, rulesPerGroup: 60, enis: 600 })
    const asked = threadOn(store)
    await asked.ask('prove', { claim: 'internet !-> eni-1' }, { budget: 20_000 })
    let isDone = false
    const heavy = asked
      .ask('audit', { groups: [], accountId: null, hits: { since: '', packets: [] } }, { budget: 3_000 })
      .then(() => {
        isDone = true
      })
    let turns = 0
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve))
      turns++
    }
    await heavy
    // On one thread there would have been none in between.
    expect(turns).toBeGreaterThan(50)
  })

  test('errors come back as what they are', async () => {
    const store = await openStore('memory:')
    const asked = threadOn(store)
    await expect(asked.ask('prove', { claim: 'nonsense' }, { budget: 5_000 })).rejects.toMatchObject({
      name: 'QuestionError',
      key: 'prove.malformed',
    })
    await expect(
      asked.ask('diffGroups', { left: 'sg-x', right: 'sg-y' }, { budget: 5_000 }),
    ).rejects.toMatchObject({ fault: { name: 'groupNotFound' } })
    await asked.close()
    expect(await asked.ask('prove', { claim: 'x' }, { budget: 1 })).toEqual({
      kind: 'undecided',
      reason: 'closed',
    })
  })
})
