// Rules as files: documented names, what spreadsheets do to them, and a reason for every row that is left out.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, GROUP, PORTS, PREFIXES, putGroup, putLists, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  for (const id of ['sg-a', 'sg-b', 'sg-c']) await putGroup(api, id)
  await putLists(api)
})

const exported = async (format: string) => await api.call('GET', '/groups/sg-a/export', { query: { format } })

interface Row {
  readonly row: number
  readonly outcome: string
  readonly reason: { readonly code: string; readonly text: string } | null
}
const imported = (body: string | Uint8Array, query: Record<string, string> = {}, language = 'en') =>
  api.ok('POST', '/groups/sg-b/import', { body, query, language })
const outcomes = ({ rows }: { rows: readonly Row[] }) =>
  rows.map(({ row, outcome, reason }) => `${row} ${outcome}${reason === null ? '' : ` ${reason.code}`}`)
const peersOf = async (group: string) =>
  (await api.ok('GET', `/groups/${group}`)).rules.map(({ peer }: { peer: string }) => peer)

const HEAD = 'Direction,Policy,Priority,IpProtocol,PortRange,SourceCidrIp,Description'
const csv = (...rows: string[]) => [HEAD, ...rows].join('\r\n')
const row = (cidr: string, port = '22/22') => `ingress,Accept,1,TCP,${port},${cidr},`

