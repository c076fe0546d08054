// Ports as forms take them, and the table of ports with a name.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CARRIER_BLOCKED_PORTS, COMMON_PORTS } from './commonPorts.ts'
import { formatPorts, parsePorts } from './portText.ts'

describe('T1: comma lists of ports', () => {
  test.each([
    ['22', [{ first: 22, last: 22 }]],
    [
      '22,80',
      [
        { first: 22, last: 22 },
        { first: 80, last: 80 },
      ],
    ],
    [
      '22，80 , 8000-8100',
      [
        { first: 22, last: 22 },
        { first: 80, last: 80 },
        { first: 8000, last: 8100 },
      ],
    ],
    ['1/65535', [{ first: 1, last: 65_535 }]],
  ])('%s', (text, ranges) => expect(parsePorts(text)).toEqual(ranges))

  test.each(['', '22,', '0', '65536', '80-22', '-1/-1', 'ssh', '1-2-3', '22;80'])('%j is none', (text) =>
    expect(parsePorts(text)).toBeUndefined(),
  )

  test('what is printed reads back the same', () => {
    const port = fc.integer({ min: 1, max: 65_535 })
    const range = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), (ranges) => {
        expect(parsePorts(formatPorts(ranges))).toEqual(ranges)
      }),
    )
  })
})

describe('common ports', () => {
  test('the form offers the ten services of the manual', () => {
    const offered = COMMON_PORTS.filter(({ word }) => word !== null)
    expect(offered.map(({ service, port }) => `${service} ${port}`)).toEqual([
      'SSH 22',
      'telnet 23',
      'HTTP 80',
      'HTTPS 443',
      'MS SQL 1433',
      'Oracle 1521',
      'MySQL 3306',
      'RDP 3389',
      'PostgreSQL 5432',
      'Redis 6379',
    ])
  })

  test('are sorted, each protocol and port once; so are those that carriers block', () => {
    const keys = COMMON_PORTS.map(({ port, protocol }) => port * 1000 + protocol)
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
    expect(CARRIER_BLOCKED_PORTS).toEqual([135, 139, 444, 445, 5800, 5900])
  })
})
