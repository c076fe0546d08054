// `menshen top --day`: how much was let through and dropped in each of the last 24 hours, a line for each.

import { type CommandContext, printJson, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'

interface Day {
  readonly from: string
  readonly stepSeconds: number
  readonly accepted: readonly number[]
  readonly dropped: readonly number[]
}

const BARS = '▁▂▃▄▅▆▇█'

export async function showDay(context: CommandContext, options: { readonly json?: true }): Promise<void> {
  const { t } = context
  const day = await getJson<Day>(context, 'hits/day')
  if (options.json) return printJson(context, day)
  const perHour = 3600 / day.stepSeconds
  const rows = (['accepted', 'dropped'] as const).map((which) => {
    const hours = sums(day[which], perHour)
    return [t(`day.${which}`), String(sum(day[which])), barsOf(hours), String(Math.max(...hours))]
  })
  printTable(context, ['column.decision', 'column.hits', 'column.hours', 'column.busiest'], rows)
  printLine(context, t('day.since', { from: day.from }))
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

const sums = (counts: readonly number[], size: number): readonly number[] =>
  Array.from({ length: Math.ceil(counts.length / size) }, (_, hour) =>
    sum(counts.slice(hour * size, (hour + 1) * size)),
  )

/** Nothing is a dot, so that the least bar means something. */
function barsOf(counts: readonly number[]): string {
  const most = Math.max(...counts)
  return counts
    .map((count) => (count === 0 ? '·' : BARS[Math.ceil((BARS.length * count) / most) - 1]))
    .join('')
}