describe('export', () => {
  beforeEach(async () => {
    await putRule(api, 'sg-a', 'sgr-1', { description: '第一条, "引号"' })
    await putRule(api, 'sg-a', 'sgr-2', { protocol: 1, ports: { kind: 'any' }, description: '=1+1' })
  })

  test('T5: JSON is the answer of DescribeSecurityGroupAttribute under its documented name', async () => {
    const { headers, body } = await exported('json')
    expect(headers.get('content-disposition')).toBe('attachment; filename="ecs_cn-hangzhou_sg-a.json"')
    expect(body).toMatchObject({ RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-a', VpcId: 'vpc-a' })
    expect(body.Permissions.Permission).toMatchObject([
      { IpProtocol: 'TCP', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8', Policy: 'Accept', Priority: '1' },
      { IpProtocol: 'ICMP', PortRange: '-1/-1' },
    ])
  })

  test('T5: CSV has a mark, its documented name, RFC 4180 quotes, and no cell that a spreadsheet would run', async () => {
    const { headers, text } = await exported('csv')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="ecs_sgRule_sg-a_cn-hangzhou_2020-01-20.csv"',
    )
    const response = await exported('csv')
    expect(response.text.split('\r\n')).toHaveLength(4)
    expect(text).toContain('"第一条, ""引号"""')
    expect(text).toContain("'-1/-1")
    expect(text).toContain("'=1+1")
  })

  test.each(['json', 'csv'])('T5: what is exported as %s is imported the same', async (format) => {
    const { text } = await exported(format)
    const { counts } = await imported(text)
    expect(counts).toMatchObject({ rows: 2, added: 2, refused: 0 })
    const shown = async (group: string) =>
      (await api.ok('GET', `/groups/${group}`)).rules.map((rule: object) => ({
        ...rule,
        id: '',
        groupId: '',
        createdAt: '',
      }))
    expect(await shown('sg-b')).toEqual(await shown('sg-a'))
  })
})

describe('import', () => {
  test('T5: adds what is new and overwrites nothing', async () => {
    await putRule(api, 'sg-b', 'sgr-1', { peer: CIDR('10.0.0.1'), description: 'old' })
    const answer = await imported(csv(row('10.0.0.1'), row('10.0.0.2'), row('10.0.0.2')))
    expect(outcomes(answer)).toEqual(['2 present present', '3 added', '4 repeated repeated'])
    expect(answer.rows[2].reason.text).toBe('the same rule as in row 3')
    expect(api.store.get('rule', 'sgr-1')).toMatchObject({ description: 'old' })
    expect(answer.changes).toHaveLength(1)
  })

  test('T5: one bad row, and nothing is imported unless the good ones are asked for', async () => {
    const file = csv(row('10.0.0.1'), row('10.0.0.2', '22'), row('10.0.0.3'))
    const refused = await api.call('POST', '/groups/sg-b/import', { body: file })
    expect([refused.status, refused.body.code]).toEqual([400, 'importRefused'])
    expect(refused.body.error).toContain('3')
    expect(refused.body.hint).toContain('--keep-good')
    expect(await peersOf('sg-b')).toEqual([])
    const preview = await imported(file, { dryRun: 'true' })
    expect(outcomes(preview)).toEqual(['2 added', '3 refused rowPartMalformed', '4 added'])
    expect(preview.changes).toEqual([])
    await imported(file, { keepGood: 'true' })
    expect(await peersOf('sg-b')).toEqual(['10.0.0.1', '10.0.0.3'])
  })

  test('T5: priorities beyond 100 are ignored with the reason', async () => {
    const answer = await imported(csv('ingress,Accept,110,TCP,22/22,10.0.0.1,', row('10.0.0.2')))
    expect(outcomes(answer)).toEqual(['2 ignored rowPriorityIgnored', '3 added'])
  })

  test('T5: at most 200 rules; those beyond are refused one by one', async () => {
    const rows = Array.from({ length: 202 }, (_, n) => row(`10.0.${n >> 8}.${n & 255}`))
    const file = csv(...rows)
    const answer = await imported(file, { keepGood: 'true' })
    expect(answer.counts).toMatchObject({ rows: 202, added: 200, refused: 2 })
    expect(answer.rows[200].reason.code).toBe('rowBeyondLimit')
    expect((await api.call('POST', '/groups/sg-b/import', { body: file })).body.code).toBe('importRefused')
    const hopeless = csv(...Array.from({ length: 2001 }, () => row('10.0.0.1')))
    const reply = await api.call('POST', '/groups/sg-b/import', { body: hopeless })
    expect(reply.body).toMatchObject({ code: 'fileTooLong', limit: { name: 'rulesPerImport', maximum: 200 } })
  })

  test('T5: rules with groups and lists do not come from another region', async () => {
    await putRule(api, 'sg-a', 'sgr-1')
    await putRule(api, 'sg-a', 'sgr-2', { peer: GROUP('sg-c') })
    await putRule(api, 'sg-a', 'sgr-3', { peer: PREFIXES })
    await putRule(api, 'sg-a', 'sgr-4', { ports: PORTS })
    const json = (await exported('json')).text
    expect((await imported(json)).counts).toMatchObject({ added: 4 })
    await putGroup(api, 'sg-far', { region: 'cn-beijing' })
    const far = async (body: string, fileName: string) =>
      outcomes(await api.ok('POST', '/groups/sg-far/import', { body, query: { fileName, dryRun: 'true' } }))
    const refused = ['2', '3', '4'].map((n) => `${n} refused cannotCrossRegions`)
    expect(await far(json, 'rules.json')).toEqual(['1 added', ...refused])
    const table = await exported('csv')
    const lines = ['3', '4', '5'].map((n) => `${n} refused cannotCrossRegions`)
    expect(await far(table.text, 'ecs_sgRule_sg-a_cn-hangzhou_2020-01-20.csv')).toEqual(['2 added', ...lines])
    // Also under another name: we know where these groups and lists are.
    expect(await far(table.text, 'rules.csv')).toEqual(['2 added', ...lines])
  })

  test.each([
    ['Direction', 'both,Accept,1,TCP,22/22,10.0.0.1,', 'rowPartMalformed', 'Direction'],
    ['Policy', 'ingress,Allow,1,TCP,22/22,10.0.0.1,', 'rowPartMalformed', 'Policy'],
    ['Priority', 'ingress,Accept,0,TCP,22/22,10.0.0.1,', 'rowPartMalformed', 'Priority'],
    ['IpProtocol', 'ingress,Accept,1,SMTP,22/22,10.0.0.1,', 'rowPartMalformed', 'IpProtocol'],
    ['a date made of ports', 'ingress,Accept,1,TCP,8-Jan,10.0.0.1,', 'rowPartMalformed', 'PortRange'],
    ['SourceCidrIp', 'ingress,Accept,1,TCP,22/22,10.0.0,', 'rowPartMalformed', 'SourceCidrIp'],
    ['no peer', 'ingress,Accept,1,TCP,22/22,,', 'rowPartsRefused', 'SourceCidrIp'],
    ['no protocol', 'ingress,Accept,1,,22/22,10.0.0.1,', 'rowPartsRefused', 'IpProtocol'],
    ['ports of a protocol without', 'ingress,Accept,1,ICMP,22/22,10.0.0.1,', 'rowPartsRefused', 'IpProtocol'],
    ['a cell too many', 'ingress,Accept,1,TCP,22/22,10.0.0.1,one,two', 'rowShape', '8 cells'],
  ])('T5: a row is refused for %s', async (_, line, code, word) => {
    const { rows } = await imported(csv(line), { dryRun: 'true' })
    expect(rows).toMatchObject([{ row: 2, outcome: 'refused', reason: { code } }])
    expect(rows[0].reason.text).toContain(word)
  })

  test('T5: the reason is in the language of the caller and names field, value and way out', async () => {
    const { rows } = await imported(csv(row('10.0.0.1', '22')), { dryRun: 'true' }, 'zh-CN')
    expect(rows[0].reason.text).toBe(
      '`PortRange` 的值为 `22`：应为 `80/80` 或 `8000/8100` 这样的形式，无端口的协议为 `-1/-1`',
    )
  })
})

describe('files that cannot be read', () => {
  const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', ' \r\n', 'fileUnreadable'],
    ['a workbook', zip, 'fileUnreadable'],
    ['broken JSON', '{"Permissions": [', 'fileUnreadable'],
    ['JSON without rules', '{"Permission": "x"}', 'fileUnreadable'],
    ['an open quote', `${HEAD}\r\n"ingress,Accept`, 'fileUnreadable'],
    ['an unknown column', 'Direction,SourceCIDR\r\ningress,10.0.0.1', 'fileColumnUnknown'],
    ['a column twice', 'Direction,direction\r\ningress,egress', 'fileColumnRepeated'],
  ])('%s', async (_, body, code) => {
    const reply = await api.call('POST', '/groups/sg-b/import', { body })
    expect([reply.status, reply.body.code]).toEqual([400, code])
    expect(reply.body.error).not.toContain('{{')
  })

  test('a JSON row that is no rule, or has a part that rules lack, is refused alone', async () => {
    const good = {
      Direction: 'ingress',
      IpProtocol: 'tcp',
      PortRange: '22/22',
      SourceCidrIp: '10.0.0.1',
      Priority: 5,
    }
    const body = JSON.stringify([good, 'x', { ...good, SourceIp: '10.0.0.2' }, { ...good, PortRange: null }])
    expect(outcomes(await imported(body, { dryRun: 'true' }))).toEqual([
      '1 added',
      '2 refused rowNotAnObject',
      '3 refused fileColumnUnknown',
      '4 refused rowPartsRefused',
    ])
  })

  test.each([
    ['the whole answer', (list: object) => ({ RegionId: 'cn-hangzhou', Permissions: { Permission: list } })],
    ['without the inner wrapper', (list: object) => ({ Permissions: list })],
    ['without the outer wrapper', (list: object) => ({ Permission: list })],
    ['the bare list', (list: object) => list],
  ])('JSON is taken as %s', async (_, wrap) => {
    const rule = {
      Direction: 'egress',
      IpProtocol: 'ALL',
      PortRange: '-1/-1',
      DestCidrIp: '0.0.0.0/0',
      Policy: 'Drop',
    }
    const { counts } = await imported(JSON.stringify(wrap([rule])))
    expect(counts).toMatchObject({ added: 1 })
  })
})

test('a group that is managed takes no import', async () => {
  await putGroup(api, 'sg-m', { managed: true })
  const reply = await api.call('POST', '/groups/sg-m/import', { body: csv(row('10.0.0.1')) })
  expect(reply.body.code).toBe('groupManaged')
})
