// Names and forms that clients match on: regions, zones, instance types, ids, times, XML.

import { describe, expect, test } from 'vitest'
import { createIds } from './ids.ts'
import { INSTANCE_TYPES, instanceTypeOf } from './instanceTypes.ts'
import { isZoneOf, REGIONS, regionOf, zonesOf } from './regions.ts'
import { formatMinute, formatTime, parseTime } from './time.ts'
import { buildXml } from './xml.ts'

describe('regions and zones', () => {
  test('are many, sorted, and each has its own id code', () => {
    const ids = REGIONS.map((region) => region.id)
    expect(ids.length).toBeGreaterThanOrEqual(20)
    expect(ids).toEqual([...new Set(ids)].sort())
    expect(new Set(REGIONS.map((region) => region.idCode)).size).toBe(REGIONS.length)
  })

  test('zones are named as the real ones', () => {
    const hangzhou = regionOf('cn-hangzhou') as (typeof REGIONS)[number]
    expect(zonesOf(hangzhou)[3]).toEqual({
      id: 'cn-hangzhou-h',
      zh: '杭州 可用区H',
      en: 'Hangzhou Zone H',
    })
    expect(zonesOf(regionOf('ap-southeast-1') as (typeof REGIONS)[number])[0]?.id).toBe('ap-southeast-1a')
    expect(isZoneOf('cn-hangzhou-h', 'cn-hangzhou')).toBe(true)
    expect(isZoneOf('cn-hangzhou-h', 'cn-beijing')).toBe(false)
    expect(isZoneOf('cn-hangzhou-h', 'nowhere')).toBe(false)
  })
})

test('instance types have the numbers of the manual', () => {
  expect(instanceTypeOf('ecs.g6.large')).toMatchObject({
    family: 'ecs.g6',
    cpu: 2,
    memory: 8,
    enis: 2,
    ipv4PerEni: 6,
  })
  expect(instanceTypeOf('ecs.t6-c1m1.large')).toMatchObject({ family: 'ecs.t6', cpu: 2, memory: 2, enis: 2 })
  expect(instanceTypeOf('ecs.r7.xlarge')).toMatchObject({ cpu: 4, memory: 32, enis: 4, ipv4PerEni: 15 })
  expect(instanceTypeOf('ecs.none.large')).toBeUndefined()
  expect(new Set(INSTANCE_TYPES.map((type) => type.id)).size).toBe(INSTANCE_TYPES.length)
})

describe('ids', () => {
  test('carry the code of their region and 17 characters', () => {
    const ids = createIds((count) => crypto.getRandomValues(new Uint8Array(count)))
    expect(ids.next('sg', 'cn-hangzhou')).toMatch(/^sg-bp1[a-z0-9]{17}$/)
    expect(ids.next('vpc', 'cn-beijing')).toMatch(/^vpc-2ze[a-z0-9]{17}$/)
    expect(new Set(Array.from({ length: 1000 }, () => ids.next('i', 'cn-hangzhou'))).size).toBe(1000)
  })

  test('bytes that would favour some letters are drawn again', () => {
    let round = 0
    const ids = createIds((count) => new Uint8Array(count).fill(round++ === 0 ? 255 : 1))
    expect(ids.next('i', 'cn-hangzhou')).toBe(`i-bp1${'b'.repeat(17)}`)
    expect(round).toBe(2)
  })
})

describe('time', () => {
  test('is written in UTC without milliseconds and read back', () => {
    const moment = Date.UTC(2018, 11, 12, 7, 28, 38, 999)
    expect(formatTime(moment)).toBe('2018-12-12T07:28:38Z')
    expect(formatMinute(moment)).toBe('2018-12-12T07:28Z')
    expect(parseTime('2018-12-12T07:28:38Z')).toBe(moment - 999)
  })

  test.each([
    '2018-12-12T07:28:38',
    '2018-12-12 07:28:38Z',
    '2018-02-31T00:00:00Z',
    '2018-12-12T25:00:00Z',
    '',
  ])('%s is no time', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })
})

describe('XML', () => {
  test('lists are repeated children, empty ones leave the wrapper', () => {
    expect(buildXml('R', { A: { B: [{ C: 1, D: true }, { C: 2 }] }, E: { F: [] }, G: '' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><R><A><B><C>1</C><D>true</D></B><B><C>2</C></B></A><E></E><G></G></R>',
    )
  })

  test('what a user wrote cannot break it', () => {
    expect(buildXml('R', { A: '</A><B>&"\u0000\u001b中' })).toContain(
      '&lt;/A&gt;&lt;B&gt;&amp;&quot;\uFFFD\uFFFD中',
    )
  })
})
