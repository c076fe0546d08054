// The packet tables' own form: what is printed reads back as the same world, what is wrong is named with its line.

import { describe, expect, test } from 'vitest'
import { KINDS } from '../../src/core/model/resources.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { loadTables } from './load.ts'
import { parseStages, parseTable } from './parse.ts'
import { printTable } from './print.ts'

const documents = (world: ResourceTables) => KINDS.map((kind) => [kind, [...world.list(kind)]])

describe('packet tables', () => {
  test.each(loadTables().map((table) => [table.name, table] as const))('%s survives printing', (_, table) => {
    const printed = printTable(
      table.world,
      table.rows.map(({ expected, packet }) => ({ action: expected, packet })),
    )
    expect(documents(parseTable('again', printed).world)).toEqual(documents(table.world))
  })

  test('there are enough of them', () => {
    const tables = loadTables()
    expect(tables.length).toBeGreaterThanOrEqual(10)
    expect(tables.flatMap((table) => table.rows).length).toBeGreaterThanOrEqual(150)
  })

  test('a stage writes over the world before and leaves the rest', () => {
    const list = (cidr: string) => `list pl-1 ${cidr}\n`
    const text = `# lists\nvpc vpc-1\n${list('10.0.0.0/8')}---\ndrop tcp 10.0.0.1:1 > 10.0.0.2:2\n`
    const stages = parseStages('x', `${text}=== one more\n${list('11.0.0.0/8')}---\n`)
    expect(stages.map(({ name, title, rows }) => [name, title, rows.length])).toEqual([
      ['x', 'lists', 1],
      ['x.2', 'lists: one more', 0],
    ])
    const entries = stages.map(({ world }) =>
      world.get('prefixList', 'pl-1')?.entries.map(({ cidr }) => cidr),
    )
    expect(entries).toEqual([['10.0.0.0/8'], ['11.0.0.0/8']])
    expect(stages.map(({ world }) => world.count('vpc'))).toEqual([1, 1])
    expect(() => parseStages('x', `${text}===\nbox\n---`)).toThrow('x.2:7: unknown word `box`')
  })

  test.each([
    ['vpc vpc-1\nbox b\n---', 'x:2: unknown word `box`'],
    ['vpc vpc-1', 'x:1: no line of dashes between world and rows'],
    ['---\nmaybe tcp 10.0.0.1:1 > 10.0.0.2:2', 'x:2: starts with neither accept nor drop'],
    ['---\naccept tcp 10.0.0.1:1 10.0.0.2:2', 'x:2: not a packet'],
    ['---\naccept tcp 10.0.0.1:1 > 10.0.0.2:2 because', 'x:2: unknown word `because`'],
    ['vpc vpc-1\nrule r sg-1 ingress accept tcp 80-x 10.0.0.0/8\n---', 'x:2: not ports: `80-x`'],
    ['vpc vpc-1\nrule r sg-1 ingress accept tcp 80 somebody\n---', 'x:2: not a peer: `somebody`'],
    ['vpc vpc-1\nacl nacl-1 vsw-1\n---', 'x:2: no vSwitch `vsw-1`'],
    ['vpc vpc-1\nentry nae-1 nacl-1 ingress drop all any ::/0\n---', 'x:2: no network ACL `nacl-1`'],
    ['eni eni-1 10.0.0.1 -\n---', 'x:1: no vpc before this line'],
  ])('refuses %j', (text, message) => {
    expect(() => parseTable('x', text)).toThrow(message)
  })
})
