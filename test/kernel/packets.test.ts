// The third judge of the packet tables: real packets through the compiled rulesets in a kernel.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadTables } from '../packets/load.ts'
import { describeUnless } from '../skipReason.ts'
import { judgeRow, judgeSessions, reasonNotToSend } from './judge.ts'
import { Lab } from './lab.ts'
import { reasonNotToInject } from './machine.ts'

describeUnless(reasonNotToInject(), 'packet tables in the kernel', () => {
  let sessions = 0
  for (const table of loadTables()) {
    describe(`${table.name}: ${table.title}`, () => {
      let lab: Lab
      beforeAll(async () => {
        lab = await Lab.open(table.world)
      })
      afterAll(() => lab.close())

      for (const row of table.rows) {
        const reason = reasonNotToSend(row)
        const skip = reason === undefined ? {} : { meta: { skipReason: reason } }
        test.skipIf(reason !== undefined)(`${row.note}: ${row.text}`, skip, async () => {
          expect(await judgeRow(lab, table, row)).toBe(row.expected)
        })
      }

      test('C3: sessions opened before these rules live on exactly where the rules accept them', async () => {
        const found = await judgeSessions(lab, table)
        expect(found.map(({ row, action }) => `${action} ${row.text}`)).toEqual(
          found.map(({ row }) => `${row.expected} ${row.text}`),
        )
        sessions += found.length
      })
    })
  }

  test('C3: the tables above did open sessions', () => {
    expect(sessions).toBeGreaterThan(100)
  })
})
