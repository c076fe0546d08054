// The first judge of the packet tables: the reference evaluator.

import { describe, expect, test } from 'vitest'
import { referenceJudge } from './judge.ts'
import { loadTables } from './load.ts'
import { whyWord } from './table.ts'

const tables = loadTables()

for (const table of tables) {
  describe(`${table.name}: ${table.title}`, () => {
    const judge = referenceJudge(table)
    test.each(table.rows.map((row) => [`${row.note}: ${row.text}`, row] as const))('%s', (_, row) => {
      const judgement = judge(row)
      const by = judgement.why === null ? 'nobody' : whyWord(judgement.why)
      expect([judgement.action, by]).toEqual([row.expected, row.by ?? by])
    })
  })
}
