// The text that nft gets for each packet table, kept to be read in reviews; MENSHEN_GENERATE=1 writes it anew.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { renderLine, renderTable } from '../../src/core/compile/nftables/render.ts'
import { loadTables } from '../packets/load.ts'
import { routerInput } from './routers.ts'

const FOLDER = join(import.meta.dirname, '../golden')

const plans = loadTables().flatMap((table) =>
  [...table.world.list('vpc')].map((vpc) => ({
    file: join(FOLDER, `${table.name}.${vpc.id}.nft`),
    plan: planRouter(routerInput(table.world, vpc.id)),
  })),
)

test.each(plans)('$file', ({ file, plan }) => {
  const text = renderTable(plan)
  if (process.env.MENSHEN_GENERATE === '1') writeFileSync(file, text)
  expect(existsSync(file), `${file} is missing: run with MENSHEN_GENERATE=1`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
})

test.each(plans)('on one line it is the same text: $file', ({ plan }) => {
  const line = renderLine(plan)
  expect(line).not.toContain('\n')
  const words = (text: string): string => text.replaceAll(/[\s;]+/g, ' ').trim()
  expect(words(line)).toBe(words(renderTable(plan)))
})
