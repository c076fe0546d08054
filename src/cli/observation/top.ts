// `menshen top`: what decides most right now, looked at again and again.

import type { HitItem } from '../answers.ts'
import { type CommandContext, ExitError, printJson, printLine, USAGE } from '../context.ts'
import { HIT_HEAD, hitRow, hitsOf } from '../hits/hits.ts'
import { formatTable } from '../table.ts'

export interface TopOptions {
  readonly group?: string
  readonly host?: string
  readonly interval: string
  readonly once?: true
  readonly json?: true
}

const ROWS = 20
const CLEAR = '\u001b[H\u001b[2J'

export async function top(context: CommandContext, options: TopOptions): Promise<void> {
  const seconds = Number(options.interval)
  if (!(seconds >= 1)) throw new ExitError(USAGE, context.t('top.badInterval', { value: options.interval }))
  const query = { group: options.group, host: options.host }
  let before = await hitsOf(context, query)
  let since = performance.now()
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    const now = await hitsOf(context, query)
    const took = (performance.now() - since) / 1000
    since = performance.now()
    const rates = ratesBetween(before.items, now.items, took)
    before = now
    if (options.json) printJson(context, rates)
    else show(context, rates, options.once === true)
    if (options.once) return
  }
}

interface Rate extends HitItem {
  readonly perSecond: number
}

function ratesBetween(before: readonly HitItem[], now: readonly HitItem[], seconds: number): readonly Rate[] {
  const was = new Map(before.map((item) => [`${item.direction} ${item.subject}`, item.hits]))
  return now
    .map((item) => ({
      ...item,
      perSecond: Math.max(0, item.hits - (was.get(`${item.direction} ${item.subject}`) ?? 0)) / seconds,
    }))
    .sort((a, b) => b.perSecond - a.perSecond || b.hits - a.hits)
    .slice(0, ROWS)
}

function show(context: CommandContext, rates: readonly Rate[], once: boolean): void {
  const { t } = context
  const head = [
    t('column.perSecond'),
    ...HIT_HEAD.map((key) => t(key)),
    t('column.direction'),
    t('column.decidedBy'),
    t('column.groups'),
  ]
  const rows = rates.map((rate) => [
    rate.perSecond.toFixed(1),
    ...hitRow(context, rate),
    rate.groupIds.join(', '),
  ])
  printLine(context, `${once ? '' : CLEAR}${formatTable(head, rows)}`)
}
