// The second judge of the packet tables: the interpreter of the compiled plan; first packets, then whole sessions.

import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../src/core/compile/nftables/walk.ts'
import { portName } from '../../src/core/compile/ports.ts'
import { loadTables } from '../packets/load.ts'
import { isAtEdge, type Row } from '../packets/table.ts'
import { CLAUSE_WORDS, interpreterJudge, openAll, send } from './judge.ts'
import { Routers } from './routers.ts'
import { answerTo } from './sessions.ts'

for (const table of loadTables()) {
  describe(`${table.name}: ${table.title}`, () => {
    const judge = interpreterJudge(table)
    const rows = table.rows.filter((row) => !row.skips.has('interpreter'))
    test.each(rows.map((row) => [`${row.note}: ${row.text}`, row] as const))('%s', (_, row) => {
      const { verdict, comments } = judge(row)
      expect(verdict).toBe(row.expected)
      // To the router itself no clause is asked: what is not system traffic ends there.
      const isClause = row.by !== null && CLAUSE_WORDS.test(row.by) && comments.at(-1) !== 'router'
      const by = isClause ? row.by : null
      if (by !== null) expect(comments.filter((comment) => CLAUSE_WORDS.test(comment)).at(-1)).toBe(by)
    })

    // Whoever has a way there and back has a session; then the rules of the table come into force.
    const routers = new Routers(table.world, openAll)
    const open = (row: Row): (() => Delivery) => {
      const { packet, oif } = send(table.world, routers.afresh(), row.packet, row)
      const receiver = [...table.world.list('eni')].find((eni) => portName(eni.id) === oif)
      const answer = answerTo(packet)
      return () => (receiver ? routers.sendFrom(receiver, answer) : routers.sendFromOutside(answer))
    }
    const hasSession = (row: Row): boolean =>
      row.kind === 'first' && row.side === null && !isAtEdge(row) && open(row)().verdict === 'accept'
    test.each(rows.filter(hasSession).map((row) => [`C3: ${row.text}`, row] as const))(
      'opened before these rules: %s',
      (_, row) => {
        const answer = open(row)
        expect(answer().verdict).toBe('accept')
        routers.replan(table.world, 2)
        expect(answer().verdict).toBe(row.expected)
        expect(send(table.world, routers, row.packet, row).verdict).toBe(row.expected)
      },
    )
  })
}
