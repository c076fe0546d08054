// How flat parameters become a tree, and what is refused on the way.

import { describe, expect, test } from 'vitest'
import { AliyunError } from './error.ts'
import { MAX_PARAMETERS, type ParameterTree, parseFlat, unfold, union } from './parameters.ts'

const plain = (text: string): unknown => objectsOf(unfold(parseFlat(text)))

const objectsOf = (tree: ParameterTree): unknown =>
  typeof tree === 'string'
    ? tree
    : Object.fromEntries([...tree].map(([name, below]) => [name, objectsOf(below)]))

describe('reading pairs', () => {
  test('escapes are decoded, a plus is a space, an escaped plus is one', () => {
    expect([...parseFlat('a%2Eb=%E4%B8%AD+x%2B&c=&d')]).toEqual([
      ['a.b', '中 x+'],
      ['c', ''],
      ['d', ''],
    ])
  })

  test('of a parameter sent twice the last one stands', () => {
    expect([...parseFlat('a=1&b=2&a=3')]).toEqual([
      ['a', '3'],
      ['b', '2'],
    ])
  })

  test.each(['a=%', 'a=%zz', 'a=%ff', 'a=%C3%28', '%E4%B8=1'])('broken escapes are refused: %s', (text) => {
    expect(() => parseFlat(text)).toThrow(AliyunError)
  })

  test('the count is bounded, over query and form together', () => {
    const many = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => `${name}${index}=1`).join('&')
    expect(parseFlat(many(MAX_PARAMETERS, 'a')).size).toBe(MAX_PARAMETERS)
    expect(() => parseFlat(many(MAX_PARAMETERS + 1, 'a'))).toThrow('at most 5000')
    expect(() => union(parseFlat(many(3000, 'a')), parseFlat(many(3000, 'b')))).toThrow('at most 5000')
    expect(union(parseFlat(many(3000, 'a')), parseFlat(many(3000, 'a'))).size).toBe(3000)
  })

  test('where query and form have the same name, the form stands', () => {
    expect(union(parseFlat('a=1&b=2'), parseFlat('a=3')).get('a')).toBe('3')
  })
})

describe('unfolding', () => {
  test('dots make levels, numbers may have holes', () => {
    expect(plain('P.3.A=x&P.1.A=y&P.1.B.C=z&D=1')).toEqual({
      P: { 1: { A: 'y', B: { C: 'z' } }, 3: { A: 'x' } },
      D: '1',
    })
  })

  test('a name that is value and prefix at once is what was sent later', () => {
    expect(plain('A=1&A.B=2')).toEqual({ A: { B: '2' } })
    expect(plain('A.B=2&A=1')).toEqual({ A: '1' })
  })

  test('names of the language itself are names like any other', () => {
    const tree = unfold(parseFlat('__proto__.polluted=1&constructor.prototype.x=2&toString=3'))
    expect([...tree.keys()]).toEqual(['__proto__', 'constructor', 'toString'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(({} as Record<string, unknown>).x).toBeUndefined()
    expect(tree.get('hasOwnProperty')).toBeUndefined()
  })

  test('the depth is bounded', () => {
    expect(plain('a.b.c.d.e.f.g.h=1')).toEqual({ a: { b: { c: { d: { e: { f: { g: { h: '1' } } } } } } } })
    expect(() => plain('a.b.c.d.e.f.g.h.i=1')).toThrow(AliyunError)
  })
})
