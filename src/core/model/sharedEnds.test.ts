// What an edit notes is never more than the two lists share.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EditedCopy, sharedEnds } from './sharedEnds.ts'

const edits = fc.array(fc.record({ at: fc.nat(20), removed: fc.nat(3), added: fc.nat(3) }), { maxLength: 5 })

test('after any edits: what is said to be shared is, and what was noted is no part of another comparison', () => {
  fc.assert(
    fc.property(fc.nat(12), edits, (length, list) => {
      const before = Array.from({ length }, () => ({}))
      const copy = new EditedCopy<object>(before)
      for (const { at, removed, added } of list) {
        const place = Math.min(at, copy.list.length)
        const gone = Math.min(removed, copy.list.length - place)
        copy.splice(place, gone, ...Array.from({ length: added }, () => ({})))
      }
      const after = copy.done()
      const { head, tail } = sharedEnds(before, after)
      expect(head + tail).toBeLessThanOrEqual(Math.min(before.length, after.length))
      expect(after.slice(0, head)).toEqual(before.slice(0, head))
      for (let at = 0; at < head; at++) expect(after[at]).toBe(before[at])
      for (let at = 1; at <= tail; at++) expect(after.at(-at)).toBe(before.at(-at))
      // One edit in the middle keeps all that is around it.
      if (list.length === 0) expect(head).toBe(length)
      const other = before.slice()
      expect(sharedEnds(other, after)).toEqual(sharedEnds(other, after.slice()))
    }),
  )
})

test('a chain of edits: each knows the one before it', () => {
  let list: readonly object[] = Array.from({ length: 100 }, () => ({}))
  for (let step = 0; step < 10; step++) {
    const copy = new EditedCopy(list)
    copy.splice(50 + step, 1, {})
    const next = copy.done()
    expect(sharedEnds(list, next)).toMatchObject({ head: 50 + step, tail: 49 - step })
    list = next
  }
})
