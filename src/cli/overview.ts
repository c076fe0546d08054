// `menshen overview`: how much an account has, and which of its limits are nearest.

import type { z } from 'zod'
import type { overviewSchema } from '../server/console/overview.ts'
import { type CommandContext, printJson, printLine } from './context.ts'
import { getJson } from './serverClient.ts'
import { printTable } from './table.ts'
import type { Asking } from './verbs.ts'

type Overview = z.infer<typeof overviewSchema>

export async function overview(context: CommandContext, options: Asking): Promise<void> {
  const answer = await getJson<Overview>(context, 'overview')
  if (options.json) return printJson(context, answer)
  const { t } = context
  const { counts, nearest } = answer
  const counted = Object.entries(counts) as readonly (readonly [keyof Overview['counts'], number])[]
  for (const [name, count] of counted) printLine(context, `${t(`overview.${name}`)}: ${count}`)
  if (nearest.length === 0) return
  printTable(
    context,
    ['column.limit', 'column.of', 'overview.used'],
    nearest.map(({ limit, of, current, maximum }) => [limit, of, `${current} / ${maximum}`]),
  )
}
