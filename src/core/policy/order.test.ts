// Order of rules in both clouds' ways.

import { describe, expect, test } from 'vitest'
import { basicGroup, ruleIn, sequenceGroup } from '../../../test/packets/resources.ts'
import type { Action } from '../model/rule.ts'
import { compareRefs, rankOf, refTo } from './order.ts'

const rule = (id: string, precedence: number, action: Action = 'accept') =>
  ruleIn('sg-1', id, { precedence, action })
const merged = basicGroup('sg-1', 'vpc-1')
const sequence = sequenceGroup('sg-1')

describe('rank', () => {
  test('P3: where groups are merged, their place does not matter and drop comes first at equal priority', () => {
    expect(rankOf(rule('a', 5, 'drop'), merged, 3)).toEqual([0, 5, 0])
    expect(rankOf(rule('a', 5, 'accept'), merged, 0)).toEqual([0, 5, 1])
    expect(compareRefs(refTo(rule('z', 5, 'drop'), merged, 9), refTo(rule('a', 5), merged, 0))).toBeLessThan(
      0,
    )
    expect(compareRefs(refTo(rule('z', 4), merged, 9), refTo(rule('a', 5, 'drop'), merged, 0))).toBeLessThan(
      0,
    )
  })

  test('P3: in sequence, the group comes first, then the place in it, and drop has no advantage', () => {
    expect(rankOf(rule('a', 5, 'drop'), sequence, 3)).toEqual([3, 5, 0])
    expect(compareRefs(refTo(rule('z', 9), sequence, 0), refTo(rule('a', 0), sequence, 1))).toBeLessThan(0)
    expect(
      compareRefs(refTo(rule('a', 1), sequence, 0), refTo(rule('b', 1, 'drop'), sequence, 0)),
    ).toBeLessThan(0)
  })

  test('W1: the rule named is the same one whatever order the rules were made in', () => {
    const [first, second] = [refTo(rule('a', 1), merged, 1), refTo(rule('b', 1), merged, 0)]
    expect([second, first].sort(compareRefs)).toEqual([first, second])
    expect([first, second].sort(compareRefs)).toEqual([first, second])
    expect(compareRefs(first, first)).toBe(0)
  })
})
