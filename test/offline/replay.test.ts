// Flow logs of three kinds, and `menshen replay` with groups from files.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { formatPacket } from '../../src/core/model/packet.ts'
import { readFlows } from '../../src/offline/flows/readFlows.ts'
import { bytesOf, groupAnswer, permission } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const OURS = {
  ...{
    at: '2026-11-01T08:00:00.000Z',
    action: 'accept',
    reason: 'rule',
    ruleId: 'sgr-1',
    groupIds: ['sg-a'],
  },
  ...{ direction: 'ingress', eniId: 'eni-a', vpcId: 'vpc-1', protocol: 'tcp', source: '203.0.113.9' },
  ...{ sourcePort: 40_000, destination: '10.0.0.5', destinationPort: 22, bytes: 60 },
}
/** As Log Service exports it: all texts. */
const aliyun = (fields: object) => ({
  ...{ __topic__: 'flow_log', version: '1', 'vswitch-id': 'vsw-1', 'vm-id': 'i-1', 'vpc-id': 'vpc-1' },
  ...{ 'account-id': '1', 'eni-id': 'eni-a', srcaddr: '203.0.113.9', srcport: '40000', dstaddr: '10.0.0.5' },
  ...{ dstport: '22', protocol: '6', direction: 'in', packets: '3', bytes: '180', start: '1793520000' },
  ...{ end: '1793520060', 'log-status': 'OK', action: 'ACCEPT' },
  ...fields,
})
const ANSWER = {
  srcaddr: '10.0.0.5',
  srcport: '22',
  dstaddr: '203.0.113.9',
  dstport: '40000',
  direction: 'out',
}
const lines = (...rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n')
const shown = (text: string) =>
  readFlows(bytesOf(text)).flows.map(({ packet, at, alone, action, count, first, last }) => [
    ...[formatPacket(packet), at.eniId, at.direction, alone, action, count],
    ...[first === null ? null : new Date(first).toISOString(), (last ?? 0) - (first ?? 0)],
  ])

describe('flow logs', () => {
  test('our own, as a host keeps it, as the stream prints it and as the API lists it', () => {
    const once = ['tcp 203.0.113.9:40000 > 10.0.0.5:22', 'eni-a', 'ingress', false, 'accept']
    const twice = [[...once, 2, '2026-11-01T08:00:00.000Z', 5000]]
    expect(shown(lines(OURS, { ...OURS, at: Date.UTC(2026, 10, 1, 8, 0, 5) }))).toEqual(twice)
    expect(shown(JSON.stringify({ items: [OURS] }, null, 2))).toEqual([[...once, 1, twice[0]?.[6], 0]])
  })

  test("Alibaba's: JSON lines and a table, answers taken for what they are", () => {
    const opened = ['tcp 203.0.113.9:40000 > 10.0.0.5:22', 'eni-a', 'ingress', true, 'accept', 1]
    const expected = [[...opened, '2026-11-01T08:00:00.000Z', 60_000]]
    const rows = [aliyun(ANSWER), aliyun({}), aliyun({ 'log-status': 'NODATA', srcaddr: '-', dstaddr: '-' })]
    const read = readFlows(bytesOf(lines(...rows)))
    expect(shown(lines(...rows))).toEqual(expected)
    expect([read.answers, read.empty]).toEqual([1, 1])
    const names = Object.keys(aliyun({}))
    const table = [aliyun({}), aliyun(ANSWER)].map((row) => Object.values(row).join(','))
    expect(shown(`\uFEFF${names.join(',')}\r\n${table.join('\r\n')}\r\n`)).toEqual(expected)
  })

  test('who came first opened it, whatever the ports say; what was rejected answers nothing', () => {
    const early = aliyun({ ...ANSWER, start: '1793519999' })
    expect(shown(lines(aliyun({}), early)).map(([packet]) => packet)).toEqual([
      'tcp 10.0.0.5:22 > 203.0.113.9:40000',
    ])
    expect(shown(lines(aliyun({}), aliyun({ ...ANSWER, action: 'REJECT' })))).toHaveLength(2)
  })

  test("Tencent's without a header", () => {
    const row = '1 1250000000 eni-t 10.0.0.7 10.0.0.8 51000 3306 6 20 4249 1793520000 1793520060 REJECT OK'
    expect(shown(`${row}\n${row.replace('51000 3306 6', '- - 1')}\n`)).toEqual([
      [
        'tcp 10.0.0.7:51000 > 10.0.0.8:3306',
        'eni-t',
        null,
        true,
        'drop',
        1,
        '2026-11-01T08:00:00.000Z',
        60_000,
      ],
      ['icmp 10.0.0.7 > 10.0.0.8', 'eni-t', null, true, 'drop', 1, '2026-11-01T08:00:00.000Z', 60_000],
    ])
  })

  test.each(['', 'nothing of the kind\n', '[]', '{"items":[]}', '{"a":1}\n', '{"a":'])(
    'what holds no flow is refused: %j',
    (text) => expect(() => readFlows(bytesOf(text))).toThrow(),
  )
})

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function menshen(...args: string[]) {
  const node = ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, node, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', MENSHEN_LANG: '' },
  })
  return { status, stdout, stderr }
}

