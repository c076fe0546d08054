// What declared parameters take, what they make of it, and with which code they refuse.

import { describe, expect, test } from 'vitest'
import { AliyunError } from './error.ts'
import {
  choice,
  commaList,
  decodeFields,
  type Fields,
  flag,
  ignored,
  integer,
  list,
  object,
  required,
  text,
  withDefault,
} from './fields.ts'
import { parseFlat, unfold } from './parameters.ts'

const decode = <F extends Fields>(fields: F, query: string) => decodeFields(fields, unfold(parseFlat(query)))
const about = 'x'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof AliyunError) return `${error.status} ${error.code}`
    throw error
  }
  return 'none'
}

describe('scalars', () => {
  const fields = {
    Text: text({ about, check: /^a/ }),
    Number: integer({ about, min: 1, max: 9 }),
    Flag: flag({ about }),
    Choice: choice(['Accept', 'Drop'], { about }),
  }

  test('are read, in any case where they are words', () => {
    expect(decode(fields, 'Text=ab&Number=9&Flag=TRUE&Choice=drop')).toEqual({
      Text: 'ab',
      Number: 9,
      Flag: true,
      Choice: 'Drop',
    })
  })

  test('are undefined when absent or empty', () => {
    const none = { Text: undefined, Number: undefined, Flag: undefined, Choice: undefined }
    expect(decode(fields, '')).toEqual(none)
    expect(decode(fields, 'Text=&Number=&Flag=&Choice=')).toEqual(none)
  })

  test.each(['Text=b', 'Number=0', 'Number=10', 'Number=1e3', 'Flag=yes', 'Choice=Deny', 'Text.1=a'])(
    '%s is refused',
    (query) => {
      expect(codeOf(() => decode(fields, query))).toBe('400 InvalidParameter')
    },
  )

  test('have codes of their own', () => {
    const own = { status: 403, code: 'Own', message: 'x' }
    const gone = { status: 404, code: 'Gone', message: 'x' }
    const strict = { A: required(integer({ about, malformed: own }), gone) }
    expect(codeOf(() => decode(strict, 'A=x'))).toBe('403 Own')
    expect(codeOf(() => decode(strict, ''))).toBe('404 Gone')
    expect(codeOf(() => decode({ A: required(text({ about })) }, 'A='))).toBe('400 MissingParameter')
    expect(decode({ A: withDefault(text({ about }), 'd') }, '')).toEqual({ A: 'd' })
  })

  test('what is ignored is taken in any form', () => {
    expect(decode({ A: ignored('x') }, 'A.1.B=2')).toEqual({ A: undefined })
  })
})

describe('lists', () => {
  const fields = { Id: list(text({ about, check: /^i-/ }), { about, max: 3 }) }

  test('come numbered with holes, in numeric order, or as JSON', () => {
    expect(decode(fields, 'Id.10=i-c&Id.2=i-b&Id.1=i-a')).toEqual({ Id: ['i-a', 'i-b', 'i-c'] })
    expect(decode(fields, 'Id=["i-a","i-b"]')).toEqual({ Id: ['i-a', 'i-b'] })
    expect(decode(fields, '')).toEqual({ Id: [] })
    expect(decode(fields, 'Id.1=')).toEqual({ Id: [] })
  })

  test.each(['Id=i-a', 'Id=[', 'Id={}', 'Id.1=x', 'Id=["x"]', 'Id=["i-a","i-a","i-a","i-a"]'])(
    '%s is refused',
    (query) => {
      expect(codeOf(() => decode(fields, query))).toBe('400 InvalidParameter')
    },
  )

  test('JSON nested without end is refused, not followed', () => {
    expect(codeOf(() => decode(fields, `Id=${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBe(
      '400 InvalidParameter',
    )
  })

  test('may need entries', () => {
    const needy = { Id: list(text({ about }), { about, min: 1 }) }
    expect(codeOf(() => decode(needy, ''))).toBe('400 MissingParameter')
    expect(needy.Id.required).toBe(true)
  })

  test('of commas are parted and trimmed', () => {
    const commas = { Id: commaList({ about, max: 2 }) }
    expect(decode(commas, 'Id=a,%20b')).toEqual({ Id: ['a', 'b'] })
    expect(decode(commas, '')).toEqual({ Id: [] })
    expect(codeOf(() => decode(commas, 'Id=a,b,c'))).toBe('400 InvalidParameter')
    expect(codeOf(() => decode(commas, 'Id=a,,b'))).toBe('400 InvalidParameter')
  })
})

describe('objects', () => {
  const tag = object({ Key: required(text({ about })), Value: text({ about }) }, { about })
  const fields = { Tag: list(tag, { about }) }

  test('find their parts in any case, and come as JSON', () => {
    const both = {
      Tag: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: undefined },
      ],
    }
    expect(decode(fields, 'Tag.1.key=a&Tag.1.Value=1&Tag.2.Key=b')).toEqual(both)
    expect(decode(fields, 'Tag=[{"Key":"a","Value":1},{"Key":"b"}]')).toEqual(both)
    expect(decode({ One: tag }, 'One={"Key":"a"}')).toEqual({ One: { Key: 'a', Value: undefined } })
  })

  test('a part spelled as declared stands before one in another case', () => {
    const one = { Name: text({ about }), List: list(text({ about }), { about }) }
    expect(decode(one, 'NAME=other&Name=exact')).toEqual({ Name: 'exact', List: [] })
    expect(decode(one, 'Name=exact&name=other&LIST.1=a')).toEqual({ Name: 'exact', List: ['a'] })
    expect(decode(one, 'NAME=first&name=last')).toEqual({ Name: 'last', List: [] })
  })

  test('name the place of what is missing', () => {
    expect(() => decode(fields, 'Tag.2.Value=x')).toThrow('"Tag.2.Key"')
    expect(codeOf(() => decode({ One: tag }, 'One=x'))).toBe('400 InvalidParameter')
  })
})
