// What an index gives: the same list until something changes, never one that changes under its reader.

import { describe, expect, test } from 'vitest'
import { rule } from '../../../test/store/bodies.ts'
import type { Write } from './resources.ts'
import { extendedFrom, ResourceTables } from './tables.ts'

const put = (id: string, group: string): Write => ({ kind: 'rule', id, body: rule(id, group) }) as Write
const remove = (id: string): Write => ({ kind: 'rule', id, body: null }) as Write
const idsIn = (tables: ResourceTables, group: string) =>
  tables.by('rule', 'group', group).map((one) => one.id as string)

const filled = () => {
  const tables = new ResourceTables()
  tables.apply({ writes: [put('r1', 'a'), put('r2', 'b'), put('r3', 'a')] })
  return tables
}

describe('by an index', () => {
  test('a list once handed out stays as it was, whatever is written afterwards', () => {
    const tables = filled()
    const before = tables.by('rule', 'group', 'a')
    const texts = JSON.stringify(before)
    tables.apply({ writes: [put('r4', 'a'), put('r1', 'b'), remove('r3')] })
    expect(JSON.stringify(before)).toBe(texts)
    expect(idsIn(tables, 'a')).toEqual(['r4'])
    expect(idsIn(tables, 'b')).toEqual(['r1', 'r2'])
  })

  test('a rewritten resource is seen as it is now, at its old place', () => {
    const tables = filled()
    expect(idsIn(tables, 'a')).toEqual(['r1', 'r3'])
    tables.write({ kind: 'rule', id: 'r1', body: { ...rule('r1', 'a'), description: 'new' } } as Write)
    expect(tables.by('rule', 'group', 'a').map((one) => one.description)).toEqual(['new', '端口 22 “ssh”'])
  })

  test('what moves under a key stands before younger ones', () => {
    const tables = filled()
    expect(idsIn(tables, 'a')).toEqual(['r1', 'r3'])
    tables.apply({ writes: [put('r2', 'a')] })
    expect(idsIn(tables, 'a')).toEqual(['r1', 'r2', 'r3'])
    expect(idsIn(tables, 'b')).toEqual([])
  })

  test('a list says which shorter one it extends, as long as only what is younger came', () => {
    const tables = filled()
    const list = () => tables.by('rule', 'group', 'a')
    const first = list()
    expect(extendedFrom(first)).toBeUndefined()
    tables.apply({ writes: [put('r4', 'a'), put('r5', 'a')] })
    const second = list()
    expect(second.map(({ id }) => id as string)).toEqual(['r1', 'r3', 'r4', 'r5'])
    expect(extendedFrom(second)).toBe(first)
    tables.apply({ writes: [put('r6', 'a'), put('r2', 'a')] })
    expect(extendedFrom(list()), 'r2 stands before them').toBeUndefined()
    tables.apply({ writes: [put('r7', 'a'), { kind: 'rule', id: 'r7', body: rule('r7', 'a') } as Write] })
    expect(extendedFrom(list()), 'r7 was written again').toBeUndefined()
    tables.apply({ writes: [put('r8', 'a'), remove('r8'), put('r9', 'a')] })
    expect(extendedFrom(list()), 'r8 went').toBeUndefined()
    expect(idsIn(tables, 'a')).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r9'])
  })

  test('nothing is copied while nothing changes', () => {
    const tables = filled()
    const first = tables.by('rule', 'group', 'a')
    tables.apply({ writes: [put('r9', 'b')] })
    expect(tables.by('rule', 'group', 'a')).toBe(first)
  })
})
