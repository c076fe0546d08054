// Files from people: encodings, wrappers, spellings, and errors that say where.

import { describe, expect, test } from 'vitest'
import { parseService, type Service } from '../../src/core/analysis/exposure/service.ts'
import { setOfTexts } from '../../src/core/model/addressSet.ts'
import { askGroups } from '../../src/offline/ask.ts'
import type { Part } from '../../src/offline/part.ts'
import { FileProblem } from '../../src/offline/problem.ts'
import { readFile } from '../../src/offline/readFile.ts'
import { assemble } from '../../src/offline/world.ts'
import { bytesOf, groupAnswer, isOpen, permission, read } from './files.ts'

/** Code and values of what is wrong with a file. */
function problemOf(make: () => unknown) {
  try {
    make()
  } catch (error) {
    if (error instanceof FileProblem) return { problem: error.code, ...error.values }
    throw error
  }
  return undefined
}

const SSH = parseService('tcp/22') as Service
const HEADER = 'Direction,Policy,Priority,IpProtocol,PortRange,SourceCidrIp,Description'
const LINE = "ingress,Accept,1,TCP,22/22,0.0.0.0/0,'=远程登录"

/** `远程登录` in GBK. */
const GBK = [0xd4, 0xb6, 0xb3, 0xcc, 0xb5, 0xc7, 0xc2, 0xbc]

