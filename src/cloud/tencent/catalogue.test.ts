// Names and forms that clients match on: regions, zones, ids, times.

import { expect, test } from 'vitest'
import { parseSpan } from '../../core/model/addressSet.ts'
import { decodeFields, texts } from './fields.ts'
import { createIds } from './ids.ts'
import { isZoneOf, REGIONS, regionOf, zonesOf } from './regions.ts'
import { formatLocal, formatUtc, parseLocal } from './time.ts'

test('regions are sorted, and zones are named and numbered as the real ones', () => {
  const ids = REGIONS.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(zonesOf(regionOf('ap-guangzhou') as (typeof REGIONS)[number])[2]).toEqual({
    id: 'ap-guangzhou-3',
    number: '100003',
    zh: '广州三区',
    en: 'Guangzhou Zone 3',
  })
  const asked = ['ap-guangzhou-3', 'ap-guangzhou-9', 'ap-shanghai-2']
  expect(asked.map((zone) => isZoneOf(zone, 'ap-guangzhou'))).toEqual([true, false, false])
})

test('ids are eight letters or digits behind the prefix of the cloud, and never one that is taken', () => {
  let round = 0
  const bytes = (count: number) => new Uint8Array(count).fill(round++ < 1 ? 0 : 1)
  const ids = createIds(bytes, (id) => id === 'sg-aaaaaaaa')
  expect(ids.next('sg', 'ap-guangzhou')).toBe('sg-bbbbbbbb')
  expect(['vsw', 'i', 'pl', 'prl', 'nacl'].map((prefix) => ids.next(prefix, '').split('-')[0])).toEqual([
    'subnet',
    'ins',
    'ipm',
    'ppm',
    'acl',
  ])
})

test('VPC times are in UTC+8, CVM times in UTC', () => {
  const moment = Date.UTC(2026, 10, 21, 20, 0, 0)
  expect([formatLocal(moment), formatUtc(moment)]).toEqual(['2026-11-22 04:00:00', '2026-11-21T20:00:00Z'])
  expect(parseLocal('2026-11-22 04:00:00')).toBe(moment)
  expect(['2026-02-31 00:00:00', '2026-11-22T04:00:00', ''].map(parseLocal)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('spans of addresses are read beside blocks and single ones', () => {
  expect(parseSpan('10.0.0.1-10.0.0.9')).toEqual({ family: 4, first: 0x0a000001n, last: 0x0a000009n })
  expect(['10.0.0.9-10.0.0.1', '10.0.0.1-::1', '10.0.0.1-2-3', 'x'].map(parseSpan)).toEqual(
    Array(4).fill(undefined),
  )
})

test('a list of texts takes nothing else', () => {
  const fields = { Ids: texts({ about: 'ids', max: 2 }) }
  const decode = (value: never) => decodeFields(fields, { Ids: value }, { path: '', asText: false }).Ids
  expect(decode(['a', 'b'] as never)).toEqual(['a', 'b'])
  expect(() => decode('a' as never)).toThrow(/InvalidParameter: .*`Ids`/)
  expect(() => decode(['a', 1] as never)).toThrow(/`Ids.1`/)
  expect(() => decode(['a', 'b', 'c'] as never)).toThrow(/InvalidParameterValue/)
})
