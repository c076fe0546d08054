// Parts of long lists: pages, tokens, and tokens while the list changes.

import { describe, expect, test } from 'vitest'
import { decodeFields } from './fields.ts'
import { byEither, byPage, byToken } from './pagination.ts'
import { parseFlat, unfold } from './parameters.ts'

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `r-${index}`, createdAt: 1000 + index }))
const ids = (list: readonly { id: string }[]) => list.map((one) => one.id)

const pages = byPage({ default: 10, max: 50 })
const tokens = byToken({ default: 3, min: 2, max: 5 })
const either = byEither({ default: 10, max: 50 }, { default: 10, min: 2, max: 100 })

const cut = (list: ReturnType<typeof items>, query: string) =>
  either.cut(list, decodeFields(either.fields, unfold(parseFlat(query))))

describe('pages', () => {
  const read = (query: string) => decodeFields(pages.fields, unfold(parseFlat(query)))

  test('the first page of the default size when nothing is asked', () => {
    const part = pages.cut(items(12), read(''))
    expect(ids(part.items)).toEqual(ids(items(10)))
    expect(part.envelope).toEqual({ TotalCount: 12, PageNumber: 1, PageSize: 10 })
  })

  test('the last page is short, beyond it is nothing, the total stays', () => {
    expect(ids(pages.cut(items(12), read('PageNumber=2')).items)).toEqual(['r-10', 'r-11'])
    expect(pages.cut(items(12), read('PageNumber=3'))).toEqual({
      items: [],
      envelope: { TotalCount: 12, PageNumber: 3, PageSize: 10 },
    })
  })

  test.each(['PageSize=0', 'PageSize=51', 'PageNumber=0', 'PageNumber=x', 'PageSize=1.5'])(
    '%s is refused',
    (query) => {
      expect(() => read(query)).toThrow('is not valid')
    },
  )
})

describe('tokens', () => {
  const next = (list: ReturnType<typeof items>, token?: string, size?: number) =>
    tokens.cut(list, { NextToken: token, MaxResults: size })

  test('lead through the whole list, and the last one is empty', () => {
    const first = next(items(7))
    const second = next(items(7), first.envelope.NextToken as string)
    const third = next(items(7), second.envelope.NextToken as string)
    expect([first, second, third].map((part) => part.items.length)).toEqual([3, 3, 1])
    expect(third.envelope.NextToken).toBe('')
    expect(next(items(3)).envelope.NextToken).toBe('')
  })

  test('nothing is lost or shown twice when entries come before and behind', () => {
    const token = next(items(6)).envelope.NextToken as string
    const grown = [{ id: 'new', createdAt: 5 }, ...items(6), { id: 'last', createdAt: 9999 }]
    expect(ids(next(grown, token).items)).toEqual(['r-3', 'r-4', 'r-5'])
  })

  test('entries of one moment, and of a clock that went back, are walked through once each', () => {
    const moments = [...Array(120).fill(1000), 2000, 1500, 1500, 500, 3000, 3000] as number[]
    const all = moments.map((createdAt, index) => ({ id: `r-${index}`, createdAt }))
    const seen: string[] = []
    let token: string | undefined
    do {
      const part = tokens.cut(all, { MaxResults: 5, NextToken: token })
      seen.push(...ids(part.items))
      token = part.envelope.NextToken as string
    } while (token !== '' && seen.length <= all.length)
    expect(seen).toEqual(ids(all))
  })

  test('the entry of the token may vanish', () => {
    const token = next(items(6)).envelope.NextToken as string
    const shrunk = items(6).filter((one) => one.id !== 'r-2')
    expect(ids(next(shrunk, token).items)).toEqual(['r-3', 'r-4', 'r-5'])
    expect(next(items(2), token).items).toEqual([])
  })

  test.each(['x', '%00', Buffer.from('no number').toString('base64url')])('%s is no token', (token) => {
    expect(() => next(items(3), token)).toThrow('NextToken')
  })
})

describe('either', () => {
  test('pages until a parameter of tokens comes', () => {
    expect(cut(items(12), 'PageSize=5').envelope).toMatchObject({
      TotalCount: 12,
      PageNumber: 1,
      PageSize: 5,
    })
    expect(cut(items(12), 'MaxResults=5').envelope).not.toHaveProperty('PageNumber')
  })

  test('a client of tokens may begin without any parameter', () => {
    const first = cut(items(12), '')
    const second = cut(items(12), `NextToken=${first.envelope.NextToken}`)
    expect([...ids(first.items), ...ids(second.items)]).toEqual(ids(items(12)))
  })

  test('out of bounds is refused, or brought within where the cloud does so', () => {
    expect(() => cut(items(3), 'MaxResults=1')).toThrow('is not valid')
    const clamping = byEither({ default: 10, max: 50 }, { default: 10, min: 2, max: 4, clamp: true })
    const size = (query: string) =>
      clamping.cut(items(9), decodeFields(clamping.fields, unfold(parseFlat(query)))).items.length
    expect([size('MaxResults=1'), size('MaxResults=3'), size('MaxResults=900')]).toEqual([2, 3, 4])
  })
})