describe('menshen replay', { timeout: 120_000 }, () => {
  const before = file('before.json', groupAnswer([permission()]))
  const after = file('after.json', groupAnswer([permission({ SourceCidrIp: '10.0.0.0/8' })]))
  const flows = file(
    'flows.log',
    lines(
      aliyun({}),
      aliyun({ srcport: '40001', start: '1793520001' }),
      aliyun({ srcaddr: '10.9.0.1' }),
      aliyun(ANSWER),
    ),
  )

  test('who would be shut out, by which rules, with an example; exit 1', () => {
    const { status, stdout } = menshen('replay', before, after, '--flows', flows, '--json')
    expect(status).toBe(1)
    const { recorded, answers, unknown } = JSON.parse(stdout)
    expect([answers, unknown]).toEqual([1, []])
    expect(recorded).toMatchObject({ flows: 3, opened: 0, closed: 2, unplaced: 0, undecided: 0 })
    expect(recorded.closes).toMatchObject([
      {
        direction: 'ingress',
        before: { kind: 'rule', rule: { ruleId: 'sgr-1' } },
        after: { kind: 'default' },
        flows: 2,
        examples: [{ packet: expect.stringContaining('203.0.113.9') }, { recorded: 'accept' }],
      },
    ])
  })

  test('in words, in both languages; nothing changes: exit 0', () => {
    const english = menshen('replay', before, after, '--flows', flows)
    expect(english.stdout).toContain('of 3 recorded flows 2 would be dropped, 0 accepted:')
    expect(english.stdout).toContain('until now ACCEPT by rule sgr-1')
    const chinese = menshen('replay', before, after, '--flows', flows, '--lang', 'zh-CN')
    expect(chinese.stdout).toContain('3 条已记录的流中，2 条会被丢弃，0 条会被放行')
    expect(menshen('replay', before, before, '--flows', flows).status).toBe(0)
    expect(menshen('replay', before, after, '--flows', flows, '--eni', 'eni-other').status).toBe(0)
  })

  test('a list that nobody gave: undecided, and decided with the context', () => {
    const listed = file(
      'list.json',
      groupAnswer([permission({ SourceCidrIp: '', SourcePrefixListId: 'pl-1' })]),
    )
    const own = file('own.log', lines({ ...OURS, source: '198.51.100.1', action: 'drop' }))
    const closed = file('closed.json', groupAnswer([permission({ SourceCidrIp: '192.0.2.0/24' })]))
    const undecided = menshen('replay', closed, listed, '--flows', own)
    expect([undecided.status, undecided.stdout]).toEqual([4, expect.stringContaining('pl-1')])
    const context = file('pl.json', { 'pl-1': ['198.51.100.0/24'] })
    expect(menshen('replay', closed, listed, '--flows', own, '--context', context).status).toBe(1)
  })

  test('misuse ends with 2 and says what is missing', () => {
    expect(menshen('replay', before, after)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--flows'),
    })
    expect(menshen('replay').status).toBe(2)
    expect(menshen('replay', '12', after, '--flows', flows).status).toBe(2)
    const bad = menshen('replay', before, after, '--flows', before)
    expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining('srcaddr')])
  })
})
