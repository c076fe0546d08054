// The exposure probe: every case answered as worked out by hand, and the table in the docs as the cases say.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { shownId } from '../../src/offline/world.ts'
import { ask, readCases } from './cases.ts'
import { probeTable } from './table.ts'

const cases = readCases()

describe('exposure probe', () => {
  test('has the fourteen published cases and at least sixty in all', () => {
    expect(cases.filter(({ published }) => published !== undefined)).toHaveLength(14)
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })

  test.each(cases)('$name: $comment', (each) => {
    const answer = ask(each)
    expect(answer.open).toBe(each.open)
    expect(answer.witness === null).toBe(each.open !== true)
    if (each.rules !== undefined) expect(answer.rules.map(shownId).sort()).toEqual([...each.rules].sort())
  })

  test('docs/exposure.md shows these results beside the published ones', () => {
    expect(readFileSync('docs/exposure.md', 'utf8')).toContain(probeTable(cases))
  })
})
