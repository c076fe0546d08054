// Rule files come back the same from a spreadsheet, whatever it does to separators, line ends, marks and code pages.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asId, type RuleId, type SecurityGroupId, type VpcId } from '../../../core/model/ids.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import { ResourceTables } from '../../../core/model/tables.ts'
import type { Call } from '../../../service/call.ts'
import { guarded, unguarded } from '../../files/cells.ts'
import { readRuleFile } from './readRuleFile.ts'
import { writeRuleFile } from './writeRuleFile.ts'

const GROUP = asId<SecurityGroupId>('sg-1')
const group = {
  id: GROUP,
  accountId: asId('1'),
  region: 'cn-hangzhou',
  vpcId: asId<VpcId>('vpc-1'),
  name: '网站, "前端"',
  description: '',
  innerAccess: 'accept',
} as unknown as SecurityGroup

const port = fc.integer({ min: 1, max: 65_535 })
const range = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))
/** Ports that spreadsheets take for dates are what matters most. */
const dateLike = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 12, max: 9999 }))
const ports = fc.oneof(
  range,
  dateLike.map(([first, last]) => ({ first, last })),
)
const cidr = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, length]) => `${ip}/${length}`),
  fc.constantFrom('2001:db8::/32', '::/0', 'fe80::1'),
)
const description = fc.oneof(
  fc.string({ maxLength: 40, unit: 'grapheme' }),
  fc.constantFrom(
    '=1+1',
    "'x",
    "'=x",
    '-',
    '@a',
    '多行\r\n说明',
    '逗号，,;\t"引号"',
    '1234567890123',
    ' x ',
    '3/8',
  ),
)
const rule = fc.record({
  direction: fc.constantFrom<Rule['direction']>('ingress', 'egress'),
  action: fc.constantFrom<Rule['action']>('accept', 'drop'),
  precedence: fc.integer({ min: 1, max: 100 }),
  ports,
  sourcePorts: fc.option(range),
  cidr,
  description,
})

const rulesOf = (
  parts: readonly (typeof rule extends fc.Arbitrary<infer T> ? T : never)[],
): readonly Rule[] =>
  parts.map(({ ports: one, cidr: peer, sourcePorts, ...rest }, index) => ({
    ...rest,
    id: asId<RuleId>(`sgr-${index}`),
    groupId: GROUP,
    protocol: 6,
    ports: { kind: 'ranges', ranges: [one] },
    sourcePorts: sourcePorts === null ? null : [sourcePorts],
    icmp: null,
    peer: { kind: 'cidr', cidr: peer },
    ownCidr: null,
    nic: 'intranet',
    system: false,
    createdAt: 0,
  }))

function worldOf(rules: readonly Rule[]): ResourceTables {
  const tables = new ResourceTables()
  for (const body of rules) tables.write({ kind: 'rule', id: body.id, body })
  return tables
}

const call = { state: new ResourceTables(), accountId: '1', now: 0 } as unknown as Call
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The rules in a file, as their owner wrote them. */
const read = (bytes: Uint8Array) =>
  readRuleFile(call, bytes, '').rows.map((row) =>
    'spec' in row ? { direction: row.direction, ...row.spec } : row,
  )

const expected = (rules: readonly Rule[]) => rules.map(({ id, groupId, system, createdAt, ...spec }) => spec)

/** Turns every separator outside quotes into another one. */
const separated = (text: string, by: string): string =>
  text.replace(/"(?:[^"]|"")*"|,/g, (found) => (found === ',' ? by : found))

const EDITS: readonly (readonly [string, (text: string) => Uint8Array])[] = [
  ['as it is', utf8],
  ['without its mark', (text) => utf8(text.replace('\uFEFF', ''))],
  ['with semicolons', (text) => utf8(separated(text, ';'))],
  ['with tabs in UTF-16', (text) => utf16(separated(text.replace('\uFEFF', ''), '\t'))],
  ['with empty lines and columns behind', (text) => utf8(`${text}${','.repeat(26)}\r\n\r\n,,\r\n`)],
]

/** Cells with a comma are quoted; one with the new separator alone would have to be quoted by the spreadsheet. */
const plainFor = (text: string, by: string): string => (by === ',' ? text : text.replaceAll(by, ','))

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))

describe('T5: a file is read back the same', () => {
  test('JSON', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), (parts) => {
        const rules = rulesOf(parts)
        const { text } = writeRuleFile(worldOf(rules), group, 'json', 0)
        expect(read(utf8(text))).toEqual(expected(rules))
      }),
    )
  })

  test.each(EDITS)('CSV %s', (name, edit) => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 8 }), (parts) => {
        const by = name.includes('semicolons') ? ';' : name.includes('tabs') ? '\t' : ','
        const rules = rulesOf(parts.map((one) => ({ ...one, description: plainFor(one.description, by) })))
        const { text } = writeRuleFile(worldOf(rules), group, 'csv', 0)
        expect(read(edit(text))).toEqual(expected(rules))
      }),
    )
  })

  test('CSV saved by a Chinese spreadsheet in GBK', () => {
    const head = 'Direction,IpProtocol,PortRange,SourceCidrIp,Description\r\n'
    const row = utf8(`${head}ingress,TCP,22/22,10.0.0.1,`)
    // 测试 in GBK.
    const bytes = new Uint8Array([...row, 0xb2, 0xe2, 0xca, 0xd4])
    expect(read(bytes)).toMatchObject([{ description: '测试' }])
  })

  test.each(['\n', '\r', '\r\n'])('lines may end in %j, and the file may say its separator', (end) => {
    const lines = ['Direction;IpProtocol;PortRange;SourceCidrIp', 'ingress;TCP;22/22;10.0.0.1']
    expect(read(utf8(lines.join(end)))).toHaveLength(1)
    expect(readRuleFile(call, utf8(`sep=;\r\n${lines.join(end)}`), '').rows).toMatchObject([{ row: 3 }])
  })
})

describe('cells that a spreadsheet would change', () => {
  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), description), (text) => {
        expect(unguarded(guarded(text))).toBe(text)
      }),
    )
  })

  test.each(['=A1', '+1', '-1/-1', '@x', '3/8080', '12/31', '123456789012'])('%s is kept as text', (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`)
  })

  test.each(['80/80', '10.0.0.0/8', 'ingress', '100', '', '说明'])('%j needs no guard', (cell) => {
    expect(guarded(cell)).toBe(cell)
  })
})