describe('encodings', () => {
  test('UTF-8 with a byte order mark', () => {
    expect(isOpen([read(`\uFEFF${JSON.stringify(groupAnswer([permission()]))}`)]).open).toBe(true)
  })

  test('UTF-16 as PowerShell writes it', () => {
    const text = `\uFEFF${JSON.stringify(groupAnswer([permission()]))}`
    const bytes = new Uint8Array(Uint16Array.from(text, (each) => each.charCodeAt(0)).buffer)
    expect(isOpen([readFile('a.json', bytes)]).open).toBe(true)
  })

  test('CSV in GBK with CRLF, the way spreadsheets in China save it', () => {
    const [head = '', tail = ''] = `${HEADER}\r\n${LINE}\r\n`.split('远程登录')
    const bytes = Uint8Array.from([...bytesOf(head), ...GBK, ...bytesOf(tail)])
    const part = readFile('ecs_sgRule_sg-1_cn-hangzhou_2026-11-20.csv', bytes)
    expect(part.rules.map(({ description, groupId }) => [description, groupId])).toEqual([
      ['=远程登录', 'sg-1'],
    ])
    expect(isOpen([part]).open).toBe(true)
  })

  test.each([
    ['a workbook under the name of a text file', Uint8Array.of(0x50, 0x4b, 3, 4), 'encoding'],
    ['bytes that are no text', Uint8Array.of(0x22, 0xff, 0xff, 0xff), 'encoding'],
    ['nothing', new Uint8Array(), 'empty'],
    ['half of a JSON text', bytesOf('{"Permissions": {"Permission": ['), 'json'],
    ['a JSON text about something else', bytesOf('{"name": "left-pad"}'), 'unknownShape'],
    ['a text alone', bytesOf('"sg-1"'), 'columnUnknown'],
    ['lists within lists', bytesOf(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), 'unknownShape'],
    ['objects within objects', bytesOf(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`), 'unknownShape'],
  ])('%s is refused', (_, bytes, code) => {
    expect(problemOf(() => readFile('a.json', bytes))?.problem).toBe(code)
  })
})

describe('lists in an answer', () => {
  const row = permission()
  const eni = (groups: unknown) => ({
    NetworkInterfaceSets: {
      NetworkInterfaceSet: {
        NetworkInterfaceId: 'eni-1',
        PrivateIpAddress: '10.0.0.9',
        SecurityGroupIds: { SecurityGroupId: groups },
      },
    },
  })

  test('one that is bare, as converters of XML write a list of one, counts', () => {
    expect(isOpen([read({ ...groupAnswer([]), Permissions: { Permission: row } })]).open).toBe(true)
    expect(read(eni('sg-b')).enis).toMatchObject([{ eni: { securityGroupIds: ['sg-b'] } }])
    const list = { PrefixListId: 'pl-1', Entries: { Entry: { Cidr: '0.0.0.0/0' } } }
    expect(read(list).prefixLists).toMatchObject([{ entries: [{ cidr: '0.0.0.0/0' }] }])
  })

  test('empty ones are empty, in whatever form', () => {
    for (const Permissions of [{}, [], { Permission: [] }, { Permission: null }])
      expect(isOpen([read({ ...groupAnswer([]), Permissions })]).open).toBe(false)
  })

  test.each([
    ['rules', { ...groupAnswer([]), Permissions: 'none' }],
    ['a wrapper of another name', { ...groupAnswer([]), Permissions: { Rules: [row] } }],
    ['a rule that is none', groupAnswer([1 as never])],
    ['rules of Tencent', { SecurityGroupId: 'sg-1', SecurityGroupPolicySet: { Ingress: 'all' } }],
    ['entries', { PrefixListId: 'pl-1', Entries: { Cidr: '0.0.0.0/0' } }],
    ['groups of an interface', eni([{ SecurityGroupId: 'sg-b' }])],
  ])('%s: what is no list is refused instead of being read as nothing', (_, content) => {
    expect(problemOf(() => read(content))?.problem).toBe('notAList')
  })
})

test('NicType counts in the classic network alone; where nobody says which it is, it is unknown', () => {
  const rows = [
    permission(),
    permission({ SecurityGroupRuleId: 'sgr-2', PortRange: '80/80', NicType: 'internet' }),
  ]
  const openIn = (content: unknown) => ['tcp/22', 'tcp/80'].map((to) => isOpen([read(content)], to).open)
  expect(openIn(groupAnswer(rows))).toEqual([true, true])
  expect(openIn(groupAnswer(rows, { VpcId: '' }))).toEqual([false, true])
  expect(openIn(rows)).toEqual(['unknown', true])
  const drop = permission({ SecurityGroupRuleId: 'sgr-3', Policy: 'Drop', SourceCidrIp: '0.0.0.0/0' })
  const masked = [drop, permission({ Priority: '2', NicType: 'internet' })]
  expect(openIn(groupAnswer(masked, { VpcId: '' }))).toEqual([true, false])
})

test('a group said to have no members is one that nobody calls from; one not given is unknown', () => {
  const rows = [permission({ SourceCidrIp: '', SourceGroupId: 'sg-b' })]
  const openTo = (context: Part) => {
    const world = assemble(read(groupAnswer(rows)), context)
    return askGroups(world, world.groups, { from: setOfTexts(['10.0.0.0/8']), to: SSH }).open
  }
  expect(openTo(read({ 'sg-b': [] }))).toBe(false)
  expect(openTo(read({ 'sg-b': ['10.0.0.9'] }))).toBe(true)
  expect(openTo(read({ 'sg-c': [] }))).toBe('unknown')
})

describe('answers', () => {
  const rows = [permission()]
  test.each([
    ['bare', groupAnswer(rows)],
    [
      'below `body` with small letters',
      {
        statusCode: 200,
        body: {
          securityGroupId: 'sg-a',
          innerAccessPolicy: 'Drop',
          permissions: {
            permission: [
              {
                direction: 'ingress',
                ipProtocol: 'tcp',
                portRange: '22/22',
                sourceCidrIp: '0.0.0.0/0',
                policy: 'accept',
                priority: 1,
              },
            ],
          },
        },
      },
    ],
    ['without the inner wrapper', { ...groupAnswer([]), Permissions: rows }],
    ['the list of rules alone', rows],
    ['several answers in one list', [groupAnswer([], { SecurityGroupId: 'sg-b' }), groupAnswer(rows)]],
  ])('%s', (_, content) => {
    expect(isOpen([read(content)]).open).toBe(true)
  })

  test('old TCP rules with -1/-1 mean every port', () => {
    expect(isOpen([read(groupAnswer([permission({ PortRange: '-1/-1' })]))]).open).toBe(true)
  })

  test('a page of a longer answer is refused until the last page is there', () => {
    const first = () => read(groupAnswer([permission({ PortRange: '80/80' })], { NextToken: 'next' }))
    const last = () => read(groupAnswer([permission({ SecurityGroupRuleId: 'sgr-2' })]))
    expect(problemOf(() => isOpen([first()]))?.problem).toBe('incomplete')
    expect(isOpen([first(), last()]).open).toBe(true)
    expect(isOpen([first(), last()], 'tcp/80').open).toBe(true)
  })

  test('some members are not taken for all', () => {
    const answer = {
      TotalCount: 3,
      NetworkInterfaceSets: { NetworkInterfaceSet: [{ NetworkInterfaceId: 'eni-1' }] },
    }
    expect(problemOf(() => read(answer))).toEqual({ problem: 'incomplete', rows: 1, total: 3 })
  })

  test('the answer to a refused call says so', () => {
    const refused = { RequestId: 'x', Code: 'Forbidden.RAM', Message: 'User not authorized' }
    expect(problemOf(() => read(refused))).toMatchObject({
      problem: 'answerIsError',
      message: 'User not authorized',
    })
    expect(problemOf(() => read({ Response: { Error: refused } }))).toMatchObject({
      problem: 'answerIsError',
      message: 'User not authorized',
    })
  })

  test('groups of both clouds cannot be one interface', () => {
    const tencent = { SecurityGroupId: 'sg-t', SecurityGroupPolicySet: { Ingress: [], Egress: [] } }
    expect(problemOf(() => isOpen([read(groupAnswer([])), read(tencent)]))?.problem).toBe('mixedClouds')
  })

  test('a list of ports takes its id from the name of the file', () => {
    const ports = { Entries: [{ PortRange: '20/30' }] }
    const group = read(groupAnswer([permission({ PortRange: '', PortRangeListId: 'prl-1' })]))
    expect(isOpen([group], 'tcp/22', [read(ports, 'lists/prl-1.json')]).open).toBe(true)
    expect(problemOf(() => read(ports, 'ports.json'))?.problem).toBe('listWithoutId')
  })
})

describe('rows', () => {
  test.each([
    ['IpProtocol', 'TPC'],
    ['PortRange', '22-'],
    ['PortRange', '30/20'],
    ['SourceCidrIp', '10.0.0.300/8'],
    ['Policy', 'allow'],
    ['Priority', 'first'],
    ['Direction', 'in'],
    ['NicType', 'eth0'],
  ])('%s `%s` is named with the number of its row', (field, value) => {
    const rows = [permission(), permission({ [field]: value })]
    expect(problemOf(() => read(groupAnswer(rows)))).toEqual({ problem: 'rowValue', row: 2, field, value })
  })

  test('a rule without anybody at the other end', () => {
    expect(problemOf(() => read(groupAnswer([permission({ SourceCidrIp: '' })])))?.problem).toBe('row')
  })

  test('a Tencent rule that cannot be read', () => {
    const ingress = [{ Action: 'ACCEPT', Protocol: 'tcp', Port: '22', CidrBlock: '1.2.3' }]
    expect(problemOf(() => read({ SecurityGroupId: 'sg-t', Ingress: ingress }))).toEqual({
      ...{ problem: 'rowValue', row: 1, field: 'CidrBlock', value: '1.2.3' },
    })
  })
})

describe('CSV', () => {
  test.each(['Direction', 'Policy', 'Priority', 'IpProtocol', 'PortRange', 'SourceCidrIp'])(
    'without the column %s nothing is guessed',
    (column) => {
      const columns = HEADER.split(',')
      const place = columns.indexOf(column)
      const without = [HEADER, LINE].map((line) =>
        line
          .split(',')
          .filter((_, index) => index !== place)
          .join(),
      )
      const problem = problemOf(() => read(without.join('\n'), 'sg-1.csv'))
      expect(problem?.problem).toBe('columnMissing')
    },
  )

  test('a row is counted as spreadsheets do', () => {
    const wrong = LINE.replace('22/22', '22')
    const problem = problemOf(() =>
      read([HEADER, LINE, LINE.replace('TCP', 'TPC'), wrong].join('\r\n'), 'sg-1.csv'),
    )
    expect(problem).toEqual({ problem: 'rowValue', row: 3, field: 'IpProtocol', value: 'TPC' })
  })

  test('an unknown or repeated column is refused', () => {
    expect(problemOf(() => read(`${HEADER},Owner\n`, 'sg-1.csv'))).toEqual({
      problem: 'columnUnknown',
      column: 'Owner',
    })
    expect(problemOf(() => read(`${HEADER},Policy\n`, 'sg-1.csv'))?.problem).toBe('columnRepeated')
  })
})

describe('context by hand', () => {
  test('members, prefix lists and port lists', () => {
    const group = read(
      groupAnswer([
        permission({ SourceCidrIp: '', SourcePrefixListId: 'pl-1', PortRange: '', PortRangeListId: 'prl-1' }),
      ]),
    )
    const given = read({ 'pl-1': ['8.8.8.0/24'], 'prl-1': ['20/30'], 'sg-b': ['10.0.0.5'] })
    expect(isOpen([group]).open).toBe('unknown')
    expect(isOpen([group], 'tcp/22', [given]).open).toBe(true)
  })

  test('an entry that cannot be read is named', () => {
    expect(problemOf(() => read({ 'pl-1': ['8.8.8'] }))).toEqual({
      problem: 'listValue',
      list: 'pl-1',
      value: '8.8.8',
    })
  })
})
