// The topology that the browser draws: a part of it shows the same numbers as the whole, folded as far as can be read.

import { beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import {
  type Fold,
  MOST_BUCKETS,
  type Sides,
  type Topology,
  topologyOf,
} from '../../web/src/model/topology.ts'
import { deeperFold } from '../../web/src/pages/topology/folds.ts'
import { serviceOf } from '../../web/src/pages/topology/services.ts'
import { putFleet } from '../browser/fleet.ts'

const ACCOUNT = '1'
let store: Store
beforeAll(async () => {
  store = await openStore('memory:')
  await store.transact((state) => putFleet(state, ACCOUNT))
})

const ask = (fold: Fold, sides: Sides | null = null): Topology =>
  topologyOf(store, {
    ...{ accountId: ACCOUNT, region: '', service: serviceOf('tcp/3306'), family: 4 },
    fold,
    sides,
  })

function cell({ rows, columns, cells }: Topology, from: string, to: string) {
  const place = (side: Topology['rows'], name: string) => side.findIndex((one) => one.name === name)
  return cells[place(rows, from) * columns.length + place(columns, to)]
}

const BY_NAME = (parts: number): Fold => ({ by: 'name', parts })
const groupsOf = (side: Topology['rows'], name: string) => side.find((one) => one.name === name)?.groups ?? []

test('what a cell opens into adds up to the cell', () => {
  const whole = ask(BY_NAME(1))
  expect(whole.rows.map(({ name }) => name)).toEqual(['dev', 'prod', 'stage', 'test'])
  expect(cell(whole, 'stage', 'prod')).toEqual({ reaching: 3 * 20 * 20, pairs: 2500 * 2500 })
  const sides = { from: groupsOf(whole.rows, 'stage'), to: groupsOf(whole.columns, 'prod') }
  const opened = ask(BY_NAME(2), sides)
  expect([opened.rows.length, opened.columns.length, opened.left]).toEqual([25, 25, 0])
  expect(opened.rows.map(({ name }) => name).slice(0, 3)).toEqual(['stage-app1', 'stage-app2', 'stage-app3'])
  expect(cell(opened, 'stage-app7', 'prod-app7')).toEqual({ reaching: 400, pairs: 10_000 })
  const sum = (key: 'reaching' | 'pairs') => opened.cells.reduce((all, one) => all + one[key], 0)
  expect([sum('reaching'), sum('pairs')]).toEqual([1200, 2500 * 2500])
})

test('a cell on the diagonal opens into the same groups on both sides, where nobody reaches itself', () => {
  const whole = ask(BY_NAME(1))
  const prod = groupsOf(whole.rows, 'prod')
  const opened = ask(BY_NAME(2), { from: prod, to: prod })
  expect(opened.rows).toEqual(opened.columns)
  const pairs = opened.cells.reduce((all, one) => all + one.pairs, 0)
  expect(pairs).toBe(cell(whole, 'prod', 'prod')?.pairs)
  expect(pairs).toBe(2500 * 2499)
})

test('groups stand alone as soon as they can be read, before that by more of their names', () => {
  const groups = store.by('securityGroup', 'account', ACCOUNT)
  const named = (start: string) => groups.filter(({ name }) => name.startsWith(start)).map(({ id }) => id)
  const deeper = (from: string, to: string, fold: Fold) =>
    deeperFold(groups, { from: named(from), to: named(to) }, fold)
  expect(deeper('prod', 'stage', BY_NAME(1))).toEqual(BY_NAME(2))
  expect(deeper('', '', { by: 'vpc' })).toEqual(BY_NAME(1))
  expect(deeper('prod-app7-', 'stage-app7-', BY_NAME(2))).toEqual({ by: 'group' })
  const all = ask({ by: 'group' })
  expect([all.rows.length, all.left]).toEqual([MOST_BUCKETS, 500 - MOST_BUCKETS])
})
