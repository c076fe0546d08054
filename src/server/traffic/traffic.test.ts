// Minutes and lines by the second, kept in files: across restarts, for those whom they belong to.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOST, World } from '../../../test/kernel/agentWorld.ts'
import { asId, type EipId } from '../../core/model/ids.ts'
import type { Eip } from '../../core/model/network.ts'
import type { TrafficSample } from '../../feed/traffic.ts'
import { Traffic } from './traffic.ts'

const ADDRESS = '198.51.100.1'
const ID = asId<EipId>(`eip-${ADDRESS}`)
const MINUTE = 60_000
const NONE = { syn: 0, synAck: 0, fin: 0, rst: 0 }

let folder: string
let world: World
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'menshen-traffic-'))
  world = new World()
  world.vpc('vpc-a')
  world.instance('i-a', '10.0.0.5')
  world.eip(ADDRESS, 'i-a')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sample = (at: number, bytes: number, fields: Partial<TrafficSample> = {}): TrafficSample => ({
  ...{ address: ADDRESS, at, lasted: 1000, in: { packets: 2, bytes }, out: { packets: 1, bytes: 40 } },
  segments: { in: { ...NONE, syn: 1 }, out: NONE },
  ...fields,
})
const eip = (): Eip => world.tables.get('eip', ID) as Eip
const take = (traffic: Traffic, ...samples: readonly TrafficSample[]): void =>
  traffic.take({ hostId: HOST, samples })

test('minutes are summed, those of before a restart as well', () => {
  const before = new Traffic(world.tables, folder)
  take(before, sample(MINUTE + 1, 100), sample(MINUTE + 5000, 200), sample(3 * MINUTE, 300))
  before.save()
  const traffic = new Traffic(world.tables, folder)
  take(traffic, sample(3 * MINUTE + 2000, 1))
  expect(traffic.minutes(ID, 0, 4 * MINUTE)).toEqual([
    { at: MINUTE, packets: 6, bytesIn: 300, bytesOut: 80 },
    { at: 3 * MINUTE, packets: 3, bytesIn: 300, bytesOut: 40 },
    { at: 3 * MINUTE, packets: 3, bytesIn: 1, bytesOut: 40 },
  ])
  expect(traffic.minutes(ID, MINUTE, 3 * MINUTE)).toHaveLength(1)
  expect(traffic.minutes(asId<EipId>('eip-other'), 0, 4 * MINUTE)).toEqual([])
})

test('lines by the second go where the log was turned on to, and nowhere while it is off', () => {
  const traffic = new Traffic(world.tables, folder)
  take(traffic, sample(1000, 100))
  expect(traffic.logged(eip(), 10)).toEqual([])
  world.change('eip', ID, { monitorLog: { project: 'monitor', store: 'eip' } })
  take(traffic, sample(2000, 500, { lasted: 500 }), sample(3000, 7))
  const file = join(folder, 'logs', eip().accountId, 'monitor', 'eip.jsonl')
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2)
  expect(traffic.logged(eip(), 10)).toMatchObject([
    { __topic__: 'eip', timestamp: 3000, eip: ADDRESS, tid: HOST, in_Bps: 7, out_pps: 1 },
    { timestamp: 2000, in_Bps: 1000, in_pps: 4, In_syn_speed: 2, out_syn_speed: 0 },
  ])
  expect(traffic.logged(eip(), 1)).toHaveLength(1)
})

test('no name leads out of the folder, and no host speaks for the instances of another one', () => {
  world.change('eip', ID, { monitorLog: { project: '..', store: '../x' } })
  const traffic = new Traffic(world.tables, folder)
  take(traffic, sample(1000, 100))
  expect(traffic.logged(eip(), 10)).toEqual([])
  traffic.take({ hostId: 'elsewhere', samples: [sample(1000, 100)] })
  expect(traffic.minutes(ID, 0, MINUTE)).toEqual([{ at: 0, packets: 3, bytesIn: 100, bytesOut: 40 }])
})
