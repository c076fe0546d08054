// The replica never shows half a snapshot and never lets a gap pass.

import { expect, test } from 'vitest'
import { account } from '../../test/store/bodies.ts'
import type { Write } from '../core/model/resources.ts'
import type { StateEvent } from './messages.ts'
import { FeedGapError, FeedReplica } from './replica.ts'

const put = (id: string): Write => ({ kind: 'account', id, body: account(id) })
const gone = (id: string): Write => ({ kind: 'account', id, body: null })
const snapshot = (first: boolean, ...writes: Write[]): StateEvent => ({ kind: 'snapshot', first, writes })
const inSync = (revision: number, identity = 'one'): StateEvent => ({ kind: 'inSync', identity, revision })
const change = (revision: number, ...writes: Write[]): StateEvent => ({ kind: 'change', revision, writes })
const ids = (replica: FeedReplica): string[] => [...replica.state.list('account')].map((one) => one.id)

function replicaWith(...events: StateEvent[]): FeedReplica {
  const replica = new FeedReplica()
  for (const event of events) replica.apply(event)
  return replica
}

test('nothing is there until the first snapshot is whole', () => {
  const replica = new FeedReplica()
  expect([snapshot(true, put('a')), snapshot(false, put('b'))].map((one) => replica.apply(one))).toEqual([
    false,
    false,
  ])
  expect([replica.inSync, replica.revision, ids(replica)]).toEqual([false, 0, []])
  expect(replica.apply(inSync(7))).toBe(true)
  expect([replica.inSync, replica.identity, replica.revision, ids(replica)]).toEqual([
    true,
    'one',
    7,
    ['a', 'b'],
  ])
})

test('a later snapshot replaces everything at once, and only when it is whole', () => {
  const replica = replicaWith(snapshot(true, put('a')), inSync(7), snapshot(true, put('b')))
  expect([replica.revision, ids(replica)]).toEqual([7, ['a']])
  // The connection broke here; the next one begins anew.
  replica.apply(snapshot(true, put('c')))
  replica.apply(inSync(3, 'two'))
  expect([replica.identity, replica.revision, ids(replica)]).toEqual(['two', 3, ['c']])
})

test('changes follow one another; an empty one moves the revision', () => {
  const replica = replicaWith(snapshot(true, put('a')), inSync(7), change(8, put('b'), gone('a')), change(9))
  expect([replica.revision, ids(replica)]).toEqual([9, ['b']])
  expect(replica.apply(inSync(9))).toBe(false)
})

test.each([
  { what: 'a change before any snapshot', events: [change(1)] },
  { what: 'a skipped revision', events: [snapshot(true), inSync(7), change(9, put('x'))] },
  { what: 'a repeated revision', events: [snapshot(true), inSync(7), change(7, put('x'))] },
  {
    what: 'a change in the middle of a snapshot',
    events: [snapshot(true), inSync(7), snapshot(true), change(8)],
  },
  { what: 'a snapshot without its beginning', events: [snapshot(false, put('x'))] },
  { what: 'an inSync for a revision that is not here', events: [snapshot(true), inSync(7), inSync(8)] },
  { what: 'an inSync of another identity', events: [snapshot(true), inSync(7), inSync(7, 'two')] },
])('$what is refused and changes nothing', ({ events }) => {
  const replica = replicaWith(...events.slice(0, -1))
  const before = [replica.revision, ids(replica)]
  expect(() => replica.apply(events.at(-1) as StateEvent)).toThrow(FeedGapError)
  expect([replica.revision, ids(replica)]).toEqual(before)
})
